package io.txswitch.sandbox.iso;

import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * One message in its envelope.
 *
 * @param framing how it is cut out of the stream
 * @param envelope what stands before the message: a TPDU, perhaps with a header
 * @param message the bytes behind it, at most {@link IsoCodec#MAX_MESSAGE_BYTES}
 */
@SuppressWarnings("ArrayRecordComponent") // Frames are passed on and never compared.
public record Frame(Framing framing, byte[] envelope, byte[] message) {
    /** Bytes of a TPDU, {@code 60 DDDD SSSS}: destination before source. */
    public static final int TPDU_BYTES = 5;

    /** Copies nothing: whoever makes a frame gives the arrays away. */
    public Frame {
        if (envelope.length != framing.envelopeBytes() || envelope[0] != (byte) framing.firstByte()) {
            throw new IllegalArgumentException("envelope: not one of " + framing);
        }
        if (message.length > IsoCodec.MAX_MESSAGE_BYTES) {
            throw new IllegalArgumentException("message: at most " + IsoCodec.MAX_MESSAGE_BYTES);
        }
    }

    /** A message behind a TPDU. */
    public Frame(byte[] tpdu, byte[] message) {
        this(Framing.NAC, tpdu, message);
    }

    /** A frame of a message behind a TPDU. */
    public static Frame of(byte[] tpdu, IsoMessage message) {
        return new Frame(tpdu.clone(), IsoCodec.encode(message));
    }

    /** The TPDU that the envelope begins with. */
    public byte[] tpdu() {
        return Arrays.copyOf(envelope, TPDU_BYTES);
    }

    /** The frame that carries an answer back: source and destination change places. */
    public Frame answer(IsoMessage message) {
        byte[] bytes = IsoCodec.encode(message);
        return new Frame(framing, framing.back(envelope, bytes.length), bytes);
    }

    /** The bytes to send: length, envelope, message. */
    public Buffer toBuffer() {
        int length = envelope.length + message.length;
        Buffer out = Buffer.buffer(framing.lengthBytes() + length);
        framing.writeLength(out, length);
        return out.appendBytes(envelope).appendBytes(message);
    }

    /** The bytes to send as upper-case hex. */
    public String toHex() {
        return HexFormat.of().withUpperCase().formatHex(toBuffer().getBytes());
    }

    /** Names sizes only: a message may hold card data. */
    @Override
    public String toString() {
        return "Frame[bytes=" + message.length + "]";
    }
}
