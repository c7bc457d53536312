package io.txswitch.channel;

import static io.txswitch.channel.ChannelBench.codePayment;
import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.HostRequest.Operation;
import io.txswitch.core.model.TxHeader;
import io.txswitch.sandbox.wallet.PayerOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WeChatCodeTest extends CodePaymentContract {
    @Override
    Future<Wallet> wallet(Vertx vertx, Path book, PayerOptions payer, List<Long> noticeDelaysMs) {
        return WeChatWallet.start(vertx, book, payer, noticeDelaysMs);
    }

    @Test
    void aReversalWaitsFifteenSecondsFromThePayment() {
        restart(Map.of("reverse-after-ms", 15_000));
        TxHeader payment = codePayment(1_200);
        bench.askByCode(payment, wallet.payerCode());
        relay.forget();
        assertThat(bench.ask(Operation.REVERSE, payment).result()).isEqualTo(Result.PENDING);
        assertThat(relay.calls()).isEmpty();
        bench.clockOffset = Duration.ofSeconds(16);
        assertThat(bench.ask(Operation.REVERSE, payment).result()).isEqualTo(Result.REVERSED);
    }
}
