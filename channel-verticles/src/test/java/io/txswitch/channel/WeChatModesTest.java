package io.txswitch.channel;

import static io.txswitch.channel.ChannelBench.payment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.HostRequest.Operation;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.PayMode;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.TxHeader;
import io.txswitch.sandbox.wallet.PayerOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a WeChat Pay payer opens instead of scanning. */
class WeChatModesTest extends ChannelFixture {
    @Override
    Future<Wallet> wallet(Vertx vertx, Path book, PayerOptions payer, List<Long> noticeDelaysMs) {
        return WeChatWallet.start(vertx, book, payer, noticeDelaysMs);
    }

    private String begun(TxHeader payment) {
        HostAnswer answer = bench.ask(Operation.CHARGE, payment);
        assertThat(answer.result()).isEqualTo(Result.PENDING);
        return answer.facts().qrCode();
    }

    private void paidAndReported(TxHeader payment) {
        await().until(() -> !bench.facts.isEmpty());
        assertThat(bench.facts.getFirst().id()).isEqualTo(payment.id());
        assertThat(bench.ask(Operation.QUERY, payment).money()).isEqualTo(Money.cny(1_200));
    }

    @ParameterizedTest
    @EnumSource(names = {"JSAPI", "MINI_PROGRAM", "APP"})
    void thePayersTelephoneGetsParametersSignedByTheMerchant(PayMode mode) {
        TxHeader payment = payment(1_200, mode);
        JsonObject parameters = new JsonObject(begun(payment));
        WeChatWallet simulated = (WeChatWallet) wallet;
        assertThat(simulated.simulator().opens(parameters)).isTrue();
        JsonObject changed = parameters.copy();
        changed.put(mode == PayMode.APP ? "prepayid" : "package", "prepay_id=another");
        assertThat(simulated.simulator().opens(changed)).isFalse();
        paidAndReported(payment);
    }

    @Test
    void aPageOutsideTheWalletIsALinkThatComesBackToTheShop() {
        TxHeader payment = payment(1_200, PayMode.H5);
        assertThat(begun(payment))
                .startsWith("http://127.0.0.1:" + wallet.port() + "/")
                .contains("prepay_id=")
                .endsWith("&redirect_url=https%3A%2F%2Fshop.example%2Fback");
        paidAndReported(payment);
    }

    @Test
    void withoutThePayerNothingIsSent() {
        HostAnswer answer = bench.ask(Operation.CHARGE, ChannelBench.anonymous(1_200, PayMode.JSAPI));
        assertThat(answer.result()).isEqualTo(Result.DECLINED);
        assertThat(answer.reason()).isEqualTo(Reason.INVALID_TRANSACTION);
        assertThat(relay.calls()).isEmpty();
    }
}
