package io.txswitch.sandbox.pos.unionpay;

import static io.txswitch.sandbox.Eventually.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.txswitch.sandbox.books.Book;
import io.txswitch.sandbox.crypto.PinBlocks;
import io.txswitch.sandbox.iso.IsoMessage;
import io.txswitch.sandbox.pos.CardDeck;
import io.txswitch.sandbox.pos.SandboxCard;
import io.txswitch.sandbox.pos.unionpay.CardEntry.Way;
import io.txswitch.sandbox.pos.unionpay.Slip.Outcome;
import io.txswitch.sandbox.pos.unionpay.UnionPayOptions.Keys;
import io.txswitch.sandbox.pos.unionpay.UnionPayOptions.Mac;
import io.txswitch.sandbox.pos.unionpay.UnionPayOptions.Scheme;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(VertxExtension.class)
class UnionPayTerminalTest {
    private static final SandboxCard CARD = CardDeck.unionPaySample();
    private static final CardEntry SWIPE = CardEntry.of(Way.SWIPE, CARD);
    private static final CardEntry INSERT = CardEntry.of(Way.INSERT, CARD);
    private static final long IMPATIENT_MS = 80;

    @TempDir
    Path folder;

    private Vertx vertx;
    private FakeAcquirer host;
    private Book book;
    private UnionPayTerminal terminal;

    @BeforeEach
    void signIn(Vertx here) throws Exception {
        vertx = here;
        book = Book.open(folder.resolve("pos.jsonl"));
        terminal = connect(Scheme.DOUBLE, Mac.UNIONPAY_ECB);
        assertThat(get(terminal.signIn())).isEqualTo("00");
    }

    @AfterEach
    void closeBook() {
        book.close();
    }

    private UnionPayTerminal connect(Scheme scheme, Mac mac) throws Exception {
        host = new FakeAcquirer(vertx, mac);
        return get(UnionPayTerminal.connect(
                vertx, options().withKeys(new Keys(options().keys().tmk(), scheme, mac))));
    }

    private UnionPayOptions options() {
        return UnionPayOptions.of(host.port(), "T0000001", "M00000000000001")
                .withFirstTrace(999_998)
                .withAnswerTimeoutMs(IMPATIENT_MS * 5)
                .withBook(book);
    }

    @Test
    void aSignInLooksLikeThePublishedOne() {
        IsoMessage signIn = host.last("0800");

        assertThat(signIn.fields().keySet()).containsExactly(11, 41, 42, 60, 62, 63);
        assertThat(signIn.text(60)).isEqualTo("00000001003");
        assertThat(terminal.batchNumber()).isEqualTo("000017");
    }

    @Test
    void aSaleByStripeCarriesPinTrackAndMac() throws Exception {
        Slip slip = get(terminal.sale(1_000, SWIPE.withPin("123456")));

        IsoMessage sale = host.last("0200");
        assertThat(slip.approved()).isTrue();
        assertThat(sale.text(22)).isEqualTo("021");
        assertThat(sale.text(11)).isEqualTo("999999");
        assertThat(sale.text(60)).isEqualTo("22000017000601");
        assertThat(PinBlocks.decode(host.keys().pik(), sale.bytes(52), CARD.pan()))
                .contains("123456");
        assertThat(sale.text(53)).isEqualTo("26" + "0".repeat(14));
        assertThat(slip.print()).contains("CNY 10.00", "621214******0012 SWIPE", slip.rrn(), "approved");
    }

    @Test
    void tracesBeginAgainBehindTheLast() throws Exception {
        assertThat(get(terminal.sale(1_000, SWIPE)).trace()).isEqualTo("999999");
        assertThat(get(terminal.sale(1_000, SWIPE)).trace()).isEqualTo("000001");
    }

    @ParameterizedTest
    @CsvSource({"MANUAL, 012", "SWIPE, 022", "FALLBACK, 022", "INSERT, 052", "TAP, 072"})
    void everyWayOfShowingACardIsToldApart(Way way, String mode) throws Exception {
        assertThat(get(terminal.sale(1_000, CardEntry.of(way, CARD))).approved())
                .isTrue();

        IsoMessage sale = host.last("0200");
        assertThat(sale.text(22)).isEqualTo(mode);
        assertThat(sale.has(55)).isEqualTo(way == Way.INSERT || way == Way.TAP);
        assertThat(sale.has(35)).isEqualTo(way != Way.MANUAL);
        assertThat(sale.text(60).charAt(12)).isEqualTo(way == Way.FALLBACK ? '2' : '0');
    }

