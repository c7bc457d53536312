package io.txswitch.iso8583.bank;

import static io.txswitch.iso8583.TestWorld.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.VertxBus;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.HostHealth;
import io.txswitch.core.contract.HostRequest;
import io.txswitch.core.contract.HostRequest.Operation;
import io.txswitch.core.model.CardData;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.PointOfService;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.TxHeader;
import io.txswitch.core.model.TxId;
import io.txswitch.iso8583.TestWorld;
import io.txswitch.sandbox.bank.BankOptions;
import io.txswitch.sandbox.bank.BankScript;
import io.txswitch.sandbox.bank.BankSimulator;
import io.txswitch.sandbox.books.Book;
import io.txswitch.sandbox.iso.IsoMessage;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of transaction, on the wire of a simulated bank that keeps a book. */
@ExtendWith(VertxExtension.class)
class BankKindsTest {
    @TempDir
    Path dir;

    private final Vertx vertx = Vertx.vertx();
    private final VertxBus bus = new VertxBus(vertx, TestWorld.KEYS);
    private final Queue<HostHealth> health = new ConcurrentLinkedQueue<>();
    private BankSimulator bank;

    @BeforeEach
    void start() {
        bank = await(BankSimulator.start(
                vertx, BankOptions.of("bank-a", book()).withSignOnRequired().withLateDelayMs(900)));
        await(bus.listen(Addresses.HOST_HEALTH, health::add));
        BankConfig config = TestBanks.config("bank-a", bank.port(), "answer-within-ms: 400");
        await(vertx.deployVerticle(new BankLineVerticle(config, TestBanks.ports("n1", bus))));
        Awaitility.await().until(() -> health.stream().anyMatch(HostHealth::up));
    }

    @AfterEach
    void stop() {
        await(vertx.close());
    }

    private Path book() {
        return dir.resolve("bank-a.jsonl");
    }

    @Test
    void aSaleIsVoidedByItsReference() throws Exception {
        Done sale = approved(first(Kind.SALE, 1_000));
        Done undone = approved(follow(Kind.VOID, 1_000, sale, null));

        assertThat(last("0200")).satisfies(m -> {
            assertThat(m.text(3)).isEqualTo("200000");
            assertThat(m.text(25)).isEqualTo("00");
            assertThat(m.text(37)).isEqualTo(undone.header().id().rrn());
            assertThat(m.text(38)).isEqualTo(sale.answer().facts().authCode());
            assertThat(m.text(48)).isEqualTo("ORIG" + sale.header().id().rrn());
            assertThat(m.text(90))
                    .startsWith("0200" + sale.answer().facts().stan())
                    .endsWith("0".repeat(22));
            assertThat(m.text(2)).isEqualTo("4111111111111111");
            assertThat(m.has(35)).isFalse();
        });
        assertThat(rows()).containsExactly("DEBIT", "VOID");
    }

    @Test
    void aPreAuthorisationIsCompletedAndTheCompletionVoided() throws Exception {
        Done hold = approved(first(Kind.PRE_AUTH, 5_000));
        assertThat(last("0100").text(3)).isEqualTo("030000");
        assertThat(last("0100").text(25)).isEqualTo("06");

        Done completion = approved(follow(Kind.COMPLETION, 4_000, hold, null));
        assertThat(last("0200").text(25)).isEqualTo("06");
        assertThat(last("0200").text(90)).startsWith("0100");

        approved(follow(Kind.VOID, 4_000, completion, null));
        assertThat(last("0200").text(25)).isEqualTo("06");
        assertThat(rows()).containsExactly("HOLD", "DEBIT", "VOID");
    }

    @Test
    void aVoidedHoldIsReleased() throws Exception {
        Done hold = approved(first(Kind.PRE_AUTH, 5_000));

        approved(follow(Kind.VOID, 5_000, hold, TestWorld.card()));

        assertThat(last("0200").text(25)).isEqualTo("06");
        assertThat(last("0200").text(35)).startsWith("4111111111111111=");
        assertThat(rows()).containsExactly("HOLD", "RELEASE");
    }

    @Test
    void aRefundIsSaidAgainUnderItsOwnNumber() throws Exception {
        Done sale = approved(first(Kind.SALE, 1_000));
        HostRequest refund = follow(Kind.REFUND, 400, sale, null);

        assertThat(call(refund).result()).isEqualTo(Result.APPROVED);
        IsoMessage once = last("0220");
        assertThat(call(again(refund, 1)).result()).isEqualTo(Result.APPROVED);

        IsoMessage twice = last("0221");
        assertThat(once.text(3)).isEqualTo("200000");
        assertThat(once.text(48)).isEqualTo("ORIG" + sale.header().id().rrn());
        for (int number : new int[] {2, 3, 4, 7, 11, 22, 37, 38, 41, 48, 49, 90}) {
            assertThat(twice.get(number)).isEqualTo(once.get(number));
        }
        assertThat(rows()).containsExactly("DEBIT", "CREDIT");
    }

