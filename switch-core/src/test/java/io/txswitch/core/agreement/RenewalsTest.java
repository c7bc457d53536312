package io.txswitch.core.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.txswitch.core.agreement.Agreements.Due;
import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.InMemoryBus;
import io.txswitch.core.config.ConfigFile;
import io.txswitch.core.config.KeyRing;
import io.txswitch.core.config.Product;
import io.txswitch.core.contract.ClosePayment;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.HostRequest;
import io.txswitch.core.contract.HostRequest.Operation;
import io.txswitch.core.contract.Outcome;
import io.txswitch.core.contract.RouteChoice;
import io.txswitch.core.contract.SubmitPayment;
import io.txswitch.core.contract.Verdict;
import io.txswitch.core.flow.ActorSettings;
import io.txswitch.core.flow.FlowMetrics;
import io.txswitch.core.flow.FlowPolicy;
import io.txswitch.core.flow.InMemoryTimers;
import io.txswitch.core.flow.Ports;
import io.txswitch.core.flow.TransactionActor;
import io.txswitch.core.flow.TxIds;
import io.txswitch.core.journal.InMemoryJournal;
import io.txswitch.core.journal.InMemoryStore;
import io.txswitch.core.journal.InMemoryStore.Claimed;
import io.txswitch.core.model.AgreementTerms;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.Secret;
import io.txswitch.core.model.Terms;
import io.txswitch.core.model.Transaction;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Two nodes with a job each over one journal; the wallet's answers are in the test's hand. */
class RenewalsTest {
    private static final long MINOR = 100;
    private static final long DAY_MS = 86_400_000;
    private static final RenewalConfig CONFIG = new RenewalConfig(true, 1_000, 50, 5_000, 3, 60_000, 90_000);

    private final InMemoryTimers time = new InMemoryTimers(Instant.parse("2026-03-01T02:00:00Z"));
    private final InMemoryStore store = new InMemoryStore();
    private final Deque<HostAnswer> wallet = new ArrayDeque<>();
    private final List<HostRequest> sent = new ArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<String> living = new ArrayList<>(List.of("n1", "n2"));
    private final Agreements agreements = new InMemoryAgreements(store, () -> living, time);
    private final Node one = new Node("n1", 1);
    private final Node two = new Node("n2", 2);

    /** A node of its own bus, as far as its core is concerned. */
    private final class Node {
        final InMemoryBus bus = new InMemoryBus();
        final TransactionActor actor;
        final Renewals renewals;
        boolean alive = true;

        Node(String name, int number) {
            bus.serve(Addresses.RISK_ASSESS, asked -> Future.succeededFuture(Verdict.pass("test")));
            bus.serve(
                    Addresses.ROUTE_FIND,
                    asked -> Future.succeededFuture(
                            asked.excludedHosts().isEmpty()
                                    ? new RouteChoice("alipay", "test")
                                    : RouteChoice.none("test")));
            bus.serve(Addresses.HOST_CALL.with("alipay"), this::host);
            FlowMetrics metrics = new FlowMetrics(meters, () -> 0L);
            InMemoryJournal journal = new InMemoryJournal(
                    store, number, step -> time.arm(0, step), () -> InMemoryJournal.Fate.COMMITTED, () -> alive);
            KeyRing keys = KeyRing.of(new Secret(Base64.getEncoder().encodeToString(new byte[32])));
            actor = new TransactionActor(
                    new ActorSettings(
                            name,
                            new TxIds(number, 0, time, new Random(number)),
                            keys,
                            new FlowPolicy(1_000, 60_000, 300_000, 5, 60_000),
                            100,
                            1_000,
                            5_000),
                    new Ports(journal, bus, time, time, metrics, () -> alive));
            bus.serve(Addresses.PAYMENT_SUBMIT, actor::submit);
            bus.serve(Addresses.PAYMENT_READ, actor::read);
            renewals = new Renewals(
                    name, CONFIG, products(), new Renewals.World(agreements, bus, time, metrics, () -> alive));
        }

        private Future<HostAnswer> host(HostRequest request) {
            sent.add(request);
            HostAnswer next = wallet.poll();
            return next == null ? Promise.<HostAnswer>promise().future() : Future.succeededFuture(next);
        }
    }

    private static DeductProducts products() {
        return new DeductProducts(Product.readAll(ConfigFile.parse("a: 1\n", Map.of())));
    }

    private TxId signed(String payer) {
        return signed(payer, AgreementTerms.Unit.DAY, LocalDate.of(2026, 3, 1));
    }

