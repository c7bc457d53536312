package io.txswitch.channel.alipay;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.channel.wallet.Meaning;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.model.HostFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlipayCodesTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
                    10003, ,                                PENDING,   UNKNOWN,  PENDING
                    20000, isp.unknow-error,                UNKNOWN,   UNKNOWN,  UNKNOWN
                    20000, ,                                UNKNOWN,   UNKNOWN,  UNKNOWN
                    40004, ACQ.SYSTEM_ERROR,                UNKNOWN,   UNKNOWN,  UNKNOWN
                    40004, ACQ.TRADE_NOT_EXIST,             NOT_FOUND, DECLINED, NOT_FOUND
                    40004, ACQ.TRADE_HAS_SUCCESS,           UNKNOWN,   UNKNOWN,  UNKNOWN
                    40004, ACQ.TRADE_HAS_CLOSE,             CLOSED,    DECLINED, CLOSED
                    40004, ACQ.CONTEXT_INCONSISTENT,        UNKNOWN,   UNKNOWN,  UNKNOWN
                    40004, ACQ.SELLER_BALANCE_NOT_ENOUGH,   DECLINED,  DECLINED, UNKNOWN
                    40004, ACQ.REASON_TRADE_REFUND_FEE_ERR, DECLINED,  DECLINED, UNKNOWN
                    40004, ACQ.TRADE_STATUS_ERROR,          DECLINED,  DECLINED, UNKNOWN
                    40004, ACQ.NOBODY_KNOWS_THIS,           UNKNOWN,   UNKNOWN,  UNKNOWN
                    40004, USER_AGREEMENT_NOT_EXIST,        NOT_FOUND, DECLINED, NOT_FOUND
                    40004, ACQ.AGREEMENT_STATUS_NOT_NORMAL, DECLINED,  DECLINED, UNKNOWN
                    40004, ACQ.CYCLE_PAY_SINGLE_FEE_EXCEED, DECLINED,  DECLINED, UNKNOWN
                    40004, ACQ.ALLOC_AMOUNT_VALIDATE_ERROR, DECLINED,  DECLINED, UNKNOWN
                    40004, ACQ.DISCORDANT_REPEAT_REQUEST,   UNKNOWN,   UNKNOWN,  UNKNOWN
                    40002, isv.invalid-signature,           DECLINED,  DECLINED, UNKNOWN
                    99999, ,                                UNKNOWN,   UNKNOWN,  UNKNOWN
                    """)
    void aCodeMeansOneThingToEachRequest(String code, String subCode, Result charge, Result refund, Result question) {
        Meaning meaning = AlipayCodes.meaning(code, subCode);
        assertThat(meaning.ofCharge(HostFacts.NONE).result()).isEqualTo(charge);
        assertThat(meaning.ofRefund(HostFacts.NONE).result()).isEqualTo(refund);
        assertThat(meaning.ofQuestion(HostFacts.NONE).result()).isEqualTo(question);
    }

    @Test
    void noCodeIsUnknown() {
        assertThat(AlipayCodes.meaning(null, null)).isEqualTo(Meaning.UNKNOWN);
    }
}
