package io.txswitch.core.contract;

import io.txswitch.core.model.SharedSecret;
import io.txswitch.core.model.TxId;

/**
 * The second step of a payment whose channel has one: what the payer was sent is brought back.
 *
 * @param code what the payer was sent; never kept
 * @param answerWithinMs how long the client waits, from now
 */
public record ConfirmPayment(TxId id, String merchantId, SharedSecret code, long answerWithinMs) {}
