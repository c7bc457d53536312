package io.txswitch.sandbox.iso;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import java.util.function.Consumer;

/**
 * Cuts a stream of bytes into frames, however the network split or joined them.
 *
 * <p>A length that no frame can have, or an envelope that begins with another byte, ends the stream: nothing behind it
 * can be trusted. One connection, one reader; it never holds more than one frame and one read.
 */
public final class FrameReader implements Handler<Buffer> {
    /** MTI and one bitmap: no shorter message exists. */
    private static final int MIN_MESSAGE_BYTES = 2 + 8;

    private final Framing framing;
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
        this(Framing.NAC, onFrame, onHostile);
    }

    /** The same for another framing. */
    public FrameReader(Framing framing, Consumer<Frame> onFrame, Consumer<String> onHostile) {
        this.framing = framing;
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
        int prefix = framing.lengthBytes();
        while (!ended && all.length() - at >= prefix) {
            int length = framing.length(all, at);
            if (!possible(length)) {
                end("length=" + length);
            } else if (all.length() - at - prefix < length) {
                break;
            } else {
                take(all, at + prefix, length);
                at += prefix + length;
            }
        }
        pending = ended ? Buffer.buffer() : all.getBuffer(at, all.length());
    }

    private boolean possible(int length) {
        int message = length - framing.envelopeBytes();
        return message >= MIN_MESSAGE_BYTES && message <= IsoCodec.MAX_MESSAGE_BYTES;
    }

    private void take(Buffer all, int at, int length) {
        if (all.getUnsignedByte(at) != framing.firstByte()) {
            end((framing == Framing.CUPS ? "header_id=" : "tpdu_id=") + all.getUnsignedByte(at));
            return;
        }
        int message = at + framing.envelopeBytes();
        onFrame.accept(new Frame(framing, all.getBytes(at, message), all.getBytes(message, at + length)));
    }

    private void end(String reason) {
        ended = true;
        onHostile.accept(reason);
    }
}
