package io.txswitch.sandbox.tls;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The few DER types a certificate needs; the JDK can read certificates but has no public way to make one. (X.690) */
public final class Der {
    private static final DateTimeFormatter UTC_TIME =
            DateTimeFormatter.ofPattern("uuMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int SHORT_LENGTH_MAX = 0x7f;

    private Der() {}

    /** SEQUENCE of the parts. */
    public static byte[] sequence(byte[]... parts) {
        return tagged(0x30, parts);
    }

    /** SET of the parts. */
    public static byte[] set(byte[]... parts) {
        return tagged(0x31, parts);
    }

    /** Context tag 0, constructed. */
    public static byte[] explicit0(byte[] part) {
        return tagged(0xa0, part);
    }

    /** INTEGER. */
    public static byte[] integer(BigInteger value) {
        return tagged(0x02, value.toByteArray());
    }

    /** UTF8String. */
    public static byte[] utf8(String text) {
        return tagged(0x0c, text.getBytes(StandardCharsets.UTF_8));
    }

    /** UTCTime, good for the years 1950 to 2049. */
    public static byte[] time(Instant at) {
        return tagged(0x17, UTC_TIME.format(at).getBytes(StandardCharsets.US_ASCII));
    }

    /** BIT STRING of whole bytes. */
    public static byte[] bits(byte[] bytes) {
        return tagged(0x03, new byte[] {0}, bytes);
    }

    /** NULL. */
    public static byte[] nothing() {
        return tagged(0x05);
    }

    /** BOOLEAN true. */
    public static byte[] yes() {
        return tagged(0x01, new byte[] {(byte) 0xff});
    }

    /** OCTET STRING. */
    public static byte[] octets(byte[] bytes) {
        return tagged(0x04, bytes);
    }

    /** Context tag 3, constructed. */
    public static byte[] explicit3(byte[] part) {
        return tagged(0xa3, part);
    }

    /** A name of a subject that is a host (context tag 2). */
    public static byte[] dnsName(String host) {
        return tagged(0x82, host.getBytes(StandardCharsets.US_ASCII));
    }

    /** A name of a subject that is an address (context tag 7), four or sixteen bytes. */
    public static byte[] ipAddress(byte[] address) {
        return tagged(0x87, address);
    }

    /** The object identifier with its content bytes already encoded. */
    public static byte[] oid(int... content) {
        byte[] bytes = new byte[content.length];
        for (int i = 0; i < content.length; i++) {
            bytes[i] = (byte) content[i];
        }
        return tagged(0x06, bytes);
    }

    private static byte[] tagged(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.size() <= SHORT_LENGTH_MAX) {
            out.write(content.size());
        } else {
            byte[] length = BigInteger.valueOf(content.size()).toByteArray();
            int skip = length[0] == 0 ? 1 : 0;
            out.write(0x80 | (length.length - skip));
            out.write(length, skip, length.length - skip);
        }
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }
}
