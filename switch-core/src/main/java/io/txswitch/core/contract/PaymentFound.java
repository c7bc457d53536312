package io.txswitch.core.contract;

import org.jspecify.annotations.Nullable;

/**
 * The answer to {@link ReadPayment}.
 *
 * @param payment null when there is none
 */
public record PaymentFound(@Nullable PaymentView payment) {}
