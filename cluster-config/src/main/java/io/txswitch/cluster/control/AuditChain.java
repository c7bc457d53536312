package io.txswitch.cluster.control;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hash of one audit row over itself and the row before it: SHA-256, hex. */
final class AuditChain {
    static final String START = "0".repeat(64);

    private AuditChain() {}

    static String hash(String previous, long number, Audit.Entry entry) {
        String text = String.join(
                "\n",
                previous,
                Long.toString(number),
                Long.toString(entry.at().toEpochMilli()),
                entry.person(),
                entry.node(),
                entry.action(),
                entry.target(),
                entry.reason() == null ? "" : entry.reason());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
