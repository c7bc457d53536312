package io.txswitch.cluster.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.contract.Outcome;
import io.txswitch.core.flow.Transitions;
import io.txswitch.core.journal.InMemoryStore;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Transaction;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The demo's card scripts in memory, in one thread, under a seed: {@code -Dseed=42} replays one run exactly. */
class CardScriptsSimulationTest {
    private static final int RUNS = 60;
    private static final int SALES_PER_RUN = 60;
    private static final int[] ENDINGS = {0, 12, 51, 67, 68, 69};

    private static final Kind[] FIRST = {Kind.SALE, Kind.SALE, Kind.PRE_AUTH, Kind.ADVICE};
    private static final Kind[] AFTERWARDS = {
        Kind.VOID, Kind.VOID, Kind.REFUND, Kind.COMPLETION, Kind.ADVICE, Kind.ADJUSTMENT
    };
    /** Follow-ups have traces of their own, far from those of what they follow. */
    private static final int FOLLOW_UPS = 1_000;

    private static final List<String> MUST_HAPPEN = List.of(
            "VOID APPROVED",
            "VOID REVERSED",
            "VOID DECLINED",
            "REFUND APPROVED",
            "COMPLETION APPROVED",
            "COMPLETION REVERSED",
            "ADVICE FORWARDED",
            "ADVICE DECLINED",
            "ADJUSTMENT FORWARDED",
            "PRE_AUTH REVERSED");

    private record Run(List<String> log, Set<String> moves) {}

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
        Set<String> moves = new TreeSet<>();
        for (int run = 0; run < runs; run++) {
            long seed = first + run;
            System.out.println("seed=" + seed);
            moves.addAll(storm(seed).moves());
        }
        if (given == null) {
            assertThat(moves).as("what the storms must have reached").containsAll(MUST_HAPPEN);
        }
    }

    @Test
    void theSameSeedGivesTheSameRun() {
        assertThat(storm(4_711)).isEqualTo(storm(4_711));
    }

    private static Run storm(long seed) {
        Random random = new Random(seed);
        SimulatedSwitch world = new SimulatedSwitch(seed, true);
        List<Told> told = new ArrayList<>();
        long[] amounts = new long[SALES_PER_RUN + 1];
        for (int trace = 1; trace <= SALES_PER_RUN; trace++) {
            long amountMinor = 1_000 + 100L * random.nextInt(50) + ENDINGS[random.nextInt(ENDINGS.length)];
            Kind kind = FIRST[random.nextInt(FIRST.length)];
            told.add(new Told(trace, world.begin(kind, trace, amountMinor, null)));
            amounts[trace] = amountMinor;
            if (random.nextInt(4) == 0) {
                told.add(new Told(trace, world.sale(trace, amountMinor)));
            }
            followUp(world, random, trace, amounts, told);
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
        List<String> log = world.store.log().stream()
                .map(row -> row.id() + " " + row.seq() + " " + row.phase())
                .toList();
        Set<String> moves = new TreeSet<>();
        world.store
                .heads()
                .forEach(head -> moves.add(head.tx().kind() + " " + head.tx().phase()));
        return new Run(log, moves);
    }

    /** Something that follows an earlier trace, said once or twice, and now and then taken back. */
    private static void followUp(SimulatedSwitch world, Random random, int trace, long[] amounts, List<Told> told) {
        if (random.nextInt(2) == 0) {
            return;
        }
        Kind kind = AFTERWARDS[random.nextInt(AFTERWARDS.length)];
        int original = 1 + random.nextInt(trace);
        long amountMinor = switch (kind) {
            case REFUND -> 1 + random.nextLong(amounts[original]);
            case ADJUSTMENT -> amounts[original] + 1 + random.nextInt(300);
            default -> amounts[original];
        };
        int own = FOLLOW_UPS + trace;
        told.add(new Told(own, world.follow(kind, own, original, amountMinor)));
        if (random.nextInt(3) == 0) {
            told.add(new Told(own, world.follow(kind, own, original, amountMinor)));
        }
        if (random.nextInt(6) == 0) {
            world.reversal(own);
        }
    }

    /** The bank holds what the journal says; everything is final, and moved only as the tables allow. */
    private static void check(SimulatedSwitch world, String run) {
        Map<TxId, Long> net = new HashMap<>();
        for (InMemoryStore.Head head : world.store.heads()) {
            Transaction tx = head.tx();
            assertThat(tx.isOpen()).as(run + " open " + tx).isFalse();
            assertThat(world.bank.booked(tx.id().rrn())).as(run + " " + tx).isEqualTo(expected(tx));
            if (tx.header().original() != null && expected(tx) != 0) {
                net.merge(tx.header().original(), expected(tx), Long::sum);
            }
            assertThat(Transitions.of(tx.kind())).as(run).isNotNull();
        }
        net.forEach((id, minor) -> checkOriginal(world, id, minor, run));
    }

    /** Never more given back than was taken, and a pre-authorisation is taken once. */
    private static void checkOriginal(SimulatedSwitch world, TxId id, long minor, String run) {
        Transaction original = world.store.head(id).tx();
        long amountMinor = original.money().amountMinor();
        assertThat(expected(original) + minor).as(run + " net of " + original).isBetween(0L, amountMinor * 2);
        assertThat(original.phase()).as(run + " followed " + original).isIn(Phase.APPROVED, Phase.FORWARDED);
        List<Transaction> takers = world.store.heads().stream()
                .map(InMemoryStore.Head::tx)
                .filter(tx -> id.equals(tx.header().original()) && expected(tx) != 0)
                .filter(tx -> tx.kind() != Kind.REFUND)
                .toList();
        assertThat(takers).as(run + " takers of " + original).hasSizeLessThanOrEqualTo(1);
    }

    /** What the bank must have booked for it, minor units. */
    private static long expected(Transaction tx) {
        boolean done = tx.phase() == Phase.APPROVED || tx.phase() == Phase.FORWARDED;
        if (!done) {
            return 0;
        }
        long amountMinor = tx.money().amountMinor();
        return switch (tx.kind()) {
            case VOID, REFUND -> -amountMinor;
            case COMPENSATION, TOMBSTONE, BALANCE, SCRIPT_RESULT -> 0;
            default -> amountMinor;
        };
    }

    /** Whoever was told 00 has paid, unless a reversal was asked for; whoever was told anything else has not. */
    private static void checkTold(SimulatedSwitch world, Told told, String run) {
        if (!told.outcome().isComplete() || told.outcome().result().payment() == null) {
            return;
        }
        Outcome outcome = told.outcome().result();
        Transaction tx = world.store.head(outcome.payment().id()).tx();
        if (tx.kind().isAdvice()) {
            assertThat(tx.phase()).as(run + " taken over " + tx).isIn(Phase.FORWARDED, Phase.DECLINED);
        } else if (outcome.result() == Outcome.Result.APPROVED) {
            assertThat(tx.phase()).as(run + " told 00 " + tx).isIn(Phase.APPROVED, Phase.REVERSED);
            assertThat(tx.toldNo()).as(run + " told 00 and 68 " + tx).isFalse();
        } else if (outcome.result() == Outcome.Result.UNKNOWN && tx.kind() != Kind.REFUND) {
            assertThat(tx.phase()).as(run + " told 68 " + tx).isNotEqualTo(Phase.APPROVED);
        }
    }
}
