package io.txswitch.iso8583.codec;

import org.jspecify.annotations.Nullable;

/**
 * Why bytes are no message; never holds a value of the message in its text.
 *
 * @param path where: {@code MTI}, {@code bitmap}, {@code DE4}, {@code DE55 → 9F26}, {@code message}
 * @param problem what was expected and what was found, as in {@code length 8, found 5}
 * @param offset of the byte that shows it (of the element, or of the tag, that is cut short), within the message
 * @param readable everything else that could be read, once MTI and bitmap could be; null when nothing can be answered
 */
public record DecodeError(
        String path, String problem, int offset, @Nullable IsoMessage readable) implements Decoded {
    private static final String ARROW = " → ";
    private static final String ELEMENT = "DE";

    DecodeError(String path, String problem, int offset) {
        this(path, problem, offset, null);
    }

    DecodeError with(IsoMessage rest) {
        return new DecodeError(path, problem, offset, rest);
    }

    /** The element's number, or {@code mti}, {@code bitmap}, {@code message}: for programs. */
    public String field() {
        int end = path.indexOf(ARROW);
        String first = end < 0 ? path : path.substring(0, end);
        return first.startsWith(ELEMENT) ? first.substring(ELEMENT.length()) : first.equals("MTI") ? "mti" : first;
    }

    /** The same with the tags below it: {@code 55.9F26}. */
    public String fieldPath() {
        int end = path.indexOf(ARROW);
        return end < 0
                ? field()
                : field() + "." + path.substring(end + ARROW.length()).replace(ARROW, ".");
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
