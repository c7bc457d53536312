package io.txswitch.core.flow;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.InMemoryBus;
import io.txswitch.core.config.KeyRing;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostRequest;
import io.txswitch.core.contract.RouteChoice;
import io.txswitch.core.contract.SubmitPayment;
import io.txswitch.core.contract.Verdict;
import io.txswitch.core.journal.InMemoryJournal;
import io.txswitch.core.journal.InMemoryStore;
import io.txswitch.core.journal.Journal;
import io.txswitch.core.model.CardData;
import io.txswitch.core.model.Event;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.Pan;
import io.txswitch.core.model.PayerCode;
import io.txswitch.core.model.PointOfService;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.Secret;
import io.txswitch.core.model.Transaction;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One actor in one thread, with a bank and a wallet whose answers a test holds in its hand. */
final class FlowWorld {
    static final String BANK = "bank-a";
    static final String WALLET = "alipay";
    static final long ANSWER_WITHIN_MS = 10_000;
    static final KeyRing KEYS = KeyRing.of(new Secret(Base64.getEncoder().encodeToString(new byte[32])));

    final InMemoryTimers time = new InMemoryTimers(Instant.parse("2026-03-01T10:00:00Z"));
    final InMemoryBus bus = new InMemoryBus();
    final Deque<InMemoryJournal.Fate> fates = new ArrayDeque<>();
    final InMemoryStore store = new InMemoryStore();
    final InMemoryJournal journal = new InMemoryJournal(
            store,
            0,
            step -> time.arm(0, step),
            () -> fates.isEmpty() ? InMemoryJournal.Fate.COMMITTED : fates.poll(),
            () -> true);
    final List<HostRequest> sent = new ArrayList<>();
    final Deque<Supplier<Future<HostAnswer>>> answers = new ArrayDeque<>();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Nullable
    Reason riskSays;

    TransactionActor actor = newActor("node-1");

    FlowWorld() {
        bus.serve(
                Addresses.RISK_ASSESS,
                q -> Future.succeededFuture(
                        riskSays == null ? Verdict.pass("test") : Verdict.refuse(riskSays, "test")));
        bus.serve(
                Addresses.ROUTE_FIND,
                q -> Future.succeededFuture(
                        q.excludedHosts().isEmpty()
                                ? new RouteChoice(q.product().equals("card") ? BANK : WALLET, "test")
                                : RouteChoice.none("test")));
        bus.serve(Addresses.HOST_CALL.with(BANK), this::host);
        bus.serve(Addresses.HOST_CALL.with(WALLET), this::host);
    }

    TransactionActor newActor(String node) {
        return newActor(node, journal);
    }

    TransactionActor newActor(String node, Journal kept) {
        ActorSettings settings = new ActorSettings(
                node,
                new TxIds(1, 0, time, new Random(7)),
                KEYS,
                new FlowPolicy(1_000, 60_000, 300_000, 5, 60_000),
                100,
                1_000,
                5_000);
        return new TransactionActor(
                settings, new Ports(kept, bus, time, time, new FlowMetrics(meters, () -> 0L), () -> true));
    }

    private Future<HostAnswer> host(HostRequest request) {
        sent.add(request);
        Supplier<Future<HostAnswer>> next = answers.poll();
        return next == null ? Promise.<HostAnswer>promise().future() : next.get();
    }

    void hostSays(HostAnswer answer) {
        answers.add(() -> Future.succeededFuture(answer));
    }

    /** The next call gets this answer after so long. */
    void hostSaysAfter(long delayMs, HostAnswer answer) {
        answers.add(() -> {
            Promise<HostAnswer> promise = Promise.promise();
            time.arm(delayMs, () -> promise.complete(answer));
            return promise.future();
        });
    }

    static HostAnswer approved() {
        return new HostAnswer(
                HostAnswer.Result.APPROVED,
                new HostFacts("00", "A1B2C3", null, "000123", null, null, null),
                null,
                Money.cny(1234),
                null);
    }

    static HostAnswer declined51() {
        return HostAnswer.declined(Reason.INSUFFICIENT_FUNDS, HostFacts.code("51"));
    }

    static HostAnswer of(HostAnswer.Result result) {
        return HostAnswer.of(result, HostFacts.NONE);
    }

    static HostAnswer paid(long amountMinor) {
        return new HostAnswer(
                HostAnswer.Result.APPROVED,
                new HostFacts("TRADE_SUCCESS", null, "2026030122001", null, null, "208***", null),
                null,
                Money.cny(amountMinor),
                null);
    }

    static SubmitPayment sale(String trace) {
        CardData card = new CardData(
                new Pan("4111111111111111"),
                "3012",
                "021",
                null,
                new Secret("4111111111111111=30122010000"),
                null,
                null);
        return new SubmitPayment(
                Kind.SALE,
                "t:T0000001:0301:" + trace,
                "f1",
                "M1",
                "T0000001",
                "card",
                Money.cny(1234),
                card,
                null,
                trace,
                "0301100000",
                null,
                null,
                null,
                ANSWER_WITHIN_MS);
    }

