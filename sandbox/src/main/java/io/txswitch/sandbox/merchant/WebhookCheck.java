package io.txswitch.sandbox.merchant;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Standard Webhooks: {@code v1,} and Base64 of HMAC-SHA256 over {@code id.timestamp.body}, several separated by spaces.
 *
 * <p>Source: the Standard Webhooks specification, symmetric signatures.
 */
final class WebhookCheck {
    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final Pattern SECONDS = Pattern.compile("\\d{1,12}");
    private static final String VERSION = "v1,";
    /** During a change of secrets a sender signs with two; more than this is not checked. */
    private static final int MAX_SIGNATURES = 8;

    private final byte[] key;

    WebhookCheck(byte[] key) {
        this.key = key.clone();
    }

    boolean passes(
            @Nullable String id, @Nullable String timestamp, @Nullable String signatures, byte[] body, Instant now) {
        if (id == null
                || timestamp == null
                || signatures == null
                || !SECONDS.matcher(timestamp).matches()) {
            return false;
        }
        Instant at = Instant.ofEpochSecond(Long.parseLong(timestamp));
        if (Duration.between(at, now).abs().compareTo(TOLERANCE) > 0) {
            return false;
        }
        byte[] head = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
        byte[] text = new byte[head.length + body.length];
        System.arraycopy(head, 0, text, 0, head.length);
        System.arraycopy(body, 0, text, head.length, body.length);
        byte[] expected =
                (VERSION + Base64.getEncoder().encodeToString(Hmac.sha256(key, text))).getBytes(StandardCharsets.UTF_8);
        boolean found = false;
        for (String given : signatures.split(" ", MAX_SIGNATURES)) {
            found |= MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8));
        }
        return found;
    }
}
