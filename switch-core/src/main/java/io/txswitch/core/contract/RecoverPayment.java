package io.txswitch.core.contract;

import io.txswitch.core.model.TxId;

/**
 * Asks for a payment that should be over and is not to be looked after: its owner reads the journal again and goes on
 * from there, which of an unclear payment means asking the host. One that is over stays as it is; asking often is
 * harmless.
 */
public record RecoverPayment(TxId id) {}
