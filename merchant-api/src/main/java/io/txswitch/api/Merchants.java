package io.txswitch.api;

import io.txswitch.api.limit.AddressRanges;
import io.txswitch.core.config.Merchant;
import io.txswitch.core.model.Secret;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The merchants that may use the API, by the name they sign with. */
final class Merchants {
    /** Shorter secrets can be guessed from one captured request. */
    private static final int MIN_SECRET_LENGTH = 16;

    private static final int MIN_KEY_BITS = 2_048;
    private static final int MAX_KEY_BITS = 4_096;
    /** One, and its successor while it is being changed. */
    private static final int MAX_KEYS = 2;

    private final Map<String, Account> byAppId = new HashMap<>();

    /**
     * A merchant with what he may sign with.
     *
     * @param secrets one, or two while he changes from one to the other
     * @param keys likewise
     */
    record Account(Merchant merchant, List<Secret> secrets, List<PublicKey> keys) {}

    /**
     * An app id that cannot stand in the header, a short secret, or an unfit key is an {@link
     * IllegalArgumentException}.
     */
    Merchants(Map<String, Merchant> merchants) {
        for (Merchant merchant : merchants.values()) {
            String appId = merchant.appId();
            if (appId == null) {
                continue;
            }
            if (!Authorization.isAppId(appId)) {
                throw new IllegalArgumentException("the app id of " + merchant.id() + " cannot stand in a header");
            }
            AddressRanges.of(merchant.access().addresses());
            byAppId.put(appId, new Account(merchant, secrets(merchant), keys(merchant)));
        }
    }

    @Nullable
    Account find(String appId) {
        return byAppId.get(appId);
    }

    private static List<Secret> secrets(Merchant merchant) {
        List<Secret> secrets = new ArrayList<>();
        for (Secret secret :
                new Secret[] {merchant.apiSecret(), merchant.access().nextSecret()}) {
            if (secret == null) {
                continue;
            }
            if (secret.reveal().length() < MIN_SECRET_LENGTH) {
                throw new IllegalArgumentException("an api secret of " + merchant.id() + " has under 16 characters");
            }
            secrets.add(secret);
        }
        return secrets;
    }

    private static List<PublicKey> keys(Merchant merchant) {
        List<PublicKey> keys = new ArrayList<>();
        for (String base64 : merchant.access().publicKeys()) {
            keys.add(key(merchant.id(), base64));
        }
        if (keys.size() > MAX_KEYS) {
            throw new IllegalArgumentException(merchant.id() + " has more than two public keys");
        }
        return keys;
    }

    private static PublicKey key(String merchantId, String base64) {
        try {
            byte[] der = Base64.getMimeDecoder().decode(base64);
            PublicKey key = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
            int bits = ((RSAPublicKey) key).getModulus().bitLength();
            if (bits < MIN_KEY_BITS || bits > MAX_KEY_BITS) {
                throw new IllegalArgumentException("a public key of " + merchantId + " has not 2048 to 4096 bits");
            }
            return key;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("a public key of " + merchantId + " is no RSA key", e);
        }
    }
}