    private TxId signed(String payer, AgreementTerms.Unit unit, LocalDate firstDue) {
        wallet.add(
                HostAnswer.of(Result.APPROVED, new HostFacts("NORMAL", null, "agr-" + payer, null, null, null, null)));
        AgreementTerms terms = new AgreementTerms(payer, unit, 1, MINOR, "CNY", firstDue, true);
        Future<Outcome> outcome = one.actor.submit(new SubmitPayment(
                Kind.AGREEMENT,
                "m:M1:a:" + payer,
                "f",
                "M1",
                null,
                "alipay_agreement",
                Money.cny(0),
                null,
                "order-" + payer,
                null,
                null,
                null,
                "music",
                "https://shop.example/notify",
                10_000,
                null,
                null,
                null,
                null,
                null,
                Terms.agreement(terms)));
        time.advance(0);
        assertThat(outcome.result().result()).isEqualTo(Outcome.Result.APPROVED);
        return outcome.result().payment().id();
    }

    private static HostAnswer paid() {
        return new HostAnswer(Result.APPROVED, HostFacts.code("10000"), null, Money.cny(MINOR), null);
    }

    private void look(Node... nodes) {
        List<Future<Integer>> all = new ArrayList<>();
        for (Node node : nodes) {
            all.add(node.renewals.look());
        }
        time.advance(0);
        all.forEach(each -> assertThat(each.isComplete()).isTrue());
    }

    private List<Transaction> deductions() {
        return store.heads().stream()
                .map(InMemoryStore.Head::tx)
                .filter(tx -> tx.kind() == Kind.DEDUCTION)
                .toList();
    }

    private List<Phase> phases() {
        return deductions().stream().map(Transaction::phase).toList();
    }

    private Claimed row(TxId id) {
        return store.claims().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aPeriodIsTakenWhenItIsDueAndTheNextOneWaitsForItsDay() {
        TxId id = signed("p1");
        wallet.add(paid());
        look(one, two);
        assertThat(deductions()).singleElement().satisfies(tx -> {
            assertThat(tx.phase()).isEqualTo(Phase.APPROVED);
            assertThat(tx.header().original()).isEqualTo(id);
            assertThat(tx.header().product()).isEqualTo("alipay_deduct");
            assertThat(tx.header().money()).isEqualTo(Money.cny(MINOR));
            assertThat(tx.header().dedupeKey()).isEqualTo("renewal|" + id + "|0");
            assertThat(tx.header().orderNo()).isEqualTo(id + "-0");
            assertThat(tx.header().subject()).isEqualTo("music");
            assertThat(tx.header().notifyUrl()).isEqualTo("https://shop.example/notify");
            assertThat(tx.header().merchantId()).isEqualTo("M1");
        });
        assertThat(row(id).periodNo()).isEqualTo(1);
        assertThat(row(id).dueAt()).isEqualTo(Instant.parse("2026-03-01T16:00:00Z"));
        look(one, two);
        assertThat(deductions()).hasSize(1);
        time.advance(DAY_MS);
        wallet.add(paid());
        look(one, two);
        assertThat(deductions()).hasSize(2);
        assertThat(row(id).periodNo()).isEqualTo(2);
    }

    @Test
    void twoJobsThatBothThinkItTheirsTakeItOnce() {
        for (int i = 0; i < 10; i++) {
            signed("p" + i);
        }
        for (int i = 0; i < 10; i++) {
            wallet.add(paid());
        }
        living.remove("n2");
        List<Due> seen = agreements.due("n1", 100).result();
        assertThat(seen).hasSize(10);
        Agreements both = new Agreements() {
            @Override
            public Future<List<Due>> due(String node, int limit) {
                return Future.succeededFuture(seen);
            }

            @Override
            public Future<Boolean> advance(Due row, Instant dueAt) {
                return agreements.advance(row, dueAt);
            }

            @Override
            public Future<Boolean> putOff(Due row, boolean failed, long delayMs) {
                return agreements.putOff(row, failed, delayMs);
            }

            @Override
            public Future<Boolean> stop(Due row) {
                return agreements.stop(row);
            }
        };
        List<Future<Integer>> looks = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            for (Node node : List.of(one, two)) {
                looks.add(new Renewals(
                                "n",
                                CONFIG,
                                products(),
                                new Renewals.World(both, node.bus, time, new FlowMetrics(meters, () -> 0L), () -> true))
                        .look());
            }
        }
        time.advance(1_000);
        assertThat(looks).allMatch(Future::succeeded);
        assertThat(looks.stream().mapToInt(Future::result).sum())
                .as("each moved on once")
                .isEqualTo(10);
        assertThat(phases()).hasSize(10).containsOnly(Phase.APPROVED);
        assertThat(store.claims()).allMatch(claim -> claim.periodNo() == 1);
        assertThat(sent.stream().filter(r -> r.header().kind() == Kind.DEDUCTION))
                .hasSize(10);
    }

