package io.txswitch.iso8583.codec;

import org.jspecify.annotations.Nullable;

/**
 * Why bytes are no message; never holds a value of the message in its text.
 *
 * @param path where: {@code MTI}, {@code bitmap}, {@code DE4}, {@code DE55 → 9F26}, {@code message}
 * @param problem what was expected and what was found, as in {@code length 8, found 5}
 * @param offset of the element within the message, in bytes
 * @param readable everything else that could be read, once MTI and bitmap could be; null when nothing can be answered
 */
public record DecodeError(
        String path, String problem, int offset, @Nullable IsoMessage readable) implements Decoded {
    DecodeError(String path, String problem, int offset) {
        this(path, problem, offset, null);
    }

    DecodeError with(IsoMessage rest) {
        return new DecodeError(path, problem, offset, rest);
    }

    /** Path and problem on one line. */
    public String text() {
        return path + ": " + problem;
    }

    @Override
    public String toString() {
        return text() + " (offset " + offset + ")";
    }
}
