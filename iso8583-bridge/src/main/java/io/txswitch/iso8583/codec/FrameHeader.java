package io.txswitch.iso8583.codec;

import java.util.HexFormat;

/**
 * The fixed bytes between TPDU and message: opaque, echoed in the reply, but for the parts named here.
 *
 * @param hex what a frame that begins a conversation carries; its length is every header's length
 * @param swapAt where two neighbouring parts begin that change places in the reply (destination and source)
 * @param swapBytes the length of each of the two; 0 when nothing changes places
 * @param lengthAt where the length of header and message stands in decimal digits
 * @param lengthDigits how many digits; 0 when there is none
 */
public record FrameHeader(String hex, int swapAt, int swapBytes, int lengthAt, int lengthDigits) {
    /** No header. */
    public static final FrameHeader NONE = new FrameHeader("", 0, 0, 0, 0);

    private static final int MAX_BYTES = 128;
    private static final int MAX_DIGITS = 8;

    public FrameHeader {
        if (hex.length() % 2 != 0 || !hex.matches("[0-9A-F]*") || hex.length() / 2 > MAX_BYTES) {
            throw new IllegalArgumentException("header: at most " + MAX_BYTES + " bytes as hex");
        }
        if (swapAt < 0 || swapBytes < 0 || swapAt + 2 * swapBytes > hex.length() / 2) {
            throw new IllegalArgumentException("header-swap: lies beyond the header");
        }
        if (lengthAt < 0
                || lengthDigits < 0
                || lengthDigits > MAX_DIGITS
                || lengthAt + lengthDigits > hex.length() / 2) {
            throw new IllegalArgumentException("header-length: lies beyond the header");
        }
    }

    static FrameHeader of(String hex) {
        return new FrameHeader(hex, 0, 0, 0, 0);
    }

    int bytes() {
        return hex.length() / 2;
    }

    byte[] template() {
        return HexFormat.of().parseHex(hex);
    }

    /** The header of the reply to a frame with {@code header}. */
    byte[] reply(byte[] header) {
        byte[] reply = header.clone();
        System.arraycopy(header, swapAt + swapBytes, reply, swapAt, swapBytes);
        System.arraycopy(header, swapAt, reply, swapAt + swapBytes, swapBytes);
        return reply;
    }

    /** {@code header} as it leaves in front of a message. */
    byte[] filled(byte[] header, int messageBytes) {
        if (lengthDigits == 0) {
            return header;
        }
        byte[] filled = header.clone();
        int rest = header.length + messageBytes;
        for (int i = lengthAt + lengthDigits - 1; i >= lengthAt; i--) {
            filled[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return filled;
    }
}
