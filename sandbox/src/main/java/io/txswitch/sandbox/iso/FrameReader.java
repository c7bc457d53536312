package io.txswitch.sandbox.iso;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import java.util.function.Consumer;

/**
 * Cuts a stream of bytes into frames, however the network split or joined them.
 *
 * <p>A length that no frame can have, or a TPDU that does not begin with 60, ends the stream: nothing behind it can be
 * trusted. One connection, one reader; it never holds more than one frame and one read.
 */
public final class FrameReader implements Handler<Buffer> {
    /** MTI and one bitmap: no shorter message exists. */
    private static final int MIN_BYTES = Frame.TPDU_BYTES + 2 + 8;

    private static final int MAX_BYTES = Frame.TPDU_BYTES + IsoCodec.MAX_MESSAGE_BYTES;

    private final Consumer<Frame> onFrame;
    private final Consumer<String> onHostile;
    private Buffer pending = Buffer.buffer();
    private boolean ended;

    /**
     * A reader at the start of a stream.
     *
     * @param onFrame gets each frame in order
     * @param onHostile gets the reason, once; the owner closes the connection
     */
    public FrameReader(Consumer<Frame> onFrame, Consumer<String> onHostile) {
        this.onFrame = onFrame;
        this.onHostile = onHostile;
    }

    @Override
    public void handle(Buffer read) {
        if (ended) {
            return;
        }
        Buffer all = pending.length() == 0 ? read : pending.appendBuffer(read);
        int at = 0;
        while (!ended && all.length() - at >= Frame.LENGTH_BYTES) {
            int length = all.getUnsignedShort(at);
            if (length < MIN_BYTES || length > MAX_BYTES) {
                end("length=" + length);
            } else if (all.length() - at - Frame.LENGTH_BYTES < length) {
                break;
            } else {
                take(all, at + Frame.LENGTH_BYTES, length);
                at += Frame.LENGTH_BYTES + length;
            }
        }
        pending = ended ? Buffer.buffer() : all.getBuffer(at, all.length());
    }

    private void take(Buffer all, int at, int length) {
        if (all.getUnsignedByte(at) != Frame.TPDU_ID) {
            end("tpdu_id=" + all.getUnsignedByte(at));
            return;
        }
        int message = at + Frame.TPDU_BYTES;
        onFrame.accept(new Frame(all.getBytes(at, message), all.getBytes(message, at + length)));
    }

    private void end(String reason) {
        ended = true;
        onHostile.accept(reason);
    }
}