    @Test
    void aNodeThatLeavesIsFollowedByTheOthersAndNothingIsTakenTwice() {
        for (int i = 0; i < 20; i++) {
            signed("p" + i);
        }
        for (int i = 0; i < 60; i++) {
            wallet.add(paid());
        }
        look(one);
        int mine = deductions().size();
        assertThat(mine).isBetween(1, 19);
        living.remove("n1");
        one.alive = false;
        look(one, two);
        assertThat(phases()).hasSize(20).containsOnly(Phase.APPROVED);
        assertThat(store.claims()).allMatch(claim -> claim.periodNo() == 1);
    }

    @Test
    void whatHasNoEndIsLookedAtAgainAndNotAskedForTwice() {
        TxId id = signed("p1");
        wallet.add(HostAnswer.of(Result.PENDING, HostFacts.NONE));
        look(one, two);
        assertThat(row(id).periodNo()).isZero();
        assertThat(row(id).attempts()).isZero();
        assertThat(row(id).dueAt()).isEqualTo(time.instant().plusMillis(5_000));
        wallet.add(paid());
        time.advance(5_000);
        look(one, two);
        assertThat(phases()).containsExactly(Phase.APPROVED);
        assertThat(row(id).periodNo()).isEqualTo(1);
        assertThat(sent.stream().filter(r -> r.header().kind() == Kind.DEDUCTION))
                .extracting(HostRequest::operation)
                .containsExactly(Operation.CHARGE, Operation.QUERY);
    }

    @Test
    void whatIsDeclinedIsTriedAgainWithGrowingPausesAndThenGivenUp() {
        TxId id = signed("p1");
        HostAnswer no = HostAnswer.declined(Reason.INSUFFICIENT_FUNDS, HostFacts.code("51"));
        wallet.add(no);
        look(one, two);
        assertThat(row(id).attempts()).isEqualTo(1);
        assertThat(row(id).dueAt()).isEqualTo(time.instant().plusMillis(60_000));
        wallet.add(no);
        time.advance(60_000);
        look(one, two);
        assertThat(row(id).attempts()).isEqualTo(2);
        assertThat(row(id).dueAt()).as("bounded").isEqualTo(time.instant().plusMillis(90_000));
        wallet.add(no);
        time.advance(90_000);
        look(one, two);
        assertThat(row(id).dueAt()).isNull();
        assertThat(row(id).periodNo()).isZero();
        assertThat(deductions())
                .extracting(tx -> tx.header().dedupeKey())
                .containsExactly("renewal|" + id + "|0", "renewal|" + id + "|0|1", "renewal|" + id + "|0|2");
        assertThat(meters.get("txswitch_cases").counter().count()).isEqualTo(1);
        time.advance(DAY_MS * 2);
        look(one, two);
        assertThat(deductions()).hasSize(3);
    }

    @Test
    void aDeclineIsForgottenWithThePeriodThatWasTakenInTheEnd() {
        TxId id = signed("p1");
        wallet.add(HostAnswer.declined(Reason.INSUFFICIENT_FUNDS, HostFacts.code("51")));
        look(one, two);
        wallet.add(paid());
        time.advance(60_000);
        look(one, two);
        assertThat(phases()).containsExactly(Phase.DECLINED, Phase.APPROVED);
        assertThat(row(id).periodNo()).isEqualTo(1);
        assertThat(row(id).attempts()).isZero();
    }

    @Test
    void nothingIsTakenByAnAgreementThatWasCancelled() {
        TxId id = signed("p1");
        one.actor.close(new ClosePayment(id, "M1", ClosePayment.How.CANCEL, 1_000));
        time.advance(0);
        assertThat(row(id).dueAt()).isNull();
        look(one, two);
        assertThat(deductions()).isEmpty();
    }

    @Test
    void aRowWhoseAgreementIsNotInForceIsStopped() {
        TxId id = signed("p1");
        one.actor.close(new ClosePayment(id, "M1", ClosePayment.How.CANCEL, 1_000));
        time.advance(0);
        store.changeClaim(id, claim -> claim.dueAt(time.instant()));
        look(one, two);
        assertThat(row(id).dueAt()).isNull();
        assertThat(deductions()).isEmpty();
    }

