package io.txswitch.channel.sample;

import io.txswitch.channel.wallet.Credentials;
import io.txswitch.channel.wallet.LiveCredentials;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** HMAC-SHA256 over lines of text, as lower-case hex; what is signed begins with what it is. */
final class SampleSignature {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec signing;
    private final List<SecretKeySpec> live;

    SampleSignature(LiveCredentials<Credentials.Sample> keys) {
        this.signing = key(keys.signing());
        this.live = keys.each(SampleSignature::key);
    }

    private static SecretKeySpec key(Credentials.Sample credentials) {
        return new SecretKeySpec(credentials.secret().bytes(), ALGORITHM);
    }

    /** The signature of these lines, each ended by a line feed, before the body. */
    String of(String body, String... lines) {
        return of(signing, body, lines);
    }

    private static String of(SecretKeySpec key, String body, String... lines) {
        try {
            // A Mac is not thread-safe.
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            String head = String.join("\n", lines) + "\n";
            mac.update(head.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no HMAC-SHA256", e);
        }
    }

    /** Whether the text is the signature of these lines by a live secret; a missing one is none. */
    boolean fits(@Nullable String signature, String body, String... lines) {
        return signature != null && live.stream().anyMatch(key -> same(signature, of(key, body, lines)));
    }

    private static boolean same(String signature, String expected) {
        return MessageDigest.isEqual(
                signature.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }
}
