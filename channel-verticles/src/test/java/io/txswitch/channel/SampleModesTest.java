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

/** What a payer of the sample wallet opens instead of scanning. */
class SampleModesTest extends ChannelFixture {
    @Override
    Future<Wallet> wallet(Vertx vertx, Path book, PayerOptions payer, List<Long> noticeDelaysMs) {
        return SampleWallet.start(vertx, book, payer, noticeDelaysMs);
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
    void aCallInsideTheWalletGetsParameters(PayMode mode) {
        TxHeader payment = payment(1_200, mode);
        assertThat(new JsonObject(begun(payment)).getString("open_url"))
                .startsWith("https://sample-wallet.example/" + (mode == PayMode.APP ? "app/" : "jsapi/"));
        paidAndReported(payment);
    }

    @ParameterizedTest
    @EnumSource(names = {"H5", "PAGE"})
    void aPageIsALinkThatComesBackToTheShop(PayMode mode) {
        TxHeader payment = payment(1_200, mode);
        assertThat(begun(payment)).endsWith("?return_url=https%3A%2F%2Fshop.example%2Fback");
        paidAndReported(payment);
    }

    @Test
    void withoutThePayerNothingIsSent() {
        HostAnswer answer = bench.ask(Operation.CHARGE, ChannelBench.anonymous(1_200, PayMode.JSAPI));
        assertThat(answer.reason()).isEqualTo(Reason.INVALID_TRANSACTION);
        assertThat(relay.calls()).isEmpty();
    }
}
