package io.txswitch.channel;

import static io.txswitch.channel.ChannelBench.payment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.HostRequest.Operation;
import io.txswitch.core.model.TxHeader;
import io.txswitch.sandbox.wallet.PayerOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Alipay changes its certificate, and tells nobody. */
class AlipayCertificateChangeTest extends ChannelFixture {
    @Override
    Future<Wallet> wallet(Vertx vertx, Path book, PayerOptions payer, List<Long> noticeDelaysMs) {
        return AlipayWallet.certified(vertx, book, payer, noticeDelaysMs);
    }

    @Test
    void answersAndNotificationsUnderTheNewOneAreBelievedOnceTheRootWasSeenBehindIt() {
        assertThat(bench.ask(Operation.CHARGE, payment(1_269)).result()).isEqualTo(Result.PENDING);
        ChannelBench.await(((AlipayWallet) wallet).simulator().rotatePlatform());
        relay.forget();
        TxHeader after = payment(1_200);
        assertThat(bench.ask(Operation.CHARGE, after).result()).isEqualTo(Result.PENDING);
        await().until(() -> bench.facts.stream().anyMatch(fact -> fact.id().equals(after.id())));
        assertThat(bench.ask(Operation.QUERY, after).result()).isEqualTo(Result.APPROVED);
        long asked = relay.calls().size();
        assertThat(bench.ask(Operation.QUERY, after).result()).isEqualTo(Result.APPROVED);
        assertThat(relay.calls()).as("the certificate is asked for once").hasSize((int) asked + 1);
    }
}
