package io.txswitch.iso8583.codec;

import io.vertx.core.buffer.Buffer;

/** One message in its envelope: two bytes of length, big endian and without itself, then TPDU, then message. */
public record Frame(Tpdu tpdu, byte[] message) {
    static final int LENGTH_BYTES = 2;
    /** The greatest length a frame may announce. */
    static final int MAX_LENGTH = 4096;

    /** The bytes to send. @throws IllegalArgumentException when they are more than a frame carries */
    public Buffer toBuffer() {
        int length = Tpdu.BYTES + message.length;
        if (length > MAX_LENGTH) {
            throw new IllegalArgumentException("frame: at most " + MAX_LENGTH);
        }
        Buffer out = Buffer.buffer(LENGTH_BYTES + length).appendUnsignedShort(length);
        tpdu.write(out);
        return out.appendBytes(message);
    }

    /** Sizes only: a message holds card data. */
    @Override
    public String toString() {
        return "Frame[bytes=" + message.length + "]";
    }
}