    static SubmitPayment order(String orderNo, long amountMinor) {
        return new SubmitPayment(
                Kind.WALLET_PAYMENT,
                "m:M1:p:" + orderNo,
                "f" + amountMinor,
                "M1",
                null,
                "alipay_qr",
                Money.cny(amountMinor),
                null,
                orderNo,
                null,
                null,
                null,
                "tea",
                null,
                ANSWER_WITHIN_MS);
    }

    static SubmitPayment refund(String refundNo, TxId payment, long amountMinor) {
        return new SubmitPayment(
                Kind.REFUND,
                "m:M1:r:" + refundNo,
                "f" + amountMinor,
                "M1",
                null,
                "alipay_qr",
                Money.cny(amountMinor),
                null,
                refundNo,
                null,
                null,
                payment,
                null,
                null,
                ANSWER_WITHIN_MS);
    }

    static String keyOf(String trace) {
        return "t:T0000001:0301:" + trace;
    }

    /** The same request as another kind; what moves nothing has no amount. */
    static SubmitPayment as(Kind kind, SubmitPayment c) {
        return copy(c, kind, c.merchantId(), kind == Kind.BALANCE ? Money.cny(0) : c.money(), null, null, c.pos());
    }

    static SubmitPayment ofMerchant(String merchant, SubmitPayment c) {
        return copy(c, c.kind(), merchant, c.money(), c.original(), c.originalKey(), c.pos());
    }

    static SubmitPayment with(PointOfService pos, SubmitPayment c) {
        return copy(c, c.kind(), c.merchantId(), c.money(), c.original(), c.originalKey(), pos);
    }

    static SubmitPayment follow(Kind kind, String trace, TxId original, long amountMinor) {
        SubmitPayment c = sale(trace);
        return copy(c, kind, c.merchantId(), Money.cny(amountMinor), original, null, c.pos());
    }

    static SubmitPayment followKey(Kind kind, String trace, String originalKey, long amountMinor) {
        SubmitPayment c = sale(trace);
        return copy(c, kind, c.merchantId(), Money.cny(amountMinor), null, originalKey, c.pos());
    }

    static PointOfService pos(boolean partialAllowed) {
        return new PointOfService("000001", "00", null, partialAllowed);
    }

    static SubmitPayment codePayment(String trace) {
        return new SubmitPayment(
                Kind.CODE_PAYMENT,
                keyOf(trace),
                "f1",
                "M1",
                "T0000001",
                "alipay_code",
                Money.cny(1234),
                null,
                null,
                trace,
                "0301100000",
                null,
                null,
                null,
                ANSWER_WITHIN_MS,
                null,
                pos(false),
                new PayerCode("281234567890123456"));
    }

    static SubmitPayment withoutCard(SubmitPayment c) {
        return withCard((CardData) null, c);
    }

    static SubmitPayment withCard(String pan, SubmitPayment c) {
        return withCard(new CardData(new Pan(pan), "3012", "021", null, null, null, null), c);
    }

    private static SubmitPayment withCard(@Nullable CardData card, SubmitPayment c) {
        return new SubmitPayment(
                c.kind(),
                c.dedupeKey(),
                c.fingerprint(),
                c.merchantId(),
                c.terminalId(),
                c.product(),
                c.money(),
                card,
                c.orderNo(),
                c.trace(),
                c.localDateTime(),
                c.original(),
                c.subject(),
                c.notifyUrl(),
                c.answerWithinMs(),
                c.originalKey(),
                c.pos(),
                c.payerCode());
    }

    private static SubmitPayment copy(
            SubmitPayment c,
            Kind kind,
            String merchant,
            Money money,
            @Nullable TxId original,
            @Nullable String originalKey,
            @Nullable PointOfService pos) {
        return new SubmitPayment(
                kind,
                c.dedupeKey(),
                c.fingerprint(),
                merchant,
                c.terminalId(),
                c.product(),
                money,
                c.card(),
                c.orderNo(),
                c.trace(),
                c.localDateTime(),
                original,
                c.subject(),
                c.notifyUrl(),
                c.answerWithinMs(),
                originalKey,
                pos,
                c.payerCode());
    }

    static HostAnswer approvedOf(long amountMinor) {
        return new HostAnswer(
                HostAnswer.Result.APPROVED,
                new HostFacts("00", "A1B2C3", null, "000123", null, null, null),
                null,
                Money.cny(amountMinor),
                null);
    }

    /** Response code 10. */
    static HostAnswer part(long amountMinor) {
        return new HostAnswer(
                HostAnswer.Result.APPROVED,
                new HostFacts("10", "A1B2C3", null, "000123", null, null, null, amountMinor),
                null,
                Money.cny(amountMinor),
                null);
    }

    /** Lets everything that is due now happen. */
    void settle() {
        time.advance(0);
    }

    Transaction stored(TxId id) {
        settle();
        var row = journal.load(id).result().orElseThrow();
        return TransactionFold.fold(row.events(), row.appends());
    }

    List<String> events(TxId id) {
        return journal.load(id).result().orElseThrow().events().stream()
                .map(Event::getClass)
                .map(Class::getSimpleName)
                .toList();
    }
}
