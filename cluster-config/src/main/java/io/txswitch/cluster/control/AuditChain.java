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
                        entry.reason() == null ? "" : entry.reason())
                + changed(entry);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Nothing for a row that changed nothing, so that rows from before there were changes hash as they did. */
    private static String changed(Audit.Entry entry) {
        String before = entry.before();
        String after = entry.after();
        return before == null && after == null
                ? ""
                : "\n" + (before == null ? -1 : before.length()) + "\n" + before + "\n" + after;
    }
}
