package io.txswitch.core.contract;

import io.txswitch.core.model.Kind;
import io.txswitch.core.model.TxId;
import org.jspecify.annotations.Nullable;

/**
 * Asks for one transaction by our id, or by the merchant's number.
 *
 * @param merchantId only this merchant's transactions are found; null asks as an operator
 */
public record ReadPayment(
        @Nullable TxId id,
        @Nullable String merchantId,
        @Nullable String orderNo,
        @Nullable Kind kind) {}