    @Test
    void anOfflineSaleCarriesTheTerminalsApproval() throws Exception {
        HostRequest advice = with(first(Kind.ADVICE, 1_000), new PointOfService("000001", "00", "A12345", false));

        assertThat(call(advice).result()).isEqualTo(Result.APPROVED);

        assertThat(last("0220")).satisfies(m -> {
            assertThat(m.text(25)).isEqualTo("00");
            assertThat(m.text(38)).isEqualTo("A12345");
            assertThat(m.has(90)).isFalse();
            assertThat(m.has(52)).isFalse();
        });
        assertThat(rows()).containsExactly("DEBIT");
    }

    @Test
    void aCompletionByAdviceTakesTheHold() throws Exception {
        Done hold = approved(first(Kind.PRE_AUTH, 5_000));

        approved(follow(Kind.ADVICE, 4_000, hold, null));

        assertThat(last("0220").text(25)).isEqualTo("06");
        assertThat(last("0220").text(38)).isEqualTo(hold.answer().facts().authCode());
        assertThat(rows()).containsExactly("HOLD", "DEBIT");
    }

    @Test
    void aTipIsTheNewTotal() throws Exception {
        Done sale = approved(first(Kind.SALE, 1_000));

        approved(follow(Kind.ADJUSTMENT, 150, sale, null));

        assertThat(last("0220").number(4)).isEqualTo(1_150);
        assertThat(rows()).containsExactly("DEBIT", "ADJUST");
    }

    @Test
    void aBalanceComesBackAndMovesNothing() throws Exception {
        HostAnswer answer = call(first(Kind.BALANCE, 0));

        assertThat(answer.result()).isEqualTo(Result.APPROVED);
        assertThat(answer.balance()).startsWith("0002156C").hasSize(20);
        assertThat(last("0200").text(3)).isEqualTo("310000");
        assertThat(last("0200").has(4)).isFalse();
        assertThat(rows()).isEmpty();
    }

    @Test
    void aScriptsResultIsToldWithItsChipData() throws Exception {
        Done sale = approved(first(Kind.SALE, 1_000));
        byte[] scriptResult = {(byte) 0xDF, 0x31, 0x05, 0x20, 0, 0, 0, 0};
        CardData chip = new CardData(TestWorld.card().pan(), "3012", "051", "001", null, scriptResult, null);

        approved(follow(Kind.SCRIPT_RESULT, 0, sale, chip));

        assertThat(last("0620").get(55)).contains("DF31052000000000");
        assertThat(last("0620").has(4)).isFalse();
        assertThat(last("0620").text(48)).isEqualTo("ORIG" + sale.header().id().rrn());
        assertThat(rows()).containsExactly("DEBIT");
    }

    @Test
    void aPartIsApprovedWithTheAnsweredAmount() {
        HostAnswer answer = call(first(Kind.SALE, 1_010));

        assertThat(answer.result()).isEqualTo(Result.APPROVED);
        assertThat(answer.facts().approvedMinor()).isEqualTo(505L);
        assertThat(answer.money()).isEqualTo(Money.cny(505));
    }

    @Test
    void aSilentVoidAndASilentHoldAreReversedByTheirOwnNumbers() throws Exception {
        Done sale = approved(first(Kind.SALE, 1_000));
        HostRequest undo = follow(Kind.VOID, 1_000, sale, null);
        bank.planNext(BankScript.SILENT);
        assertThat(call(undo).result()).isEqualTo(Result.UNKNOWN);
        assertThat(call(reversal(undo)).result()).isEqualTo(Result.REVERSED);
        assertThat(last("0420").text(3)).isEqualTo("200000");

        bank.planNext(BankScript.SILENT);
        HostRequest hold = first(Kind.PRE_AUTH, 2_000);
        assertThat(call(hold).result()).isEqualTo(Result.UNKNOWN);
        assertThat(call(reversal(hold)).result()).isEqualTo(Result.REVERSED);
        assertThat(last("0420").text(90)).startsWith("0100");
    }

    @Test
    void codesThatAreNotSureLeaveItUnknown() {
        for (BankScript each : List.of(BankScript.BOOKED_94, BankScript.BOOKED_96, BankScript.WRONG_CURRENCY)) {
            bank.planNext(each);
            HostRequest sale = first(Kind.SALE, 1_000);
            assertThat(call(sale).result()).isEqualTo(Result.UNKNOWN);
            assertThat(call(reversal(sale)).result()).isEqualTo(Result.REVERSED);
        }
    }

