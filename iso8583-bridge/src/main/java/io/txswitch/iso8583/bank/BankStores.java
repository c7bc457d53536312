package io.txswitch.iso8583.bank;

/** Where the banks of a switch are kept: definitions and states, and who holds the lines there is one of. */
public record BankStores(BankDirectory directory, LineLeases leases) {}
