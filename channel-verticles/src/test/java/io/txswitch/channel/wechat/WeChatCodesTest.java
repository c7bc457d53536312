package io.txswitch.channel.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.channel.wallet.Meaning;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.model.HostFacts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeChatCodesTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
                    USERPAYING,          PENDING,   UNKNOWN,  PENDING
                    SYSTEM_ERROR,        UNKNOWN,   UNKNOWN,  UNKNOWN
                    SYSTEMERROR,         UNKNOWN,   UNKNOWN,  UNKNOWN
                    FREQUENCY_LIMITED,   RETRYABLE, UNKNOWN,  UNKNOWN
                    ORDER_NOT_EXIST,     NOT_FOUND, DECLINED, NOT_FOUND
                    ORDERNOTEXIST,       NOT_FOUND, DECLINED, NOT_FOUND
                    RESOURCE_NOT_EXISTS, NOT_FOUND, DECLINED, NOT_FOUND
                    ORDER_PAID,          UNKNOWN,   UNKNOWN,  UNKNOWN
                    ORDER_CLOSED,        CLOSED,    DECLINED, CLOSED
                    OUT_TRADE_NO_USED,   UNKNOWN,   UNKNOWN,  UNKNOWN
                    NOT_ENOUGH,          DECLINED,  DECLINED, UNKNOWN
                    NOTENOUGH,           DECLINED,  DECLINED, UNKNOWN
                    PARAM_ERROR,         DECLINED,  DECLINED, UNKNOWN
                    SIGN_ERROR,          DECLINED,  DECLINED, UNKNOWN
                    NOBODY_KNOWS_THIS,   UNKNOWN,   UNKNOWN,  UNKNOWN
                    ,                    UNKNOWN,   UNKNOWN,  UNKNOWN
                    """)
    void aCodeMeansOneThingToEachRequest(String code, Result charge, Result refund, Result question) {
        Meaning meaning = WeChatCodes.meaning(code);
        assertThat(meaning.ofCharge(HostFacts.NONE).result()).isEqualTo(charge);
        assertThat(meaning.ofRefund(HostFacts.NONE).result()).isEqualTo(refund);
        assertThat(meaning.ofQuestion(HostFacts.NONE).result()).isEqualTo(question);
    }
}
