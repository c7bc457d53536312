package io.txswitch.iso8583.registry;

import static io.txswitch.iso8583.TestWorld.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.InMemoryBus;
import io.txswitch.core.contract.TerminalChanged;
import io.txswitch.iso8583.codec.Dialects;
import io.txswitch.iso8583.codec.Framings;
import io.txswitch.iso8583.registry.Terminal.Status;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CachedTerminalsTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final CachedTerminals.Settings SETTINGS = new CachedTerminals.Settings(3, 2, 30_000, 5_000, 2_000);

    private Instant now = START;
    private final SlowRegistry registry = new SlowRegistry();
    private final Families families = Families.of(
            List.of(Families.standard(Dialects.iso87Binary(), Framings.nac())),
            List.of(new Families.Profile("P*", "M9", Family.DEFAULT)));
    private final CachedTerminals terminals = new CachedTerminals(registry, families, () -> now, SETTINGS);

    /** Answers when it is told to; counts its questions. */
    private static final class SlowRegistry implements TerminalRegistry {
        private final List<Promise<Optional<Terminal>>> asked = new ArrayList<>();
        private int questions;

        @Override
        public Future<Optional<Terminal>> find(String id) {
            questions++;
            Promise<Optional<Terminal>> promise = Promise.promise();
            asked.add(promise);
            return promise.future();
        }

        void answer(Terminal terminal) {
            asked.removeFirst().complete(Optional.ofNullable(terminal));
        }

        void away() {
            asked.removeFirst().fail("no connection");
        }

        @Override
        public Future<Boolean> add(Terminal terminal) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Future<Optional<Terminal>> setStatus(String id, Status status, String note) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Future<List<Terminal>> list(String after, int limit) {
            throw new UnsupportedOperationException();
        }
    }

    private static Terminal terminal(String id, Status status) {
        return new Terminal(id, "M1", Family.DEFAULT, status, "", START);
    }

    private TerminalProfile lookupAnswered(String id, Terminal answer) {
        Future<Optional<TerminalProfile>> found = terminals.lookup(id);
        registry.answer(answer);
        return await(found).orElse(null);
    }

    private void passMs(long ms) {
        now = now.plusMillis(ms);
    }

    @Test
    void aKnownTerminalCostsOneQuestion() {
        TerminalProfile first = lookupAnswered("T1", terminal("T1", Status.ACTIVE));
        assertThat(first.registered()).isTrue();
        assertThat(first.blocked()).isFalse();
        assertThat(first.family()).isEqualTo(families.standard());
        passMs(29_999);
        assertThat(await(terminals.lookup("T1"))).contains(first);
        assertThat(registry.questions).isEqualTo(1);
    }

    @Test
    void questionsAtTheSameTimeAreOne() {
        Future<Optional<TerminalProfile>> one = terminals.lookup("T1");
        Future<Optional<TerminalProfile>> two = terminals.lookup("T1");
        registry.answer(terminal("T1", Status.ACTIVE));
        assertThat(await(one)).isEqualTo(await(two));
        assertThat(registry.questions).isEqualTo(1);
    }

    @Test
    void aBlockIsSeenWhenTheTimeIsOver() {
        lookupAnswered("T1", terminal("T1", Status.ACTIVE));
        passMs(30_000);
        assertThat(lookupAnswered("T1", terminal("T1", Status.BLOCKED)).blocked())
                .isTrue();
    }

    @Test
    void aBlockIsSeenAtOnceWhenTheBusSaysSo() {
        InMemoryBus bus = new InMemoryBus();
        await(terminals.listen(bus));
        lookupAnswered("T1", terminal("T1", Status.ACTIVE));
        bus.publish(Addresses.TERMINAL_CHANGED, new TerminalChanged("T1"));
        assertThat(lookupAnswered("T1", terminal("T1", Status.BLOCKED)).blocked())
                .isTrue();
    }

    @Test
    void whatWasAskedBeforeTheHintIsNotRemembered() {
        Future<Optional<TerminalProfile>> before = terminals.lookup("T1");
        terminals.forget("T1");
        registry.answer(terminal("T1", Status.ACTIVE));
        assertThat(await(before)).isPresent();
        assertThat(lookupAnswered("T1", terminal("T1", Status.BLOCKED)).blocked())
                .isTrue();
    }

    @Test
    void aTerminalDoesNotBecomeAStrangerWhileTheDatabaseIsAway() {
        TerminalProfile known = lookupAnswered("T1", terminal("T1", Status.ACTIVE));
        passMs(3_600_000);
        Future<Optional<TerminalProfile>> outage = terminals.lookup("T1");
        registry.away();
        assertThat(await(outage)).contains(known);
        passMs(1_999);
        assertThat(await(terminals.lookup("T1"))).contains(known);
        assertThat(registry.questions).isEqualTo(2);
    }

    @Test
    void aTerminalNobodyKnowsYetFailsWhileTheDatabaseIsAway() {
        Future<Optional<TerminalProfile>> outage = terminals.lookup("P1");
        registry.away();
        assertThat(outage.failed()).isTrue();
    }

    @Test
    void aProfileStandsInForATerminalWithoutARow() {
        TerminalProfile matched = lookupAnswered("P1", null);
        assertThat(matched.merchantId()).isEqualTo("M9");
        assertThat(matched.registered()).isFalse();
        passMs(4_999);
        assertThat(await(terminals.lookup("P1"))).contains(matched);
        assertThat(registry.questions).isEqualTo(1);
    }

    @Test
    void aRowGoesBeforeAProfile() {
        assertThat(lookupAnswered("P1", terminal("P1", Status.BLOCKED)).blocked())
                .isTrue();
    }

    @Test
    void aStrangerIsForgottenSoon() {
        assertThat(lookupAnswered("X1", null)).isNull();
        passMs(5_000);
        assertThat(lookupAnswered("X1", terminal("X1", Status.ACTIVE))).isNotNull();
    }

    @Test
    void madeUpIdsPushNoTerminalOut() {
        lookupAnswered("T1", terminal("T1", Status.ACTIVE));
        for (int i = 0; i < 50; i++) {
            assertThat(lookupAnswered("X" + i, null)).isNull();
        }
        int before = registry.questions;
        assertThat(await(terminals.lookup("T1"))).isPresent();
        assertThat(registry.questions).isEqualTo(before);
    }

    @Test
    void anIdThatNoTerminalCanHaveAsksNobody() {
        assertThat(await(terminals.lookup("T 1"))).isEmpty();
        assertThat(await(terminals.lookup("P 1"))).isPresent();
        assertThat(registry.questions).isZero();
    }

    @Test
    void aTerminalOfAFamilyThisNodeLacksIsAStranger() {
        Terminal odd = new Terminal("T1", "M1", "elsewhere", Status.ACTIVE, "", START);
        assertThat(lookupAnswered("T1", odd)).isNull();
    }
}
