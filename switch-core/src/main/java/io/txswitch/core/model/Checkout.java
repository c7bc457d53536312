package io.txswitch.core.model;

import org.jspecify.annotations.Nullable;

/**
 * How a wallet payment is begun, for a channel that needs more than the amount.
 *
 * @param mode decides which call the channel makes, whatever the product is called
 * @param payerId the payer as the wallet names him to this app (openid, buyer id), for {@link PayMode#JSAPI}
 * @param payerAddress the IP address of the payer's phone or desk, as wallets want it for {@link PayMode#H5}
 * @param returnUrl where the payer's browser goes afterwards
 */
public record Checkout(
        PayMode mode,
        @Nullable String payerId,
        @Nullable String payerAddress,
        @Nullable String returnUrl) {}
