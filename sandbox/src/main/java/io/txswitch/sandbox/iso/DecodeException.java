package io.txswitch.sandbox.iso;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that are no message of this wire; its text is the path and what was wrong there, as in
 * {@code DE35: at most 37, found 99}, and never a value.
 */
public final class DecodeException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String path;
    private final String problem;

    @SuppressWarnings("serial") // Thrown and caught inside one process.
    private final @Nullable IsoMessage readable;

    DecodeException(String path, String problem) {
        this(path, problem, null);
    }

    private DecodeException(String path, String problem, @Nullable IsoMessage readable) {
        super(path + ": " + problem);
        this.path = path;
        this.problem = problem;
        this.readable = readable;
    }

    /** The same fault, with what could be read before it. */
    DecodeException after(IsoMessage before) {
        return new DecodeException(path, problem, before);
    }

    /** Where it happened: {@code MTI}, {@code bitmap}, {@code DE55}, {@code DE55 → 9F26} or {@code message}. */
    public String path() {
        return path;
    }

    /** What could be read before the fault, at least the MTI: enough to answer with response code 30. */
    public Optional<IsoMessage> readable() {
        return Optional.ofNullable(readable);
    }
}
