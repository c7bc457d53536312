package io.txswitch.core.journal;

import io.txswitch.core.model.TxId;

/** What became of one append. Everything but {@link Committed} means that nothing at all of it was written. */
public sealed interface AppendResult {
    /** Durable. */
    record Committed() implements AppendResult {}

    /** A first append whose dedupe key is taken, in the same batch or long before. */
    record Duplicate(TxId existing) implements AppendResult {}

    /** A first append whose merchant has used its nonce for another transaction. */
    record NonceUsed() implements AppendResult {}

    /** {@code seq} is not the next one of this transaction: read again and decide again. */
    record SeqTaken() implements AppendResult {}

    /** This guard did not hold; with several, the first that did not. */
    record GuardFailed(Guard guard) implements AppendResult {}

    /** This node's lease is not its own any more: nothing must be sent. */
    record Fenced() implements AppendResult {}

    /** No database, too much waiting, or a row that the database refuses; {@code detail} is for a log line. */
    record Unavailable(String detail) implements AppendResult {}

    AppendResult COMMITTED = new Committed();
    AppendResult SEQ_TAKEN = new SeqTaken();
    AppendResult NONCE_USED = new NonceUsed();
    AppendResult FENCED = new Fenced();
}
