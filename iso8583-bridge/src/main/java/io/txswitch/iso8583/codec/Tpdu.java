package io.txswitch.iso8583.codec;

import io.vertx.core.buffer.Buffer;
import java.util.HexFormat;

/**
 * The five bytes before a message: {@code 60}, destination, source (two bytes each).
 *
 * @param destination 0 to 65535
 * @param source 0 to 65535
 */
public record Tpdu(int destination, int source) {
    /** Bytes of a TPDU. */
    public static final int BYTES = 5;

    private static final int ID = 0x60;
    private static final String PATTERN = "60[0-9A-Fa-f]{8}";

    /** Reads {@code 60 DDDD SSSS} as ten hex digits; anything else is an {@link IllegalArgumentException}. */
    public static Tpdu parse(String hex) {
        if (!hex.matches(PATTERN)) {
            throw new IllegalArgumentException("a TPDU is 60 and eight hex digits");
        }
        return new Tpdu(HexFormat.fromHexDigits(hex, 2, 6), HexFormat.fromHexDigits(hex, 6, 10));
    }

    static boolean at(Buffer in, int offset) {
        return in.getUnsignedByte(offset) == ID;
    }

    static Tpdu read(Buffer in, int offset) {
        return new Tpdu(in.getUnsignedShort(offset + 1), in.getUnsignedShort(offset + 3));
    }

    void write(Buffer out) {
        out.appendByte((byte) ID).appendUnsignedShort(destination).appendUnsignedShort(source);
    }

    /** The way back: destination and source change places. */
    public Tpdu swapped() {
        return new Tpdu(source, destination);
    }
}
