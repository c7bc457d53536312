package io.txswitch.core.model;

import org.jspecify.annotations.Nullable;

/**
 * One who gets a part of a payment.
 *
 * @param type what the account is
 * @param account a merchant number, or a person as the wallet names him to this application; 1 to 64 characters
 * @param amountMinor his part, minor units
 * @param description what he reads, at most 80 characters
 */
public record ShareReceiver(
        Type type,
        String account,
        long amountMinor,
        @Nullable String description) {
    private static final int MAX_ACCOUNT = 64;
    private static final int MAX_DESCRIPTION = 80;

    /** What an account can be. */
    public enum Type {
        MERCHANT,
        PERSON
    }

    public ShareReceiver {
        if (account.isBlank() || account.length() > MAX_ACCOUNT || amountMinor < 1) {
            throw new IllegalArgumentException("a receiver has an account of 1 to 64 characters and an amount");
        }
        if (description != null && description.length() > MAX_DESCRIPTION) {
            throw new IllegalArgumentException("a receiver's description has at most 80 characters");
        }
    }
}
