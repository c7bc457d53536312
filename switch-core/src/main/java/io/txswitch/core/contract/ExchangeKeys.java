package io.txswitch.core.contract;

/** Somebody wants new working keys between the switch and a bank. */
public record ExchangeKeys(String bankId) {}
