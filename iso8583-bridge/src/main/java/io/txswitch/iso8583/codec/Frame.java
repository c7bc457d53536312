package io.txswitch.iso8583.codec;

import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One message in its envelope; whoever makes one gives the arrays away.
 *
 * @param framing how it is laid out
 * @param tpdu where it goes and comes from; null exactly where the framing has none
 * @param header as many bytes as the framing's header has
 * @param message MTI, bitmap and elements
 */
public record Frame(Framing framing, @Nullable Tpdu tpdu, byte[] header, byte[] message) {
    public Frame {
        if (framing.tpdu() != (tpdu != null)
                || header.length != framing.header().bytes()) {
            throw new IllegalArgumentException("frame: not of framing " + framing.name());
        }
    }

    /** The way back for an answer: TPDU swapped, header echoed (or swapped where the framing says so). */
    public Frame reply(byte[] answer) {
        return new Frame(
                framing, tpdu == null ? null : tpdu.swapped(), framing.header().reply(header), answer);
    }

    /** The bytes to send. @throws IllegalArgumentException when they are more than a frame carries */
    public Buffer toBuffer() {
        int content = framing.headBytes() + message.length + framing.trailerBytes();
        FrameLength length = framing.length();
        if (content > framing.maxBytes() || !length.isNone() && framing.said(content) > length.greatest()) {
            throw new IllegalArgumentException("frame: at most " + framing.maxBytes());
        }
        Buffer out = Buffer.buffer(length.bytes() + content);
        if (!length.isNone()) {
            length.write(out, framing.said(content));
        }
        if (tpdu != null) {
            tpdu.write(out);
        }
        out.appendBytes(framing.header().filled(header, message.length)).appendBytes(message);
        return framing.trailerBytes() == 0 ? out : out.appendBytes(framing.trailerContent());
    }

    /** Where the message begins within the frame's bytes. */
    public int messageOffset() {
        return framing.length().bytes() + framing.headBytes();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Frame that
                && framing.equals(that.framing)
                && Objects.equals(tpdu, that.tpdu)
                && Arrays.equals(header, that.header)
                && Arrays.equals(message, that.message);
    }

    @Override
    public int hashCode() {
        return Objects.hash(tpdu, Arrays.hashCode(header), Arrays.hashCode(message));
    }

    /** Sizes only: a message holds card data. */
    @Override
    public String toString() {
        return "Frame[framing=" + framing.name() + ", bytes=" + message.length + "]";
    }
}
