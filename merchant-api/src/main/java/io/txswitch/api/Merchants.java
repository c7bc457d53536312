package io.txswitch.api;

import io.txswitch.core.config.Merchant;
import io.txswitch.core.model.Secret;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The merchants that may use the API, by the name they sign with. */
final class Merchants {
    /** Shorter secrets can be guessed from one captured request. */
    private static final int MIN_SECRET_LENGTH = 16;

    private final Map<String, Account> byAppId = new HashMap<>();

    /** A merchant with what he needs to sign. */
    record Account(Merchant merchant, Secret secret) {}

    /** An app id that cannot stand in the header, or a short secret, is an {@link IllegalArgumentException}. */
    Merchants(Map<String, Merchant> merchants) {
        for (Merchant merchant : merchants.values()) {
            String appId = merchant.appId();
            Secret secret = merchant.apiSecret();
            if (appId == null || secret == null) {
                continue;
            }
            if (!Authorization.isAppId(appId)) {
                throw new IllegalArgumentException("the app id of " + merchant.id() + " cannot stand in a header");
            }
            if (secret.reveal().length() < MIN_SECRET_LENGTH) {
                throw new IllegalArgumentException("the api secret of " + merchant.id() + " has under 16 characters");
            }
            byAppId.put(appId, new Account(merchant, secret));
        }
    }

    @Nullable
    Account find(String appId) {
        return byAppId.get(appId);
    }
}
