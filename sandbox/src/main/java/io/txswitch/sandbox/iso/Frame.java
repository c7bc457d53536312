package io.txswitch.sandbox.iso;

import io.vertx.core.buffer.Buffer;
import java.util.HexFormat;

/**
 * One message in its envelope: the five bytes {@code 60 DDDD SSSS} of the TPDU, destination before source, then the
 * message.
 *
 * @param tpdu five bytes, the first of them 0x60
 * @param message the bytes behind it, at most {@link IsoCodec#MAX_MESSAGE_BYTES}
 */
@SuppressWarnings("ArrayRecordComponent") // Frames are passed on and never compared.
public record Frame(byte[] tpdu, byte[] message) {
    /** Bytes of a TPDU. */
    public static final int TPDU_BYTES = 5;

    static final int LENGTH_BYTES = 2;
    static final int TPDU_ID = 0x60;

    /** Copies nothing: whoever makes a frame gives the arrays away. */
    public Frame {
        if (tpdu.length != TPDU_BYTES || tpdu[0] != TPDU_ID) {
            throw new IllegalArgumentException("TPDU: five bytes that begin with 60");
        }
        if (message.length > IsoCodec.MAX_MESSAGE_BYTES) {
            throw new IllegalArgumentException("message: at most " + IsoCodec.MAX_MESSAGE_BYTES);
        }
    }

    /** A frame of a message. */
    public static Frame of(byte[] tpdu, IsoMessage message) {
        return new Frame(tpdu.clone(), IsoCodec.encode(message));
    }

    /** The frame that carries an answer back: source and destination change places. */
    public Frame answer(IsoMessage message) {
        byte[] back = {tpdu[0], tpdu[3], tpdu[4], tpdu[1], tpdu[2]};
        return new Frame(back, IsoCodec.encode(message));
    }

    /** The bytes to send: length (two bytes, big endian, without itself), TPDU, message. */
    public Buffer toBuffer() {
        return Buffer.buffer(LENGTH_BYTES + TPDU_BYTES + message.length)
                .appendUnsignedShort(TPDU_BYTES + message.length)
                .appendBytes(tpdu)
                .appendBytes(message);
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
