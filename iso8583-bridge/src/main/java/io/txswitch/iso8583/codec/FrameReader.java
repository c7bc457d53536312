package io.txswitch.iso8583.codec;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a byte stream into frames, however the network cut it; belongs to one connection.
 *
 * <p>Frames are pulled, so that a caller who has enough can leave the rest where it is. What is kept is at most one
 * read of the socket and one unfinished frame: nothing is set aside because a length asks for it.
 */
public final class FrameReader {
    /** What thousands of idle connections share. */
    private static final Buffer NOTHING = Buffer.buffer(0);

    private final Framing framing;
    private Buffer pending = NOTHING;
    private int at;
    private @Nullable String problem;

    /** @throws IllegalArgumentException when the framing has no length */
    public FrameReader(Framing framing) {
        if (!framing.cutsStreams()) {
            throw new IllegalArgumentException("framing " + framing.name() + ": cuts no streams");
        }
        this.framing = framing;
    }

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
        int lengthBytes = framing.length().bytes();
        while (problem == null && pending.length() - at >= lengthBytes) {
            long said = framing.length().read(pending, at);
            long content = framing.contentBytes(said);
            if (said >= 0 && content == 0 && framing.keepAlive()) {
                take(lengthBytes);
            } else if (said < 0) {
                problem = "a length that is no number";
            } else if (content < framing.minBytes() || content > framing.maxBytes()) {
                problem = "length " + said;
            } else if (pending.length() - at - lengthBytes < content) {
                return null;
            } else {
                return cut(at + lengthBytes, (int) content);
            }
        }
        return null;
    }

    private @Nullable Frame cut(int start, int content) {
        int message = start + framing.headBytes();
        int end = start + content - framing.trailerBytes();
        if (framing.tpdu() && !Tpdu.at(pending, start)) {
            problem = "no TPDU";
            return null;
        }
        if (!trailerAt(end)) {
            problem = "no trailer";
            return null;
        }
        Tpdu tpdu = framing.tpdu() ? Tpdu.read(pending, start) : null;
        byte[] header = pending.getBytes(message - framing.header().bytes(), message);
        Frame frame = new Frame(framing, tpdu, header, pending.getBytes(message, end));
        take(framing.length().bytes() + content);
        return frame;
    }

    private boolean trailerAt(int offset) {
        if (framing.trailerBytes() == 0) {
            return true;
        }
        byte[] trailer = framing.trailerContent();
        for (int i = 0; i < trailer.length; i++) {
            if (pending.getByte(offset + i) != trailer[i]) {
                return false;
            }
        }
        return true;
    }

    private void take(int bytes) {
        at += bytes;
        if (at == pending.length()) {
            pending = NOTHING;
            at = 0;
        }
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
