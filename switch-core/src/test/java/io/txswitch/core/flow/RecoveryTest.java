package io.txswitch.core.flow;

import static io.txswitch.core.flow.FlowWorld.sale;
import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.contract.HostRequest.Operation;
import io.txswitch.core.contract.Outcome;
import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.journal.Append;
import io.txswitch.core.journal.AppendResult;
import io.txswitch.core.journal.Journal;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecoveryTest {
    private final FlowWorld world = new FlowWorld();

    @Test
    void openWorkThatCannotBeReadNowIsTakenUpByTheNextAttemptAndTheRestOnlyOnce() {
        TxId first = leftReversing("000001");
        TxId second = leftReversing("000002");
        world.sent.clear();
        TransactionActor restarted = world.newActor("node-1", new FirstLoadFails(world.journal, Set.of(first)));

        assertThat(restarted.recover(id -> true).failed()).isTrue();
        world.settle();
        assertThat(world.sent).extracting(request -> request.header().id()).containsExactly(second);

        assertThat(restarted.recover(id -> true).result()).isEqualTo(1);
        world.settle();
        assertThat(world.sent)
                .allMatch(request -> request.operation() == Operation.REVERSE)
                .extracting(request -> request.header().id())
                .containsExactly(second, first);
    }

    private TxId leftReversing(String trace) {
        Future<Outcome> outcome = world.actor.submit(sale(trace));
        world.time.advance(FlowWorld.ANSWER_WITHIN_MS);
        PaymentView told = outcome.result().payment();
        assertThat(told).isNotNull();
        return told.id();
    }

    /** A journal whose first answer about these transactions is an error. */
    private static final class FirstLoadFails implements Journal {
        private final Journal journal;
        private final Set<TxId> failing;

        FirstLoadFails(Journal journal, Set<TxId> failing) {
            this.journal = journal;
            this.failing = new HashSet<>(failing);
        }

        @Override
        public Future<Optional<Stored>> load(TxId id) {
            return failing.remove(id) ? Future.failedFuture("connection lost") : journal.load(id);
        }

        @Override
        public Future<AppendResult> append(Append append) {
            return journal.append(append);
        }

        @Override
        public Future<Optional<TxId>> findByDedupeKey(String dedupeKey) {
            return journal.findByDedupeKey(dedupeKey);
        }

        @Override
        public Future<Optional<TxId>> findByOrderNo(String merchantId, Kind kind, String orderNo) {
            return journal.findByOrderNo(merchantId, kind, orderNo);
        }

        @Override
        public Future<Optional<PaymentView>> view(TxId id) {
            return journal.view(id);
        }

        @Override
        public Future<List<TxId>> openOwnedBy(String node, TxId after, int limit) {
            return journal.openOwnedBy(node, after, limit);
        }
    }
}
