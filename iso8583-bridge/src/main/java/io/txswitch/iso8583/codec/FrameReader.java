package io.txswitch.iso8583.codec;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a byte stream into frames, however the network cut it; belongs to one connection.
 *
 * <p>Frames are pulled, so that a caller who has enough can leave the rest where it is. What is kept is at most one
 * read of the socket and one unfinished frame.
 */
public final class FrameReader {
    /** TPDU and MTI; less cannot be answered. */
    private static final int MIN_LENGTH = Tpdu.BYTES + 2;

    private Buffer pending = Buffer.buffer();
    private int at;
    private @Nullable String problem;

    /** Takes what was read from the socket. */
    public void feed(Buffer bytes) {
        if (problem != null) {
            return;
        }
        if (at == pending.length()) {
            pending = bytes;
        } else {
            pending = pending.getBuffer(at, pending.length()).appendBuffer(bytes);
        }
        at = 0;
    }

    /** The next whole frame, null when there is none yet or the stream has come to a {@link #problem}. */
    public @Nullable Frame next() {
        int left = pending.length() - at;
        if (problem != null || left < Frame.LENGTH_BYTES) {
            return null;
        }
        int length = pending.getUnsignedShort(at);
        if (length < MIN_LENGTH || length > Frame.MAX_LENGTH) {
            problem = "length " + length;
            return null;
        }
        if (left < Frame.LENGTH_BYTES + length) {
            return null;
        }
        int start = at + Frame.LENGTH_BYTES;
        if (!Tpdu.at(pending, start)) {
            problem = "no TPDU";
            return null;
        }
        at = start + length;
        return new Frame(Tpdu.read(pending, start), pending.getBytes(start + Tpdu.BYTES, at));
    }

    /** Why the stream cannot go on: the connection is to be closed. */
    public @Nullable String problem() {
        return problem;
    }

    /** True when bytes are kept that are not taken yet: once {@link #next} gave null, an unfinished frame. */
    public boolean hasRest() {
        return at < pending.length();
    }
}
