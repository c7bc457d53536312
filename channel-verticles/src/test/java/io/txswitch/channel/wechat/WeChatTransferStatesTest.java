package io.txswitch.channel.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.model.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The one reading of a transfer's state. */
class WeChatTransferStatesTest {
    private static ObjectNode bill(String state) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("state", state)
                .put("transfer_bill_no", "1330000071100999991182020050700019480001");
    }

    @ParameterizedTest
    @CsvSource({
        "ACCEPTED, PENDING",
        "PROCESSING, PENDING",
        "WAIT_USER_CONFIRM, PENDING",
        "TRANSFERING, PENDING",
        "SUCCESS, APPROVED",
        "FAIL, DECLINED",
        "CANCELING, PENDING",
        "CANCELLED, CLOSED",
        "SOMETHING_NEW, UNKNOWN"
    })
    void everyStateHasItsMeaning(String state, Result meaning) {
        HostAnswer answer = WeChatTransfers.state(bill(state), Money.cny(1_200));
        assertThat(answer.result()).isEqualTo(meaning);
        assertThat(answer.facts().hostCode()).isEqualTo(state);
        assertThat(answer.facts().channelNo()).isNotBlank();
    }

    @Test
    void thePayeeAgreesByWhatThePackageSays() {
        ObjectNode bill = bill("WAIT_USER_CONFIRM").put("package_info", "affffddafdfafddffda==");
        assertThat(WeChatTransfers.state(bill, null).facts().qrCode()).isEqualTo("affffddafdfafddffda==");
    }

    @Test
    void aFailureSaysWhy() {
        ObjectNode bill = bill("FAIL").put("fail_reason", "PAYEE_ACCOUNT_ABNORMAL");
        assertThat(WeChatTransfers.state(bill, null).facts().detail()).isEqualTo("PAYEE_ACCOUNT_ABNORMAL");
    }

    @Test
    void aSuccessWithoutAnAmountIsNone() {
        assertThat(WeChatTransfers.state(bill("SUCCESS"), null).result()).isEqualTo(Result.UNKNOWN);
        assertThat(WeChatTransfers.money(bill("SUCCESS").put("transfer_amount", 12.5)))
                .isNull();
    }
}
