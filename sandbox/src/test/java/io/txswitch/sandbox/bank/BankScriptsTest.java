package io.txswitch.sandbox.bank;

import static io.txswitch.sandbox.Eventually.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.txswitch.sandbox.iso.IsoMessage;
import io.txswitch.sandbox.iso.Tlv;
import io.txswitch.sandbox.pos.CardDeck;
import io.txswitch.sandbox.pos.NoAnswerException;
import io.txswitch.sandbox.pos.PosAnswer;
import io.txswitch.sandbox.pos.PosRequest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(VertxExtension.class)
class BankScriptsTest {
    @TempDir
    Path folder;

    private BankWorld world;

    @BeforeEach
    void openBank(Vertx vertx) throws Exception {
        world = BankWorld.open(
                vertx, BankOptions.of("A", folder.resolve("bank-A.jsonl")).withLateDelayMs(50));
    }

    @Test
    void aSaleIsDebitedAndApprovedUnderTheSwitchsReference() throws Exception {
        PosAnswer answer = get(world.line.send(BankWorld.sale("R00000000001", 7, 12_345)));

        assertThat(answer.mti()).isEqualTo("0210");
        assertThat(answer.approved()).isTrue();
        assertThat(answer.rrn()).contains("R00000000001");
        assertThat(answer.message().text(38)).matches("\\d{6}");
        assertThat(answer.message().fields().keySet()).containsExactly(3, 4, 7, 11, 12, 13, 37, 38, 39, 41, 42, 49);
        assertThat(world.rows()).containsExactly("DEBIT R00000000001 12345 OK 00");
    }

    @Test
    void aChipSaleComesBackWithTheIssuersWord() throws Exception {
        PosAnswer answer = get(world.line.chipSale(CardDeck.unionPay(1), 1_000));

        Map<String, String> issuer = Tlv.decode(answer.message().bytes(55));
        assertThat(issuer).containsOnlyKeys("91", "8A").containsEntry("8A", "3030");
        assertThat(issuer.get("91")).hasSize(20).endsWith("3030");
    }

    @Test
    void anAmountThatTheCardDidNotSignIsRefused() throws Exception {
        PosRequest signed = world.line.messages().chipSale(CardDeck.unionPay(1), 1_000);
        PosRequest other = BankWorld.request(signed.message().toBuilder().set(4, 9_000));

        assertThat(get(world.line.send(other)).responseCode()).isEqualTo("13");
        assertThat(world.rows()).isEmpty();
    }

    @Test
    void aDeclineMovesNoMoney() throws Exception {
        assertThat(get(world.line.magstripeSale(CardDeck.visa(), 1_051)).responseCode())
                .isEqualTo("51");
        assertThat(world.rows()).singleElement().asString().endsWith(" 1051 REFUSED 51");
    }

    @Test
    void aSilentBankTakesTheMoneyAndAnswersOnlyTheReversal() throws Exception {
        PosRequest sale = BankWorld.sale("R00000000001", 7, 1_068);
        Future<PosAnswer> never = world.line.send(sale);

        PosAnswer reversed = get(world.line.send(BankWorld.request(BankWorld.reversal("0420", sale, 8))));

        assertThat(reversed.mti()).isEqualTo("0430");
        assertThat(reversed.responseCode()).isEqualTo("00");
        assertThat(never.isComplete()).isFalse();
        assertThat(world.rows()).containsExactly("DEBIT R00000000001 1068 OK 00", "REVERSAL R00000000001 1068 OK 00");
    }

    @Test
    void aDeafBankAnswersTheThirdReversal() throws Exception {
        PosRequest sale = BankWorld.sale("R00000000001", 7, 1_067);
        world.line.send(sale);
        world.line.send(BankWorld.request(BankWorld.reversal("0420", sale, 8)));
        world.line.send(BankWorld.request(BankWorld.reversal("0421", sale, 9)));

        PosAnswer third = get(world.line.send(BankWorld.request(BankWorld.reversal("0421", sale, 10))));

        assertThat(third.responseCode()).isEqualTo("00");
        assertThat(world.bank.received("0421")).isEqualTo(2);
        assertThat(world.rows()).hasSize(2).last().isEqualTo("REVERSAL R00000000001 1067 OK 00");
    }

