package io.txswitch.core.flow;

import io.txswitch.core.contract.Outcome;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.Transaction;
import io.txswitch.core.model.TxHeader;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import io.vertx.core.Promise;

/** A repeat of what is, or was, carried out elsewhere: it waits on the journal until the first has an outcome. */
final class Repeats {
    /** Between two looks at the journal while another node carries the original out. */
    private static final long LOOK_AGAIN_MS = 100;

    private Repeats() {}

    /** The stored outcome, a conflict, or "in progress" at the deadline of the repeat. */
    static Future<Outcome> await(Ports ports, ActorSettings settings, TxHeader repeat, TxId existing) {
        Promise<Outcome> outcome = Promise.promise();
        look(ports, repeat, existing, outcome);
        return outcome.future();
    }

    private static void look(Ports ports, TxHeader repeat, TxId existing, Promise<Outcome> outcome) {
        ports.journal().load(existing).onComplete(loaded -> {
            if (loaded.succeeded() && loaded.result().isPresent()) {
                var row = loaded.result().get();
                Transaction tx = TransactionFold.fold(row.events(), row.appends());
                Outcome told = tell(repeat, tx);
                if (told != null) {
                    outcome.complete(told);
                    return;
                }
            }
            if (ports.clock().instant().isAfter(repeat.answerBy())) {
                outcome.complete(Outcome.refused(Reason.IN_PROGRESS));
            } else {
                ports.timers().arm(LOOK_AGAIN_MS, () -> look(ports, repeat, existing, outcome));
            }
        });
    }

    private static @org.jspecify.annotations.Nullable Outcome tell(TxHeader repeat, Transaction tx) {
        if (repeat.kind() == Kind.TOMBSTONE) {
            // The original arrived in the same moment: the terminal will say its reversal again.
            return Outcome.refused(Reason.IN_PROGRESS);
        }
        if (tx.kind() == Kind.TOMBSTONE) {
            return Outcomes.conflict(tx);
        }
        if (tx.header().hasNonce(repeat.merchantId(), repeat.nonce())) {
            return Outcome.refused(Reason.REPLAYED);
        }
        if (!tx.header().fingerprint().equals(repeat.fingerprint())) {
            return Outcomes.conflict(tx);
        }
        return Outcomes.answerable(tx) ? Outcomes.of(tx, null, true) : null;
    }
}
