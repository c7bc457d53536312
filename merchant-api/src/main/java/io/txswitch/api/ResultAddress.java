package io.txswitch.api;

import io.txswitch.core.config.KeyRing;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a wallet sends the payer when he has paid, or given up: a page of ours, named by a sealed text.
 *
 * <p>The text says which payment is meant and nothing else, and opens nothing but a look at its state, so that it may
 * be opened again and again: payers press "back", and wallets open a page before they show it.
 */
final class ResultAddress {
    static final String PATH = "/result/";
    private static final String SEAL = "checkout-result";
    /** The longest has 140 characters; a much longer text is none. */
    private static final int MAX_SEALED_LENGTH = 256;

    private final CheckoutConfig config;
    private final KeyRing keys;
    private final InstantSource clock;

    ResultAddress(CheckoutConfig config, ApiRuntime runtime) {
        this.config = config;
        this.keys = runtime.keys();
        this.clock = runtime.clock();
    }

    /** What an address names. */
    record Ordered(String merchantId, String orderNo) {}

    /** The address for this order, below 256 characters (Alipay's return_url); null without an origin of our own. */
    @Nullable
    String of(String merchantId, String orderNo) {
        if (config.publicUrl() == null) {
            return null;
        }
        long expiresAtMs = clock.millis() + config.resultMs();
        String clear = Long.toHexString(expiresAtMs) + ' ' + orderNo + ' ' + merchantId;
        byte[] sealed = Base64.getDecoder().decode(keys.seal(SEAL, clear.getBytes(StandardCharsets.UTF_8)));
        return config.publicUrl()
                + PATH
                + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /** Empty for any text that is not of ours, and in time. */
    Optional<Ordered> opened(String text) {
        if (text.length() > MAX_SEALED_LENGTH) {
            return Optional.empty();
        }
        try {
            String sealed =
                    Base64.getEncoder().encodeToString(Base64.getUrlDecoder().decode(text));
            String[] parts = new String(keys.unseal(SEAL, sealed), StandardCharsets.UTF_8).split(" ", 3);
            boolean inTime = Long.parseLong(parts[0], 16) > clock.millis();
            return inTime ? Optional.of(new Ordered(parts[2], parts[1])) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