    @Test
    void aLateBankAnswersBehindTheNextSale() throws Exception {
        Future<PosAnswer> late = world.line.send(BankWorld.sale("R00000000001", 7, 1_069));
        get(world.line.send(BankWorld.sale("R00000000002", 8, 1_000)));

        assertThat(world.rows()).hasSize(2);
        assertThat(get(late).approved()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"UNAVAILABLE, 91", "MALFUNCTION, 96", "DECLINE, 51"})
    void aModeOverridesTheAmount(BankScript mode, String responseCode) throws Exception {
        world.bank.setMode(mode);
        assertThat(get(world.line.magstripeSale(CardDeck.visa(), 1_000)).responseCode())
                .isEqualTo(responseCode);

        world.bank.clearMode();
        assertThat(get(world.line.magstripeSale(CardDeck.visa(), 1_000)).approved())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"WRONG_AMOUNT, 4, 000000001001", "WRONG_RRN, 37, R00000000000"})
    void aTwistedAnswerIsNoApprovalOfWhatWasAsked(BankScript script, int number, String value) throws Exception {
        world.bank.planNext(script);

        PosAnswer answer = get(world.line.send(BankWorld.sale("R00000000001", 7, 1_000)));

        assertThat(answer.message().get(number)).contains(value);
        assertThat(world.rows()).containsExactly("DEBIT R00000000001 1000 OK 00");
    }

    @Test
    void anAnswerUnderAnotherTraceFindsNobody() {
        world.bank.planNext(BankScript.WRONG_STAN);
        world.line.send(BankWorld.sale("R00000000001", 999_999, 1_000));

        await().until(() -> world.line.unmatched().size() == 1);
        assertThat(world.line.unmatched().getFirst().text(11)).isEqualTo("000000");
    }

    @Test
    void aDoubledAnswerLeavesOneOver() throws Exception {
        world.bank.planNext(BankScript.TWICE);
        PosAnswer answer = get(world.line.send(BankWorld.sale("R00000000001", 7, 1_000)));

        await().until(() -> world.line.unmatched().equals(List.of(answer.message())));
        assertThat(world.rows()).hasSize(1);
    }

    @Test
    void aSwappedAnswerIsOvertakenByTheNext() throws Exception {
        world.bank.planNext(BankScript.SWAPPED);
        Buffer both = BankWorld.sale("R00000000001", 7, 1_000)
                .frame()
                .toBuffer()
                .appendBuffer(BankWorld.sale("R00000000002", 8, 1_000).frame().toBuffer());

        get(world.line.send(both.getBytes()));

        await().until(() -> world.line.unmatched().size() == 2);
        assertThat(world.line.unmatched()).extracting(answer -> answer.text(11)).containsExactly("000008", "000007");
    }

    @Test
    void aSwappedAnswerWithNothingBehindItStillComes() throws Exception {
        world.bank.planNext(BankScript.SWAPPED);

        assertThat(get(world.line.magstripeSale(CardDeck.visa(), 1_000)).approved())
                .isTrue();
    }

    @Test
    void halfAnAnswerAndAClosedLineIsNoAnswer() {
        world.bank.planNext(BankScript.HALF);

        assertThatThrownBy(() -> get(world.line.magstripeSale(CardDeck.visa(), 1_000)))
                .isInstanceOf(NoAnswerException.class)
                .hasMessageContaining("line closed");
        assertThat(world.rows()).singleElement().asString().endsWith("OK 00");
    }

    @ParameterizedTest
    @CsvSource({"GARBLED", "RESET"})
    void anAnswerThatIsNoneEndsTheLine(BankScript script) {
        world.bank.planNext(script);

        assertThatThrownBy(() -> get(world.line.magstripeSale(CardDeck.visa(), 1_000)))
                .isInstanceOf(NoAnswerException.class)
                .hasMessageContaining("line closed");
        assertThat(world.rows()).singleElement().asString().endsWith("OK 00");
    }

    @ParameterizedTest
    @CsvSource({"BOOKED_94, 94", "BOOKED_96, 96"})
    void aCodeThatSaysNothingHidesABooking(BankScript script, String told) throws Exception {
        world.bank.planNext(script);

        assertThat(get(world.line.send(BankWorld.sale("R00000000001", 7, 1_000)))
                        .responseCode())
                .isEqualTo(told);
        assertThat(world.rows()).containsExactly("DEBIT R00000000001 1000 OK 00");
    }

    @Test
    void aBankMayDenyAReversalOnce() throws Exception {
        world.bank.planNext(BankScript.REVERSAL_25_ONCE);
        PosRequest sale = BankWorld.sale("R00000000001", 7, 1_000);
        world.line.send(sale);

        PosRequest first = BankWorld.request(BankWorld.reversal("0420", sale, 8));
        assertThat(get(world.line.send(first)).responseCode()).isEqualTo("25");
        assertThat(world.rows()).hasSize(1);
        PosRequest again = BankWorld.request(BankWorld.reversal("0421", sale, 9));
        assertThat(get(world.line.send(again)).responseCode()).isEqualTo("00");
        assertThat(world.rows()).hasSize(2);
    }

    @Test
    void anotherCurrencyIsNotWhatWasAsked() throws Exception {
        world.bank.planNext(BankScript.WRONG_CURRENCY);

        assertThat(get(world.line.magstripeSale(CardDeck.visa(), 1_000))
                        .message()
                        .text(49))
                .isEqualTo("840");
    }

    @Test
    void theLastRequestCanBeLookedAt() throws Exception {
        get(world.line.chipSale(CardDeck.unionPaySample(), 1_000));

        IsoMessage seen = world.bank.last("0200").orElseThrow();
        assertThat(seen.text(2)).isEqualTo("6212142000000000012");
        assertThat(seen.text(22)).isEqualTo("051");
        assertThat(seen.bytes(52)).hasSize(8);
    }
}