    @Test
    void aBankThatDeniesTheOriginalOnceIsNotBelievedByTheLineAlone() {
        bank.planNext(BankScript.REVERSAL_25_ONCE);
        HostRequest sale = first(Kind.SALE, 1_000);
        assertThat(call(sale).result()).isEqualTo(Result.UNKNOWN);

        assertThat(call(reversal(sale)).result()).isEqualTo(Result.NOT_FOUND);
        assertThat(call(again(reversal(sale), 1)).result()).isEqualTo(Result.REVERSED);
    }

    @Test
    void aVoidOfNothingIsDeclined() {
        Done never = new Done(
                header(Kind.SALE, 1_000, null, TestWorld.card()),
                HostAnswer.of(Result.APPROVED, new HostFacts("00", "123456", null, "000017", null, null, null)));

        HostAnswer answer = call(follow(Kind.VOID, 1_000, never, null));

        assertThat(answer.result()).isEqualTo(Result.DECLINED);
        assertThat(answer.reason()).isEqualTo(Reason.ORIGINAL_NOT_FOUND);
    }

    /** A transaction that came to an end. */
    private record Done(TxHeader header, HostAnswer answer) {}

    private Done approved(HostRequest request) {
        HostAnswer answer = call(request);
        assertThat(answer.result()).as(String.valueOf(answer.facts())).isEqualTo(Result.APPROVED);
        return new Done(request.header(), answer);
    }

    private HostAnswer call(HostRequest request) {
        return await(bus.request(Addresses.HOST_CALL.with("bank-a"), request, 10_000));
    }

    private IsoMessage last(String mti) {
        return bank.last(mti).orElseThrow();
    }

    private List<String> rows() throws IOException {
        return Book.rows(book()).stream()
                .map(row -> String.valueOf(row.get("kind")))
                .toList();
    }

    private static HostRequest first(Kind kind, long amountMinor) {
        CardData card = TestWorld.card();
        return request(kind, header(kind, amountMinor, null, card), card, null, null);
    }

    private static HostRequest follow(Kind kind, long amountMinor, Done original, @Nullable CardData card) {
        TxHeader header = header(kind, amountMinor, original.header().id(), card);
        return request(kind, header, card, original.header(), original.answer().facts());
    }

    private static HostRequest request(
            Kind kind,
            TxHeader header,
            @Nullable CardData card,
            @Nullable TxHeader original,
            @Nullable HostFacts facts) {
        return new HostRequest(
                operation(kind), "bank-a", header, card, HostFacts.NONE, original, 0, 10_000, facts, null);
    }

    private static Operation operation(Kind kind) {
        return kind.isAdvice() ? Operation.FORWARD : kind == Kind.REFUND ? Operation.REFUND : Operation.CHARGE;
    }

    private static HostRequest again(HostRequest r, int attempt) {
        return new HostRequest(
                r.operation(),
                r.hostId(),
                r.header(),
                null,
                r.known(),
                r.originalHeader(),
                attempt,
                r.deadlineMs(),
                r.originalFacts(),
                null);
    }

    /** As after a crash: nothing is known of the bank. */
    private static HostRequest reversal(HostRequest r) {
        return new HostRequest(
                Operation.REVERSE,
                r.hostId(),
                r.header(),
                null,
                HostFacts.NONE,
                r.originalHeader(),
                0,
                r.deadlineMs(),
                r.originalFacts(),
                null);
    }

    private static HostRequest with(HostRequest r, PointOfService pos) {
        TxHeader h = r.header();
        TxHeader placed = new TxHeader(
                h.id(),
                h.kind(),
                h.dedupeKey(),
                h.fingerprint(),
                h.merchantId(),
                h.terminalId(),
                h.product(),
                h.money(),
                h.card(),
                h.orderNo(),
                h.trace(),
                h.localDateTime(),
                h.original(),
                h.subject(),
                h.notifyUrl(),
                h.receivedAt(),
                h.answerBy(),
                h.node(),
                pos);
        return request(h.kind(), placed, r.card(), null, null);
    }

    private static TxHeader header(Kind kind, long amountMinor, @Nullable TxId original, @Nullable CardData card) {
        TxId id = TestWorld.nextId();
        Instant now = Instant.now();
        return new TxHeader(
                id,
                kind,
                "t:T0000001:0321:" + id,
                "f",
                TestWorld.MERCHANT,
                "T0000001",
                "card",
                Money.cny(amountMinor),
                card == null ? null : TestWorld.KEYS.view(card),
                null,
                "000001",
                "0321183045",
                original,
                null,
                null,
                now,
                now.plusSeconds(30),
                "n1");
    }
}
