package io.txswitch.iso8583.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.txswitch.core.config.ConfigException;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.TxHeader;
import io.txswitch.core.model.TxId;
import io.txswitch.iso8583.TestWorld;
import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.IsoMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BankAnswersTest {
    private final TxHeader header = TestWorld.header(TestWorld.nextId(), 1_234, TestWorld.card());
    private final IsoMessage asked = answer("0200", null);
    private final BankAnswers reader = new BankAnswers(ResultTable.DEFAULT);

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "00, APPROVED, -",
                "11, APPROVED, -",
                "16, APPROVED, -",
                "09, UNKNOWN, -",
                "68, UNKNOWN, -",
                "94, UNKNOWN, -",
                "96, UNKNOWN, -",
                "98, UNKNOWN, -",
                "22, UNKNOWN, -",
                "ZZ, UNKNOWN, -",
                "-, UNKNOWN, -",
                "91, RETRYABLE, -",
                "51, DECLINED, INSUFFICIENT_FUNDS",
                "05, DECLINED, DECLINED_BY_HOST",
                "54, DECLINED, DECLINED_BY_HOST",
                "55, DECLINED, WRONG_PIN",
                "99, DECLINED, PIN_BLOCK_ERROR",
                "25, DECLINED, ORIGINAL_NOT_FOUND",
                "61, DECLINED, AMOUNT_LIMIT",
                "14, DECLINED, INVALID_CARD",
                "92, DECLINED, NO_ROUTE",
            })
    void aSalesResponseCodeMeans(String code, Result result, Reason reason) {
        HostAnswer answer = reader.ofCharge(asked, answer("0210", code));

        assertThat(answer.result()).isEqualTo(result);
        assertThat(answer.reason()).isEqualTo(reason);
        assertThat(answer.facts().hostCode()).isEqualTo(code);
        assertThat(answer.money()).isEqualTo(Money.cny(1_234));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "00, REVERSED",
                "94, REVERSED",
                "25, NOT_FOUND",
                "12, UNKNOWN",
                "96, UNKNOWN",
                "05, UNKNOWN",
                "-, UNKNOWN"
            })
    void aReversalsResponseCodeMeans(String code, Result result) {
        assertThat(reader.ofReversal(asked, answer("0430", code)).result()).isEqualTo(result);
        assertThat(reader.ofReversal(asked, answer("0431", code)).result()).isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource({
        "4, 000000001235, amount",
        "49, 840, currency",
        "49, 999, currency",
        "41, T0000002, terminal",
        "11, 000000, trace",
        "37, 000000000001, reference"
    })
    void anAnswerForSomethingElseIsNeverASuccess(int number, String value, String what) {
        IsoMessage other = IsoMessage.of("0210")
                .copy(answer("0210", "00"), 4, 11, 37, 39, 41, 49)
                .set(number, value)
                .build();

        assertThat(reader.ofCharge(asked, other).result()).isEqualTo(Result.UNKNOWN);
        assertThat(reader.ofReversal(asked, other).result()).isEqualTo(Result.UNKNOWN);
        assertThat(reader.ofCharge(asked, other).facts().detail()).endsWith(what);
    }

    @Test
    void aLateAnswerIsReadByItsType() {
        assertThat(BankAnswers.idOf(answer("0210", "00"))).isEqualTo(header.id());
        assertThat(reader.late(answer("0210", "00")).result()).isEqualTo(Result.APPROVED);
        assertThat(reader.late(answer("0210", "00")).money()).isEqualTo(Money.cny(1_234));
        assertThat(reader.late(answer("0110", "51")).result()).isEqualTo(Result.DECLINED);
        assertThat(reader.late(answer("0230", "00")).result()).isEqualTo(Result.APPROVED);
        assertThat(reader.late(answer("0430", "00")).result()).isEqualTo(Result.REVERSED);
    }

    @ParameterizedTest
    @CsvSource({"000000000000", "zzzzzzzzzzzz", "12345"})
    void anAnswerThatNamesNoneOfOursIsNoFact(String rrn) {
        IsoMessage other = IsoMessage.of("0210")
                .copy(answer("0210", "00"), 4, 11, 39, 41, 49)
                .set(37, rrn)
                .build();

        assertThat(BankAnswers.idOf(other)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "000000000617, APPROVED, 617",
                "000000001233, APPROVED, 1233",
                "000000001234, UNKNOWN, -",
                "000000009999, UNKNOWN, -",
                "000000000000, UNKNOWN, -",
                "-, UNKNOWN, -"
            })
    void aPartIsWhatTheBankAnswered(String amount, Result result, Long part) {
        IsoMessage answer = IsoMessage.of("0210")
                .copy(answer("0210", "10"), 11, 37, 39, 41, 49)
                .set(4, amount)
                .build();

        assertThat(reader.ofCharge(asked, answer).result()).isEqualTo(result);
        assertThat(reader.ofCharge(asked, answer).facts().approvedMinor()).isEqualTo(part);
    }

    @ParameterizedTest
    @CsvSource({
        "00, false, APPROVED",
        "94, false, UNKNOWN",
        "94, true, APPROVED",
        "91, false, RETRYABLE",
        "91, true, UNKNOWN",
        "12, false, DECLINED",
        "96, true, UNKNOWN"
    })
    void anAdvicesResponseCodeMeans(String code, boolean repeat, Result result) {
        assertThat(reader.ofAdvice(asked, answer("0230", code), repeat).result())
                .isEqualTo(result);
    }

    @Test
    void aBanksOwnRowsLieOverTheTable() {
        ResultTable table = TestBanks.config("own", 1, """
                results:
                  - {code: "1A", result: declined, reason: wrong-pin}
                  - {code: "05", result: retryable}
                  - {code: "00", result: unknown}
                """).results();

        assertThat(table.ofCharge("1A")).isEqualTo(new ResultTable.Meaning(Result.DECLINED, Reason.WRONG_PIN));
        assertThat(table.ofCharge("05").result()).isEqualTo(Result.RETRYABLE);
        assertThat(table.ofCharge("00").result()).isEqualTo(Result.UNKNOWN);
        assertThat(table.ofCharge("51").reason()).isEqualTo(Reason.INSUFFICIENT_FUNDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"09", "10", "68", "94", "96", "98", "5", "aa"})
    void whatNobodyKnowsCannotBeGivenAMeaning(String code) {
        assertThatThrownBy(() -> TestBanks.config("own", 1, "results: [{code: \"" + code + "\", result: approved}]"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("results[0].code");
    }

    @Test
    void theDocumentIsRenderedFromTheTable() throws Exception {
        assertThat(Files.readString(Path.of("../docs/iso8583/bank-results.md")))
                .as("render it anew: ResultsDocument.render()")
                .isEqualTo(ResultsDocument.render());
    }

    @Test
    void theTraceNumberFollowsFromTheTransaction() {
        assertThat(Stan.of(new TxId(1))).isEqualTo("000002");
        assertThat(Stan.of(new TxId(999_998))).isEqualTo("999999");
        assertThat(Stan.of(new TxId(999_999))).isEqualTo("000001");
    }

    private IsoMessage answer(String mti, String code) {
        return IsoMessage.of(mti)
                .set(De.AMOUNT, "000000001234")
                .set(De.STAN, Stan.of(header.id()))
                .set(De.RRN, header.id().rrn())
                .set(De.AUTH_CODE, "123456")
                .set(De.RESPONSE_CODE, code)
                .set(De.TERMINAL, "T0000001")
                .set(De.CURRENCY, "156")
                .build();
    }

    @Test
    void aPartOfAnAdviceOrARefundIsNoApprovalOfIt() {
        IsoMessage part = IsoMessage.of("0230")
                .set(De.AMOUNT, "000000000600")
                .set(De.RESPONSE_CODE, "10")
                .build();

        assertThat(reader.ofAdvice(asked, part, false).result()).isEqualTo(Result.UNKNOWN);
        assertThat(reader.ofAdvice(asked, part, true).result()).isEqualTo(Result.UNKNOWN);
        assertThat(reader.late(part).result()).isEqualTo(Result.UNKNOWN);
    }
}
