package io.txswitch.core.contract;

import io.txswitch.core.model.TxId;

/** Another node appended to a transaction: its owner should read it again. */
public record TransactionChanged(TxId id, int seq) {}
