package io.txswitch.core.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.contract.ClosePayment;
import io.txswitch.core.contract.Outcome;
import io.txswitch.core.contract.SubmitPayment;
import io.txswitch.core.journal.InMemoryStore.Claimed;
import io.txswitch.core.journal.InMemoryStore.Head;
import io.txswitch.core.model.AgreementTerms;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Terms;
import io.txswitch.core.model.Transaction;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Everything a merchant can ask of a wallet, in memory, under a seed: {@code -Dseed=42} replays one run exactly. */
class WalletStormTest {
    private static final int RUNS = 40;
    private static final int STEPS = 120;
    private static final int PAYERS = 6;
    private static final Kind[] KINDS = {
        Kind.WALLET_PAYMENT,
        Kind.WALLET_PAYMENT,
        Kind.AGREEMENT,
        Kind.AGREEMENT,
        Kind.DEDUCTION,
        Kind.DEDUCTION,
        Kind.TRANSFER,
        Kind.SHARE,
        Kind.REFUND
    };

    private static final List<String> MUST_HAPPEN = List.of(
            "AGREEMENT APPROVED",
            "AGREEMENT CLOSED",
            "AGREEMENT DECLINED",
            "AGREEMENT REVERSED",
            "DEDUCTION APPROVED",
            "DEDUCTION DECLINED",
            "TRANSFER APPROVED",
            "TRANSFER DECLINED",
            "SHARE APPROVED",
            "SHARE DECLINED",
            "REFUND APPROVED",
            "WALLET_PAYMENT APPROVED",
            "WALLET_PAYMENT CLOSED",
            "COMPENSATION FORWARDED");

    @Test
    void booksAgreeUnderCrashesLostAnswersRepeatsAndLateNews() {
        String given = System.getProperty("seed");
        long first = given == null ? System.nanoTime() : Long.parseLong(given);
        int runs = given == null ? RUNS : 1;
        Set<String> moves = new TreeSet<>();
        for (int run = 0; run < runs; run++) {
            System.out.println("seed=" + (first + run));
            moves.addAll(storm(first + run).stream()
                    .map(tx -> tx.kind() + " " + tx.phase())
                    .toList());
        }
        if (given == null) {
            assertThat(moves).as("what the storms must have reached").containsAll(MUST_HAPPEN);
        }
    }

    @Test
    void theSameSeedGivesTheSameRun() {
        assertThat(storm(4_711)).isEqualTo(storm(4_711));
    }

