package io.txswitch.sandbox.bank;

/** What the ledger knows under one reference number. */
sealed interface LedgerEntry {
    /** Money was taken and is still taken. */
    record Taken(Debit debit) implements LedgerEntry {}

    /** The sale was refused; no money moved. */
    record Refused() implements LedgerEntry {}

    /** Money was taken and given back. */
    record GivenBack(Debit debit) implements LedgerEntry {}

    /** A reversal came and there was nothing to reverse: a sale that comes after it is refused. */
    record Tombstone() implements LedgerEntry {}
}
