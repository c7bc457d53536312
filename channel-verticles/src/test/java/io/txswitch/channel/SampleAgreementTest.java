package io.txswitch.channel;

import static io.txswitch.channel.ChannelBench.agreement;
import static io.txswitch.channel.ChannelBench.signing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.HostRequest.Operation;
import io.txswitch.core.model.PayMode;
import io.txswitch.core.model.TxHeader;
import io.txswitch.sandbox.wallet.PayerOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleAgreementTest extends AgreementContract {
    @Override
    Future<Wallet> wallet(Vertx vertx, Path book, PayerOptions payer, List<Long> noticeDelaysMs) {
        return SampleWallet.start(vertx, book, payer, noticeDelaysMs);
    }

    @ParameterizedTest(name = "begun before: {0}, paid: {1} fen")
    @CsvSource({"true, 1200", "false, 1200", "false, 1268"})
    void aFirstPaymentSignsOnTheWay(boolean begunBefore, long amountMinor) {
        TxHeader agreement = agreement(terms(1_300));
        if (begunBefore) {
            begun(agreement);
        }
        TxHeader payment = signing(agreement, amountMinor, PayMode.H5);
        assertThat(bench.ask(Operation.CHARGE, payment).result()).isEqualTo(Result.PENDING);
        await().untilAsserted(() ->
                assertThat(bench.ask(Operation.QUERY, payment).result()).isEqualTo(Result.APPROVED));
        assertThat(bench.ask(Operation.QUERY, agreement).result()).isEqualTo(Result.APPROVED);
        assertThat(bench.ask(Operation.QUERY, agreement).facts().channelNo()).isNotBlank();
        assertThat(booked("SIGN")).hasSize(1);
    }

    @Test
    void aFirstPaymentThatIsNotMadeSignsNothing() {
        TxHeader agreement = agreement(terms(1_300));
        TxHeader payment = signing(agreement, 1_251, PayMode.MERCHANT_CODE);
        bench.ask(Operation.CHARGE, payment);
        await().untilAsserted(() ->
                assertThat(bench.ask(Operation.QUERY, payment).result()).isEqualTo(Result.CLOSED));
        assertThat(bench.ask(Operation.QUERY, agreement).result()).isEqualTo(Result.CLOSED);
        assertThat(booked("SIGN")).isEmpty();
    }
}
