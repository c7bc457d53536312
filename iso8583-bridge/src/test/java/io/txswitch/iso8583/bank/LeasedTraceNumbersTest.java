package io.txswitch.iso8583.bank;

import static io.txswitch.iso8583.TestWorld.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.model.TxId;
import io.txswitch.iso8583.TestWorld;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeasedTraceNumbersTest {
    private final TraceLog log = new InMemoryTraceLog(InstantSource.system());
    private final SlowLog slow = new SlowLog();

    @Test
    void twoLinesNeverHaveTheSameNumber() {
        TraceNumbers one = new LeasedTraceNumbers("bank-a", log, 2);
        TraceNumbers other = new LeasedTraceNumbers("bank-a", log, 2);

        assertThat(await(one.numberOf(TestWorld.nextId(), false))).isEqualTo("000001");
        assertThat(await(other.numberOf(TestWorld.nextId(), false))).isEqualTo("000003");
        assertThat(await(one.numberOf(TestWorld.nextId(), false))).isEqualTo("000002");
        assertThat(await(one.numberOf(TestWorld.nextId(), false))).isEqualTo("000005");
    }

    @Test
    void aRepeatAndAReversalOnAnotherNodeHaveTheNumberOfTheFirst() {
        TxId id = TestWorld.nextId();
        String number = await(new LeasedTraceNumbers("bank-a", log, 10).numberOf(id, false));
        TraceNumbers afterACrash = new LeasedTraceNumbers("bank-a", log, 10);

        assertThat(await(afterACrash.recall(id))).isEqualTo(number);
        assertThat(await(afterACrash.numberOf(id, true))).isEqualTo(number);
    }

    @Test
    void whatWasSentBeforeNumbersWereLentIsFoundByItsId() {
        TxId id = TestWorld.nextId();

        assertThat(await(new LeasedTraceNumbers("bank-a", log, 10).recall(id))).isEqualTo(Stan.of(id));
    }

    @Test
    void noNumberIsGivenAwayBeforeItIsDurableAndOneWriteServesAllWhoWait() {
        TraceNumbers numbers = new LeasedTraceNumbers("bank-a", slow, 100);
        List<Future<String>> asked = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            asked.add(numbers.numberOf(TestWorld.nextId(), false));
        }

        assertThat(asked).noneMatch(Future::isComplete);
        slow.writes.getFirst().complete();
        assertThat(asked.getFirst().result()).isEqualTo("000001");
        assertThat(asked.get(1).isComplete()).isFalse();
        assertThat(slow.writes).hasSize(2);
        slow.writes.getLast().complete();

        assertThat(asked).allMatch(Future::succeeded);
        assertThat(asked.stream().map(Future::result).distinct()).hasSize(20);
    }

    @Test
    void aStoreThatIsDownGivesNoNumbers() {
        TraceNumbers numbers = new LeasedTraceNumbers("bank-a", slow, 100);
        Future<String> first = numbers.numberOf(TestWorld.nextId(), false);
        slow.writes.getFirst().fail("down");

        assertThat(first.failed()).isTrue();
        Future<String> second = numbers.numberOf(TestWorld.nextId(), false);
        slow.writes.getLast().complete();
        assertThat(second.result()).isEqualTo("000002");
    }

    /** Writes when it is told to. */
    private static final class SlowLog implements TraceLog {
        private final List<Promise<Void>> writes = new ArrayList<>();

        @Override
        public Future<Range> lease(String bankId, int size) {
            return Future.succeededFuture(new Range(1, size));
        }

        @Override
        public Future<Void> record(String bankId, List<Use> uses) {
            Promise<Void> written = Promise.promise();
            writes.add(written);
            return written.future();
        }

        @Override
        public Future<Optional<Integer>> find(String bankId, TxId id) {
            return Future.succeededFuture(Optional.empty());
        }

        @Override
        public Future<Integer> forgetOld(String bankId) {
            return Future.succeededFuture(0);
        }
    }
}
