package io.txswitch.cluster.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.contract.Outcome;
import io.txswitch.core.flow.Transitions;
import io.txswitch.core.journal.InMemoryStore;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Transaction;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The demo's card scripts in memory, in one thread, under a seed: {@code -Dseed=42} replays one run exactly. */
class CardScriptsSimulationTest {
    private static final int RUNS = 60;
    private static final int SALES_PER_RUN = 60;
    private static final int[] ENDINGS = {0, 12, 51, 67, 68, 69};

    private record Told(int trace, Future<Outcome> outcome) {}

    @Test
    void everyScriptOfTheDemoEndsAsItShould() {
        SimulatedSwitch world = new SimulatedSwitch(1, false);
        assertThat(answer(world, 1, 1_200)).isEqualTo("00");
        assertThat(answer(world, 2, SimulatedSwitch.MAX_AMOUNT_MINOR + 100)).isEqualTo("61");
        assertThat(answer(world, 3, 1_051)).isEqualTo("51");
        assertThat(answer(world, 4, 1_068)).isEqualTo("68");
        assertThat(answer(world, 5, 1_069)).isEqualTo("68");
        world.settle();
        assertThat(world.store.heads().stream().map(head -> head.tx().phase()))
                .containsExactlyInAnyOrder(
                        Phase.APPROVED, Phase.DECLINED, Phase.DECLINED, Phase.REVERSED, Phase.REVERSED);
        check(world, "scripts");
    }

    private static String answer(SimulatedSwitch world, int trace, long amountMinor) {
        Future<Outcome> outcome = world.sale(trace, amountMinor);
        world.time.advance(SimulatedSwitch.ANSWER_WITHIN_MS);
        return outcome.result().responseCode();
    }

    @Test
    void booksAgreeUnderCrashesLostCommitsRepeatsAndReversals() {
        String given = System.getProperty("seed");
        long first = given == null ? System.nanoTime() : Long.parseLong(given);
        int runs = given == null ? RUNS : 1;
        for (int run = 0; run < runs; run++) {
            long seed = first + run;
            System.out.println("seed=" + seed);
            storm(seed);
        }
    }

    @Test
    void theSameSeedGivesTheSameRun() {
        assertThat(storm(4_711)).isEqualTo(storm(4_711));
    }

    private static List<String> storm(long seed) {
        Random random = new Random(seed);
        SimulatedSwitch world = new SimulatedSwitch(seed, true);
        List<Told> told = new ArrayList<>();
        for (int trace = 1; trace <= SALES_PER_RUN; trace++) {
            long amountMinor = 1_000 + 100L * random.nextInt(50) + ENDINGS[random.nextInt(ENDINGS.length)];
            told.add(new Told(trace, world.sale(trace, amountMinor)));
            if (random.nextInt(4) == 0) {
                told.add(new Told(trace, world.sale(trace, amountMinor)));
            }
            if (random.nextInt(8) == 0) {
                world.reversal(1 + random.nextInt(SALES_PER_RUN));
            }
            if (random.nextInt(25) == 0) {
                world.crash();
            }
            world.time.advance(random.nextInt(400));
        }
        world.settle();
        check(world, "seed=" + seed);
        for (Told each : told) {
            checkTold(world, each, "seed=" + seed);
        }
        return world.store.log().stream()
                .map(row -> row.id() + " " + row.seq() + " " + row.phase())
                .toList();
    }

    /** The bank holds what the journal says; everything is final, and moved only as the tables allow. */
    private static void check(SimulatedSwitch world, String run) {
        for (InMemoryStore.Head head : world.store.heads()) {
            Transaction tx = head.tx();
            assertThat(tx.isOpen()).as(run + " open " + tx).isFalse();
            if (tx.kind() == Kind.SALE) {
                long expected =
                        tx.phase() == Phase.APPROVED ? tx.header().money().amountMinor() : 0;
                assertThat(world.bank.holds(tx.id().rrn())).as(run + " " + tx).isEqualTo(expected);
            }
            assertThat(Transitions.of(tx.kind())).as(run).isNotNull();
        }
    }

    /** Whoever was told 00 has paid, unless a reversal was asked for; whoever was told anything else has not. */
    private static void checkTold(SimulatedSwitch world, Told told, String run) {
        if (!told.outcome().isComplete() || told.outcome().result().payment() == null) {
            return;
        }
        Outcome outcome = told.outcome().result();
        Transaction tx = world.store.head(outcome.payment().id()).tx();
        if (outcome.result() == Outcome.Result.APPROVED) {
            assertThat(tx.phase()).as(run + " told 00 " + tx).isIn(Phase.APPROVED, Phase.REVERSED);
            assertThat(tx.toldNo()).as(run + " told 00 and 68 " + tx).isFalse();
        } else if (outcome.result() == Outcome.Result.UNKNOWN) {
            assertThat(tx.phase()).as(run + " told 68 " + tx).isNotEqualTo(Phase.APPROVED);
        }
    }
}
