package io.txswitch.sandbox.iso;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * How messages are cut out of a stream of bytes: a length that does not count itself, an envelope, the message.
 *
 * <pre>
 *   NAC           2 bytes big endian │ TPDU 60 DDDD SSSS                       │ message
 *   UNIONPAY_POS  2 bytes big endian │ TPDU │ 6-byte header, echoed            │ message
 *   CUPS          4 ASCII digits     │ 46-byte header with addresses and length│ message
 * </pre>
 */
public enum Framing {
    NAC(2, 5),
    UNIONPAY_POS(2, 11),
    CUPS(4, 46);

    static final int TPDU_ID = 0x60;
    private static final int TPDU_BYTES = 5;

    /** The first byte of a header is its own length, the second flag and version. */
    private static final int CUPS_HEADER_ID = 0x2e;

    private static final int CUPS_LENGTH_AT = 2;
    private static final int CUPS_LENGTH_DIGITS = 4;
    private static final int CUPS_TO_AT = 6;
    private static final int CUPS_FROM_AT = 17;
    private static final int CUPS_ADDRESS_BYTES = 11;
    private static final int DECIMAL = 10;

    private final int lengthBytes;
    private final int envelopeBytes;

    Framing(int lengthBytes, int envelopeBytes) {
        this.lengthBytes = lengthBytes;
        this.envelopeBytes = envelopeBytes;
    }

    int lengthBytes() {
        return lengthBytes;
    }

    int envelopeBytes() {
        return envelopeBytes;
    }

    /** The byte that every envelope begins with. */
    int firstByte() {
        return this == CUPS ? CUPS_HEADER_ID : TPDU_ID;
    }

    /** The length that stands at a place, or -1 when no number stands there. */
    int length(Buffer in, int at) {
        if (this != CUPS) {
            return in.getUnsignedShort(at);
        }
        int length = 0;
        for (int i = at; i < at + lengthBytes; i++) {
            int digit = in.getByte(i) - '0';
            if (digit < 0 || digit >= DECIMAL) {
                return -1;
            }
            length = length * DECIMAL + digit;
        }
        return length;
    }

    void writeLength(Buffer out, int length) {
        if (this == CUPS) {
            out.appendString(fourDigits(length));
        } else {
            out.appendUnsignedShort(length);
        }
    }

    /** The envelope that brings an answer back: source and destination change places. */
    byte[] back(byte[] envelope, int messageBytes) {
        byte[] back = envelope.clone();
        if (this == CUPS) {
            System.arraycopy(envelope, CUPS_FROM_AT, back, CUPS_TO_AT, CUPS_ADDRESS_BYTES);
            System.arraycopy(envelope, CUPS_TO_AT, back, CUPS_FROM_AT, CUPS_ADDRESS_BYTES);
            byte[] total = fourDigits(envelopeBytes + messageBytes).getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(total, 0, back, CUPS_LENGTH_AT, CUPS_LENGTH_DIGITS);
            return back;
        }
        System.arraycopy(envelope, 3, back, 1, 2);
        System.arraycopy(envelope, 1, back, 3, 2);
        return back;
    }

    /**
     * The envelope of a UnionPay terminal.
     *
     * @param tpdu five bytes of hex that begin with 60
     * @param header six bytes of hex
     */
    public static byte[] posEnvelope(String tpdu, String header) {
        byte[] both = HexFormat.of().parseHex(tpdu + header);
        if (both.length != UNIONPAY_POS.envelopeBytes || tpdu.length() != 2 * TPDU_BYTES) {
            throw new IllegalArgumentException("TPDU: five bytes, header: six");
        }
        return both;
    }

    /**
     * The header of an interchange message: its own length, version 01, the total length, destination and source of
     * eleven characters, reserved and user bytes zero, batch number 0, no reject code.
     */
    public static byte[] cupsHeader(String to, String from, int messageBytes) {
        byte[] header = new byte[CUPS.envelopeBytes];
        header[0] = CUPS_HEADER_ID;
        header[1] = 1;
        put(header, CUPS_LENGTH_AT, fourDigits(CUPS.envelopeBytes + messageBytes));
        put(header, CUPS_TO_AT, address(to));
        put(header, CUPS_FROM_AT, address(from));
        Arrays.fill(header, header.length - 5, header.length, (byte) '0');
        return header;
    }

    private static void put(byte[] into, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, into, at, bytes.length);
    }

    private static String address(String institution) {
        if (institution.length() > CUPS_ADDRESS_BYTES) {
            throw new IllegalArgumentException("institution: at most " + CUPS_ADDRESS_BYTES);
        }
        return institution + " ".repeat(CUPS_ADDRESS_BYTES - institution.length());
    }

    private static String fourDigits(int length) {
        String digits = Integer.toString(length);
        return "0".repeat(CUPS_LENGTH_DIGITS - digits.length()) + digits;
    }
}
