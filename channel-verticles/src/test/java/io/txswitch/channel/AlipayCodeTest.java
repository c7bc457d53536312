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
import java.util.List;
import org.junit.jupiter.api.Test;

class AlipayCodeTest extends CodePaymentContract {
    @Override
    Future<Wallet> wallet(Vertx vertx, Path book, PayerOptions payer, List<Long> noticeDelaysMs) {
        return AlipayWallet.start(vertx, book, payer, noticeDelaysMs);
    }

    @Test
    void aCancellationThatAsksForAnotherTryIsUnknownUntilItWorked() {
        TxHeader payment = codePayment(1_200);
        bench.askByCode(payment, wallet.payerCode());
        wallet.faults().askAgainOnce();
        assertThat(bench.ask(Operation.REVERSE, payment).result()).isEqualTo(Result.UNKNOWN);
        assertThat(booked("REFUND")).isEmpty();
        assertThat(bench.ask(Operation.REVERSE, payment).result()).isEqualTo(Result.REVERSED);
        assertThat(booked("REFUND")).hasSize(1);
    }
}
