package io.txswitch.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.txswitch.core.config.KeyRing;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to be paid on a page. It travels with the payer, sealed: no node has to remember it, and nobody else can
 * read or change it.
 *
 * @param products what may be paid by, empty for all
 * @param expiresAtMs Unix time
 * @param nonce goes into the payment's first append, so that one token never makes two payments
 */
record CheckoutOrder(
        String merchantId,
        String orderNo,
        long amountMinor,
        String currency,
        String subject,
        List<String> products,
        @Nullable String payerId,
        @Nullable String notifyUrl,
        @Nullable String returnUrl,
        long expiresAtMs,
        String nonce) {
    /** A sealed order is about 500 characters; a much longer text is none. */
    private static final int MAX_SEALED_LENGTH = 4_096;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A token is opened once and becomes a session; neither can stand for the other. */
    enum Purpose {
        TOKEN("checkout-token"),
        SESSION("checkout-session");

        private final String seal;

        Purpose(String seal) {
            this.seal = seal;
        }
    }

    /** URL-safe text. */
    String sealed(KeyRing keys, Purpose purpose) {
        try {
            byte[] clear = JSON.writeValueAsBytes(this);
            byte[] sealed = Base64.getDecoder().decode(keys.seal(purpose.seal, clear));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an order without a JSON form", e);
        }
    }

    /** Empty for any text that is not one of ours, for this purpose, and in time. */
    static Optional<CheckoutOrder> unsealed(KeyRing keys, Purpose purpose, String text, long nowMs) {
        if (text.length() > MAX_SEALED_LENGTH) {
            return Optional.empty();
        }
        try {
            String sealed =
                    Base64.getEncoder().encodeToString(Base64.getUrlDecoder().decode(text));
            String json = new String(keys.unseal(purpose.seal, sealed), StandardCharsets.UTF_8);
            CheckoutOrder order = JSON.readValue(json, CheckoutOrder.class);
            return order.expiresAtMs > nowMs ? Optional.of(order) : Optional.empty();
        } catch (IllegalArgumentException | JsonProcessingException e) {
            return Optional.empty();
        }
    }

    CheckoutOrder until(long newExpiresAtMs) {
        return new CheckoutOrder(
                merchantId,
                orderNo,
                amountMinor,
                currency,
                subject,
                products,
                payerId,
                notifyUrl,
                returnUrl,
                newExpiresAtMs,
                nonce);
    }

    @Override
    public String toString() {
        return "CheckoutOrder[" + merchantId + " " + orderNo + "]";
    }
}