    @Test
    void aPayersCodeGoesWithoutACard() throws Exception {
        assertThat(get(terminal.sale(1_000, CardEntry.qr("6225012345678901"))).approved())
                .isTrue();

        IsoMessage sale = host.last("0200");
        assertThat(sale.text(22)).isEqualTo("032");
        assertThat(new String(sale.bytes(62), StandardCharsets.US_ASCII)).isEqualTo("QR6225012345678901");
        assertThat(sale.has(2)).isFalse();
    }

    @Test
    void aVoidNamesItsOriginalTwice() throws Exception {
        Slip sale = get(terminal.sale(1_000, INSERT));
        Slip voided = get(terminal.voidOf(sale));

        IsoMessage message = host.last("0200");
        assertThat(voided.kind()).isEqualTo(PosKind.VOID);
        assertThat(message.text(3)).isEqualTo("200000");
        assertThat(message.text(37)).isEqualTo(sale.rrn());
        assertThat(message.text(61)).isEqualTo("000017" + sale.trace() + sale.date());
    }

    @Test
    void everyKindHasItsTypeAndCodes() throws Exception {
        Slip hold = get(terminal.preAuth(10_000, INSERT));
        Slip completion = get(terminal.complete(hold, 9_000));
        get(terminal.voidOf(completion));
        get(terminal.voidOf(hold));
        get(terminal.completeByAdvice(get(terminal.preAuth(10_000, INSERT)), 8_000));
        Slip offline = get(terminal.offlineSale(2_000, CardEntry.of(Way.MANUAL, CARD)));
        get(terminal.tip(offline, 300));
        get(terminal.refund(offline, 500));

        assertThat(host.seen.stream()
                        .skip(1)
                        .map(m -> m.mti() + " " + m.text(3) + " " + m.text(25) + " "
                                + m.text(60).substring(0, 2) + " " + m.number(4)))
                .containsExactly(
                        "0100 030000 06 10 10000",
                        "0200 000000 06 20 9000",
                        "0200 200000 06 21 9000",
                        "0100 200000 06 11 10000",
                        "0100 030000 06 10 10000",
                        "0220 000000 06 24 8000",
                        "0220 000000 00 30 2000",
                        "0220 000000 00 34 2300",
                        "0220 200000 00 25 500");
    }

    @Test
    void aBalanceIsPrinted() throws Exception {
        Slip slip = get(terminal.balance(INSERT.withPin("123456")));

        assertThat(slip.balanceMinor()).contains(12_345L);
        assertThat(slip.print()).contains("CNY 123.45");
    }

    @Test
    void silenceIsReversedUntilTheHostSaysSo() throws Exception {
        host.twists.add(FakeAcquirer.silence());
        host.twists.add(FakeAcquirer.silence());

        Slip slip = get(terminal.sale(1_000, INSERT));

        assertThat(slip.outcome()).isEqualTo(Outcome.REVERSED);
        IsoMessage reversal = host.last("0400");
        IsoMessage sale = host.last("0200");
        assertThat(host.count("0400")).isEqualTo(2);
        assertThat(reversal.text(39)).isEqualTo("98");
        assertThat(reversal.text(11)).isEqualTo(sale.text(11));
        assertThat(reversal.text(60)).isEqualTo(sale.text(60));
        assertThat(terminal.owes()).isFalse();
        assertThat(Book.rows(folder.resolve("pos.jsonl")))
                .extracting(row -> row.get("mti") + " " + row.get("response_code"))
                .containsExactly("0800 00", "0200 none", "0400 none", "0400 00");
    }

