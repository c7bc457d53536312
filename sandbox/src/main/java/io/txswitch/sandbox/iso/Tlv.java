package io.txswitch.sandbox.iso;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The chip data of DE55: BER-TLV, tags of one or two bytes, values up to 255 bytes, nothing nested.
 *
 * <p>Tags and values are upper-case hex. Source: EMV Book 3, annex B.
 */
public final class Tlv {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    /** A terminal sends about twenty tags; more than this is no chip data. */
    private static final int MAX_TAGS = 64;

    private static final int LONG_TAG = 0x1f;
    private static final int MORE_TAG = 0x80;
    private static final int LONG_LENGTH = 0x81;
    private static final int SHORT_LENGTHS = 0x80;

    private Tlv() {}

    /** Values by tag, in the order given, as bytes. @throws IllegalArgumentException for a value over 255 bytes */
    public static byte[] encode(Map<String, String> values) {
        StringBuilder hex = new StringBuilder();
        values.forEach(
                (tag, value) -> hex.append(tag).append(length(tag, value)).append(value));
        return HEX.parseHex(hex);
    }

    private static String length(String tag, String value) {
        int bytes = value.length() / 2;
        if (bytes > 0xff) {
            throw new IllegalArgumentException("DE55 → " + tag + ": at most 255, found " + bytes);
        }
        String length = HEX.toHexDigits((byte) bytes);
        return bytes < SHORT_LENGTHS ? length : HEX.toHexDigits((byte) LONG_LENGTH) + length;
    }

    /**
     * Reads chip data.
     *
     * @throws DecodeException naming the tag when a length does not fit, a tag comes twice, or there are too many
     */
    public static Map<String, String> decode(byte[] bytes) throws DecodeException {
        WireReader in = new WireReader(bytes);
        Map<String, String> values = new LinkedHashMap<>();
        while (in.left() > 0) {
            String tag = tag(in);
            String path = "DE55 → " + tag;
            String value = HEX.formatHex(in.bytes(path, length(in, path)));
            if (values.put(tag, value) != null) {
                throw new DecodeException(path, "twice");
            }
            if (values.size() > MAX_TAGS) {
                throw new DecodeException("DE55", "more than " + MAX_TAGS + " tags");
            }
        }
        return values;
    }

    private static String tag(WireReader in) throws DecodeException {
        int first = in.bytes("DE55", 1)[0];
        String tag = HEX.toHexDigits((byte) first);
        if ((first & LONG_TAG) != LONG_TAG) {
            return tag;
        }
        int second = in.bytes("DE55 → " + tag, 1)[0];
        if ((second & MORE_TAG) != 0) {
            throw new DecodeException("DE55 → " + tag, "a tag of more than two bytes");
        }
        return tag + HEX.toHexDigits((byte) second);
    }

    private static int length(WireReader in, String path) throws DecodeException {
        int length = in.bytes(path, 1)[0] & 0xff;
        if (length < SHORT_LENGTHS) {
            return length;
        }
        if (length != LONG_LENGTH) {
            throw new DecodeException(path, "a length of more than one byte");
        }
        return in.bytes(path, 1)[0] & 0xff;
    }
}