    private static List<Transaction> storm(long seed) {
        Random random = new Random(seed);
        StormSwitch world = new StormSwitch(seed);
        List<Future<Outcome>> told = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            SubmitPayment command = command(world, random, step);
            if (command != null) {
                told.add(world.actor.submit(command));
                if (random.nextInt(4) == 0) {
                    told.add(world.actor.submit(command));
                }
            }
            TxId any = any(world, random, Set.of(Kind.WALLET_PAYMENT, Kind.AGREEMENT, Kind.DEDUCTION));
            if (any != null && random.nextInt(8) == 0) {
                ClosePayment.How how = ClosePayment.How.values()[random.nextInt(2)];
                told.add(world.actor.close(new ClosePayment(any, "M1", how, 2_000)));
            }
            if (random.nextInt(25) == 0) {
                world.crash();
            }
            world.time.advance(random.nextInt(10_000));
        }
        world.settle();
        check(world, "seed=" + seed);
        told.forEach(each -> checkTold(world, each, "seed=" + seed));
        return world.store.heads().stream().map(Head::tx).toList();
    }

    private static @Nullable SubmitPayment command(StormSwitch world, Random random, int step) {
        Kind kind = KINDS[random.nextInt(KINDS.length)];
        String number = "N" + step;
        long amountMinor = 1 + random.nextInt(500);
        TxId payment = any(world, random, Set.of(Kind.WALLET_PAYMENT, Kind.DEDUCTION));
        return switch (kind) {
            case AGREEMENT -> Consents.command(kind, "M1", number, 0, null, Terms.agreement(terms(random)));
            case DEDUCTION -> {
                TxId agreement = any(world, random, Set.of(Kind.AGREEMENT));
                yield agreement == null ? null : Consents.deduct(number, agreement, amountMinor);
            }
            case TRANSFER -> Consents.transfer(number, amountMinor);
            case SHARE -> payment == null ? null : Consents.share(number, payment, amountMinor);
            case REFUND -> payment == null ? null : FlowWorld.refund(number, payment, amountMinor);
            default -> FlowWorld.order(number, amountMinor);
        };
    }

    private static AgreementTerms terms(Random random) {
        return new AgreementTerms(
                "payer-" + random.nextInt(PAYERS),
                AgreementTerms.Unit.DAY,
                1,
                Consents.MAX_MINOR,
                "CNY",
                LocalDate.of(2026, 3, 1),
                random.nextBoolean());
    }

    private static @Nullable TxId any(StormSwitch world, Random random, Set<Kind> kinds) {
        List<Head> heads = world.store.heads().stream()
                .filter(head -> kinds.contains(head.tx().kind()))
                .toList();
        return heads.isEmpty()
                ? null
                : heads.get(random.nextInt(heads.size())).tx().id();
    }

    private static void check(StormSwitch world, String run) {
        Set<String> periods = new HashSet<>();
        for (Head head : world.store.heads()) {
            Transaction tx = head.tx();
            assertThat(tx.isOpen()).as(run + " open " + tx).isFalse();
            checkBooks(world, head, run + " " + tx);
            String key = tx.header().dedupeKey();
            if (key.startsWith("renewal|") && tx.phase() == Phase.APPROVED) {
                String period = String.join("|", List.of(key.split("\\|")).subList(0, 3));
                assertThat(periods.add(period))
                        .as(run + " taken twice " + period)
                        .isTrue();
            }
        }
        checkClaims(world, run);
    }

    /** The wallet has what the journal says, no more and no less. */
    private static void checkBooks(StormSwitch world, Head head, String run) {
        Transaction tx = head.tx();
        StormWallet wallet = world.wallet;
        boolean done = tx.phase() == Phase.APPROVED;
        TxId original = tx.header().original();
        switch (tx.kind()) {
            case AGREEMENT, TRANSFER ->
                assertThat(wallet.isDone(tx.id())).as(run).isEqualTo(done);
            case WALLET_PAYMENT, DEDUCTION -> {
                long leftMinor = done ? tx.money().amountMinor() - head.refundedMinor() : 0;
                assertThat(wallet.kept(tx.id())).as(run).isEqualTo(leftMinor);
                assertThat(wallet.shared(tx.id()))
                        .as(run)
                        .isBetween(0L, tx.money().amountMinor());
                assertThat(head.sharedMinor()).as(run).isEqualTo(wallet.shared(tx.id()));
            }
            case SHARE -> assertThat(wallet.hasShare(original, tx.id())).as(run).isEqualTo(done);
            case REFUND ->
                assertThat(wallet.hasRefund(original, tx.id())).as(run).isEqualTo(done);
            case COMPENSATION -> assertThat(tx.phase()).as(run).isEqualTo(Phase.FORWARDED);
            default -> throw new AssertionError(run);
        }
    }

    /** Live is exactly what is signed, and one per payer. */
    private static void checkClaims(StormSwitch world, String run) {
        Set<TxId> live = world.store.heads().stream()
                .map(Head::tx)
                .filter(tx -> tx.kind() == Kind.AGREEMENT && tx.phase() == Phase.APPROVED)
                .map(Transaction::id)
                .collect(Collectors.toSet());
        List<Claimed> claims = world.store.claims();
        assertThat(claims).as(run).extracting(Claimed::id).containsExactlyInAnyOrderElementsOf(live);
        assertThat(claims).as(run).extracting(Claimed::claimKey).doesNotHaveDuplicates();
        assertThat(live).as(run).hasSizeLessThanOrEqualTo(PAYERS);
    }

    /** Nobody was told "approved" of what is not, unless it was taken back, nor "declined" of what is. */
    private static void checkTold(StormSwitch world, Future<Outcome> told, String run) {
        if (!told.succeeded() || told.result().payment() == null) {
            return;
        }
        Outcome outcome = told.result();
        Transaction tx = world.store.head(outcome.payment().id()).tx();
        if (outcome.result() == Outcome.Result.APPROVED) {
            assertThat(tx.phase()).as(run + " told approved " + tx).isIn(Phase.APPROVED, Phase.REVERSED);
        } else if (outcome.result() == Outcome.Result.DECLINED) {
            assertThat(tx.phase()).as(run + " told declined " + tx).isIn(Phase.DECLINED, Phase.CLOSED);
        }
    }
}