    @Test
    void nothingNewIsAskedWhileAReversalIsDue() throws Exception {
        for (int i = 0; i < 4; i++) {
            host.twists.add(FakeAcquirer.silence());
        }
        assertThat(get(terminal.sale(1_000, SWIPE)).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(terminal.owes()).isTrue();

        assertThat(get(terminal.sale(2_000, SWIPE)).approved()).isTrue();
        assertThat(host.seen.stream().map(IsoMessage::mti).toList())
                .containsExactly("0800", "0200", "0400", "0400", "0400", "0400", "0200");
    }

    @Test
    void anAdviceIsRepeatedAndNeverReversed() throws Exception {
        host.twists.add(FakeAcquirer.silence());

        Slip slip = get(terminal.offlineSale(1_000, CardEntry.of(Way.MANUAL, CARD)));

        assertThat(slip.approved()).isTrue();
        assertThat(host.count("0220")).isEqualTo(2);
        assertThat(host.count("0400")).isZero();
    }

    @Test
    void anAnswerWithAWrongMacIsTakenBackUnderNewKeys() throws Exception {
        host.wrongMac = true;
        Slip slip = get(terminal.sale(1_000, SWIPE));
        assertThat(slip.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThatThrownBy(() -> get(terminal.sale(1_000, SWIPE))).hasMessageContaining("sign in");

        host.wrongMac = false;
        get(terminal.signIn());

        assertThat(terminal.owes()).isFalse();
        assertThat(host.last("0400").text(39)).isEqualTo("A0");
    }

    @ParameterizedTest
    @CsvSource({
        "4, 000000000999, another amount",
        "42, M00000000000002, field 42",
        "37, '            ', reference number",
        "55, 910A00000000000000003030, believe"
    })
    void anApprovalOfSomethingElseIsReversed(int number, String value, String why) throws Exception {
        host.twists.add(answer -> answer.toBuilder().set(number, value).build());

        Slip slip = get(terminal.sale(1_000, INSERT));

        assertThat(slip.outcome()).isEqualTo(Outcome.REVERSED);
        assertThat(slip.note()).contains(why);
        assertThat(host.last("0400").text(39)).isEqualTo("06");
    }

    @Test
    void aPartIsTakenOnlyByATerminalThatTakesParts() throws Exception {
        host.twists.add(answer -> answer.toBuilder().set(39, "10").set(4, 600).build());
        Slip part = get(terminal.sale(1_000, SWIPE));
        assertThat(part.movedMinor()).isEqualTo(600);

        UnionPayTerminal strict = get(UnionPayTerminal.connect(vertx, options().withoutPartialApproval()));
        get(strict.signIn());
        host.twists.add(answer -> answer.toBuilder().set(39, "10").set(4, 600).build());
        assertThat(get(strict.sale(1_000, SWIPE)).outcome()).isEqualTo(Outcome.REVERSED);
        get(strict.close());
    }

    @Test
    void anIssuersScriptIsAnsweredWithItsResult() throws Exception {
        host.twists.add(answer -> answer.toBuilder().set(55, "7203860101").build());

        Slip slip = get(terminal.sale(1_000, INSERT));

        IsoMessage result = host.last("0620");
        assertThat(result.text(37)).isEqualTo(slip.rrn());
        assertThat(result.text(55)).contains("DF3105");
    }

    @Test
    void aBalancedBatchIsClosed() throws Exception {
        Slip sale = get(terminal.sale(1_000, SWIPE));
        get(terminal.sale(2_000, SWIPE));
        get(terminal.preAuth(9_000, SWIPE));
        get(terminal.voidOf(sale));

        Settlement settlement = get(terminal.settle());

        assertThat(settlement.balanced()).isTrue();
        assertThat(settlement.debitMinor()).isEqualTo(3_000);
        assertThat(settlement.creditMinor()).isEqualTo(1_000);
        assertThat(host.last("0500").text(48)).isEqualTo("0000000030000020000000010000010" + "0".repeat(31));
        assertThat(terminal.batchNumber()).isEqualTo("000018");
        assertThat(terminal.slips()).isEmpty();
    }

    @Test
    void aBatchThatDoesNotBalanceIsUploaded() throws Exception {
        host.result = '2';
        for (int i = 0; i < 9; i++) {
            get(terminal.sale(1_000 + i, SWIPE));
        }
        host.twists.add(answer -> answer); // the settlement itself
        host.twists.add(FakeAcquirer.silence());

        Settlement settlement = get(terminal.settle());

        assertThat(settlement.balanced()).isFalse();
        assertThat(settlement.finished()).isTrue();
        assertThat(settlement.uploaded()).isEqualTo(9);
        assertThat(host.count("0320")).isEqualTo(4);
        assertThat(host.last("0320").text(48)).isEqualTo("0009");
        assertThat(host.last("0320").text(60)).isEqualTo("00000017207");
    }

    @ParameterizedTest
    @CsvSource({"SINGLE, UNIONPAY_ECB", "SINGLE, X9_9", "DOUBLE, X9_19", "DOUBLE, AES_CMAC", "DOUBLE_WITH_TRACK, X9_19"
    })
    void everySchemeAndMacWorks(Scheme scheme, Mac mac) throws Exception {
        UnionPayTerminal other = connect(scheme, mac);
        get(other.signIn());

        assertThat(get(other.sale(1_000, SWIPE.withPin("123456"))).approved()).isTrue();
        assertThat(get(other.echo())).isEqualTo("00");
        get(other.signOff());
        assertThatThrownBy(() -> get(other.sale(1_000, SWIPE))).hasMessageContaining("sign in");
        get(other.close());
    }
}
