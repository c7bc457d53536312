package io.txswitch.channel.unionpay;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.channel.wallet.Meaning;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.model.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnionPayCodesTest {
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            01, DECLINED,  DECLINED_BY_HOST
            03, PENDING,   -
            04, PENDING,   -
            05, PENDING,   -
            06, UNKNOWN,   -
            11, DECLINED,  CHANNEL_REFUSED
            12, UNKNOWN,   -
            34, NOT_FOUND, -
            35, DECLINED,  NOT_REFUNDABLE
            36, DECLINED,  REFUND_TOO_LARGE
            42, UNKNOWN,   -
            61, DECLINED,  PAYER_PROBLEM
            64, DECLINED,  INSUFFICIENT_FUNDS
            74, UNKNOWN,   -
            75, UNKNOWN,   -
            """)
    void theTableReadsAsItStands(String code, Result result, Reason reason) {
        assertThat(UnionPayCodes.meaning(code)).isEqualTo(new Meaning(result, reason));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "99", "6", "640", "ZZ", "00"})
    void whatNoRowNamesIsUnknown(String code) {
        assertThat(UnionPayCodes.meaning(code)).isEqualTo(Meaning.UNKNOWN);
    }

    @Test
    void onlyTwoCodesAreDone() {
        assertThat(UnionPayCodes.done("00")).isTrue();
        assertThat(UnionPayCodes.done("A6")).isTrue();
        assertThat(UnionPayCodes.done("000")).isFalse();
        assertThat(UnionPayCodes.done(null)).isFalse();
    }
}
