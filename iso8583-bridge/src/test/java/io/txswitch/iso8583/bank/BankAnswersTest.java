package io.txswitch.iso8583.bank;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.ReportHostFact;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.TxHeader;
import io.txswitch.core.model.TxId;
import io.txswitch.iso8583.TestWorld;
import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.IsoMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BankAnswersTest {
    private final TxHeader asked = TestWorld.header(TestWorld.nextId(), 1_234, TestWorld.card());

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "00, APPROVED, -",
                "11, APPROVED, -",
                "16, APPROVED, -",
                "10, UNKNOWN, -",
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
                "55, DECLINED, DECLINED_BY_HOST",
                "61, DECLINED, AMOUNT_LIMIT",
                "14, DECLINED, INVALID_CARD",
                "92, DECLINED, NO_ROUTE",
            })
    void aSalesResponseCodeMeans(String code, Result result, Reason reason) {
        HostAnswer answer = BankAnswers.ofCharge(asked, answer("0210", code));

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
        assertThat(BankAnswers.ofReversal(asked, answer("0430", code)).result()).isEqualTo(result);
        assertThat(BankAnswers.ofReversal(asked, answer("0431", code)).result()).isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource({"4, 000000001235, amount", "49, 840, currency", "49, 999, currency", "41, T0000002, terminal"})
    void anAnswerForSomethingElseIsNeverASuccess(int number, String value, String what) {
        IsoMessage other = IsoMessage.of("0210")
                .copy(answer("0210", "00"), 4, 11, 37, 39, 41, 49)
                .set(number, value)
                .build();

        assertThat(BankAnswers.ofCharge(asked, other).result()).isEqualTo(Result.UNKNOWN);
        assertThat(BankAnswers.ofReversal(asked, other).result()).isEqualTo(Result.UNKNOWN);
        assertThat(BankAnswers.ofCharge(asked, other).facts().detail()).endsWith(what);
    }

    @Test
    void aLateAnswerNamesItsTransactionByBothNumbers() {
        ReportHostFact fact = BankAnswers.late("bank-a", answer("0210", "00"));

        assertThat(fact.id()).isEqualTo(asked.id());
        assertThat(fact.answer().result()).isEqualTo(Result.APPROVED);
        assertThat(fact.answer().money()).isEqualTo(Money.cny(1_234));
        assertThat(BankAnswers.late("bank-a", answer("0430", "00")).answer().result())
                .isEqualTo(Result.REVERSED);
    }

    @ParameterizedTest
    @CsvSource({"37, 000000000000", "37, zzzzzzzzzzzz", "37, ZZZZZZZZZZZZ", "37, 12345", "11, 000000"})
    void anAnswerThatNamesNoneOfOursIsNoFact(int number, String value) {
        IsoMessage other = IsoMessage.of("0210")
                .copy(answer("0210", "00"), 4, 11, 37, 39, 41, 49)
                .set(number, value)
                .build();

        assertThat(BankAnswers.late("bank-a", other)).isNull();
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
                .set(De.STAN, Stan.of(asked.id()))
                .set(De.RRN, asked.id().rrn())
                .set(De.AUTH_CODE, "123456")
                .set(De.RESPONSE_CODE, code)
                .set(De.TERMINAL, "T0000001")
                .set(De.CURRENCY, "156")
                .build();
    }
}
