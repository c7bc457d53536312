package io.txswitch.core.model;

import org.jspecify.annotations.Nullable;

/**
 * How a wallet payment is begun, for a channel that needs more than the amount.
 *
 * @param mode decides which call the channel makes, whatever the product is called
 * @param payerId the payer as the wallet names him to this app (openid, buyer id), for {@link PayMode#JSAPI}
 * @param payerAddress the IP address of the payer's phone or desk, as wallets want it for {@link PayMode#H5}
 * @param returnUrl the merchant's page, where the payer goes in the end
 * @param resultUrl our own page, where the wallet sends the payer first; null when this switch has none
 */
public record Checkout(
        PayMode mode,
        @Nullable String payerId,
        @Nullable String payerAddress,
        @Nullable String returnUrl,
        @Nullable String resultUrl) {
    public Checkout(PayMode mode, @Nullable String payerId, @Nullable String payerAddress, @Nullable String returnUrl) {
        this(mode, payerId, payerAddress, returnUrl, null);
    }

    /** The same with a page of our own on the way back. */
    public Checkout by(String ownPage) {
        return new Checkout(mode, payerId, payerAddress, returnUrl, ownPage);
    }

    /** The address that a wallet is given for the payer's way back. */
    public @Nullable String backUrl() {
        return resultUrl == null ? returnUrl : resultUrl;
    }
}