    @Test
    void aDeductionThatTheMerchantTookBackIsTheEndOfItsPeriod() {
        TxId id = signed("p1");
        wallet.add(HostAnswer.of(Result.PENDING, HostFacts.NONE));
        look(one, two);
        TxId deduction = deductions().getFirst().id();
        wallet.add(HostAnswer.of(Result.REVERSED, HostFacts.NONE));
        Node owner = deductions().getFirst().header().node().equals("n1") ? one : two;
        owner.actor.close(new ClosePayment(deduction, "M1", ClosePayment.How.CANCEL, 1_000));
        time.advance(5_000);
        look(one, two);
        assertThat(phases()).containsExactly(Phase.REVERSED);
        assertThat(row(id).periodNo()).isEqualTo(1);
    }

    @Test
    void whatCannotBeAskedNowIsAskedLaterAndCountsAsNoAttempt() {
        TxId id = signed("p1");
        for (Node node : List.of(one, two)) {
            node.bus.serve(
                    Addresses.PAYMENT_SUBMIT, asked -> Future.succeededFuture(Outcome.refused(Reason.OVERLOADED)));
        }
        look(one, two);
        assertThat(row(id).attempts()).isZero();
        assertThat(row(id).dueAt()).isEqualTo(time.instant().plusMillis(5_000));
        for (Node node : List.of(one, two)) {
            node.bus.serve(Addresses.PAYMENT_SUBMIT, asked -> Future.failedFuture("lost"));
        }
        time.advance(5_000);
        look(one, two);
        assertThat(row(id).attempts()).as("nobody knows: the row stays").isZero();
        for (Node node : List.of(one, two)) {
            node.bus.serve(Addresses.PAYMENT_SUBMIT, node.actor::submit);
        }
        wallet.add(paid());
        look(one, two);
        assertThat(phases()).containsExactly(Phase.APPROVED);
    }

    @Test
    void missedPeriodsAreTakenOneAfterTheOther() {
        TxId id = signed("p1");
        for (int i = 0; i < 4; i++) {
            wallet.add(paid());
        }
        time.advance(3 * DAY_MS);
        for (int i = 0; i < 6; i++) {
            look(one, two);
        }
        assertThat(phases()).hasSize(4).containsOnly(Phase.APPROVED);
        assertThat(row(id).periodNo()).isEqualTo(4);
    }

    @Test
    void aMonthThatIsTooShortIsTakenOnItsLastDay() {
        TxId id = signed("p1", AgreementTerms.Unit.MONTH, LocalDate.of(2026, 1, 31));
        wallet.add(paid());
        wallet.add(paid());
        look(one, two);
        assertThat(row(id).dueAt()).isEqualTo(Instant.parse("2026-02-27T16:00:00Z"));
        look(one, two);
        assertThat(row(id).dueAt()).isEqualTo(Instant.parse("2026-03-30T16:00:00Z"));
    }

    @Test
    void theJobLooksByItselfWhileItsNodeMayAct() {
        TxId id = signed("p1");
        wallet.add(paid());
        living.remove("n2");
        one.alive = false;
        one.renewals.start();
        time.advance(3_000);
        assertThat(deductions()).isEmpty();
        one.alive = true;
        time.advance(1_000);
        assertThat(row(id).periodNo()).isEqualTo(1);
        one.renewals.stop();
        time.advance(1_000);
        int armed = time.armed();
        time.advance(60_000);
        assertThat(time.armed()).isLessThanOrEqualTo(armed);
    }

    @Test
    void aChannelWithoutAProductToDeductByIsGivenUp() {
        TxId id = signed("p1");
        Renewals none = new Renewals(
                "n1",
                CONFIG,
                new DeductProducts(Map.of()),
                new Renewals.World(agreements, one.bus, time, new FlowMetrics(meters, () -> 0L), () -> true));
        living.remove("n2");
        none.look();
        assertThat(row(id).dueAt()).isNull();
        assertThat(meters.get("txswitch_cases").counter().count()).isEqualTo(1);
    }

    @Test
    void theProductIsTheChannelsOwnThatIsEnabled() {
        assertThat(products().of("alipay_agreement")).isEqualTo("alipay_deduct");
        assertThat(products().of("nothing")).isNull();
        Map<String, Product> disabled = Product.readAll(ConfigFile.parse(
                "products: [{id: alipay_deduct, enabled: false}, {id: sample_agreement, channel: sample,"
                        + " mode: agreement}, {id: sample_deduct, channel: sample, mode: deduct}]\n",
                Map.of()));
        assertThat(new DeductProducts(disabled).of("alipay_agreement")).isNull();
        assertThat(new DeductProducts(disabled).of("sample_agreement")).isEqualTo("sample_deduct");
    }
}
