package io.txswitch.channel.wechat;

import com.wechat.pay.java.core.cipher.AeadAesCipher;
import com.wechat.pay.java.core.cipher.Verifier;
import io.txswitch.channel.wallet.ChannelConfig;
import io.txswitch.channel.wallet.Credentials;
import io.txswitch.channel.wallet.LiveCredentials;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a text is WeChat Pay's, and opens what is sealed for the merchant; thread-safe.
 *
 * <p>The platform names its key: the id of a public key, or the serial of a certificate. Each live credential
 * contributes its public key, and one in certificate mode the platform's certificates, so that a merchant can change
 * from one mode to the other, or from one key to the next, while notifications of the old way still come in.
 */
final class WeChatTrust implements Verifier {
    /** What a signature under a named key says. */
    enum Verdict {
        GENUINE,
        FORGED,
        /** A certificate that is just being asked for. */
        NOT_KNOWN_YET
    }

    private final Map<String, PublicKey> keys = new HashMap<>();
    private final @Nullable PlatformCertificates certificates;
    private final @Nullable String asksFor;
    private final List<AeadAesCipher> ciphers;

    WeChatTrust(ChannelConfig config, LiveCredentials<Credentials.WeChat> live, InstantSource clock) {
        for (Credentials.WeChat each : live.all()) {
            PublicKey key = each.platformKey();
            String id = each.platformKeyId();
            if (key != null && id != null) {
                keys.putIfAbsent(id, key);
            }
        }
        this.certificates = live.all().stream().anyMatch(Credentials.WeChat::certificates)
                ? new PlatformCertificates(config, live, clock)
                : null;
        this.asksFor = live.signing().platformKeyId();
        this.ciphers =
                live.each(each -> new AeadAesCipher(each.apiV3Key().reveal().getBytes(StandardCharsets.UTF_8)));
    }

    /** Which key the platform is asked to sign its answer with; throws when none is known, before anything is sent. */
    @Override
    public String getSerialNumber() {
        if (asksFor != null) {
            return asksFor;
        }
        if (certificates == null) {
            throw new IllegalStateException("neither a public key nor certificates");
        }
        return certificates.newest();
    }

    /** For answers: an unknown certificate is asked for at once. */
    @Override
    public boolean verify(String serial, String message, String signature) {
        PublicKey named = keys.get(serial);
        PublicKey key = named != null ? named : certificates == null ? null : certificates.find(serial);
        return key != null && fits(key, message, signature);
    }

    /** For notifications: never waits. */
    Verdict judge(String serial, String message, String signature) {
        PublicKey named = keys.get(serial);
        PublicKey key = named != null ? named : certificates == null ? null : certificates.known(serial);
        if (key != null) {
            return fits(key, message, signature) ? Verdict.GENUINE : Verdict.FORGED;
        }
        return certificates != null && certificates.refreshSoon() ? Verdict.NOT_KNOWN_YET : Verdict.FORGED;
    }

    /** Whether this is the SHA256withRSA signature of the text, in base64; never throws. */
    static boolean fits(PublicKey key, String message, String signature) {
        try {
            Signature verifier = Signature.getInstance("SHA256withRSA");
            verifier.initVerify(key);
            verifier.update(message.getBytes(StandardCharsets.UTF_8));
            return verifier.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            return false;
        }
    }

    /** Opens AEAD_AES_256_GCM with whichever live API v3 key fits; throws when none does. */
    String open(byte[] associatedData, byte[] nonce, byte[] ciphertext) {
        for (AeadAesCipher cipher : ciphers) {
            try {
                return cipher.decrypt(associatedData, nonce, ciphertext);
            } catch (RuntimeException anotherKey) {
                // Sealed before or after the key was changed.
            }
        }
        throw new IllegalArgumentException("sealed with no API v3 key that is live");
    }

    void close() {
        if (certificates != null) {
            certificates.close();
        }
    }
}
