package io.txswitch.core.journal;

import io.txswitch.core.model.TxId;

/** What became of one append. */
public sealed interface AppendResult {
    /** Durable. */
    record Committed() implements AppendResult {}

    /** A first append whose dedupe key is taken: nothing was written. */
    record Duplicate(TxId existing) implements AppendResult {}

    /** Somebody else has written this {@code seq}: read again and decide again. */
    record SeqTaken() implements AppendResult {}

    /** A guard did not hold: nothing was written. */
    record GuardFailed(Guard guard) implements AppendResult {}

    /** This node's lease is not its own any more: nothing was written, and nothing must be sent. */
    record Fenced() implements AppendResult {}

    /** Certainly not written: no database, or the row was refused. */
    record Unavailable(String detail) implements AppendResult {}

    AppendResult COMMITTED = new Committed();
    AppendResult SEQ_TAKEN = new SeqTaken();
    AppendResult FENCED = new Fenced();
}
