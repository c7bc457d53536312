package io.txswitch.channel;

import static io.txswitch.channel.ChannelBench.payment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.HostRequest.Operation;
import io.txswitch.sandbox.wallet.PayerOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a channel comes by the platform's certificates, and what it does until then. */
class WeChatCertificatesTest extends ChannelFixture {
    @Override
    Future<Wallet> wallet(Vertx vertx, Path book, PayerOptions payer, List<Long> noticeDelaysMs) {
        return WeChatWallet.start(vertx, book, payer, noticeDelaysMs)
                .map(wallet -> ((WeChatWallet) wallet).by("certificate"));
    }

    @ParameterizedTest
    @EnumSource(names = {"TAMPER", "UNSIGNED", "HTML"})
    void asLongAsThereIsNoneNothingThatMovesMoneyIsSent(Relay.Spoil spoil) {
        relay.spoil(spoil);
        assertThat(bench.ask(Operation.CHARGE, payment(1_200)).result()).isEqualTo(Result.NOT_SENT);
        assertThat(relay.calls()).containsOnly("GET /v3/certificates");
        relay.spoil(Relay.Spoil.NOTHING);
        await().untilAsserted(() ->
                assertThat(bench.ask(Operation.CHARGE, payment(1_200)).result()).isEqualTo(Result.PENDING));
    }

    @Test
    void theyAreFetchedOnce() {
        for (int i = 0; i < 5; i++) {
            assertThat(bench.ask(Operation.CHARGE, payment(1_200)).result()).isEqualTo(Result.PENDING);
        }
        assertThat(relay.calls().stream().filter("GET /v3/certificates"::equals))
                .hasSize(1);
    }

    @Test
    void twoPlatformsWithTheSameMerchantNumberDoNotMixInOneProcess() {
        assertThat(bench.ask(Operation.CHARGE, payment(1_200)).result()).isEqualTo(Result.PENDING);
        Wallet other =
                ChannelBench.await(wallet(vertx, folder.resolve("other.jsonl"), PayerOptions.BY_HAND, List.of(100L)));
        Map<String, Object> settings = new HashMap<>(other.settings(other.port()));
        settings.put("id", "second");
        ChannelBench second = ChannelBench.start(vertx, settings);
        assertThat(second.direct(payment(1_200), channel -> channel.charge(second.request(payment(1_200))))
                        .result())
                .isEqualTo(Result.PENDING);
        assertThat(bench.ask(Operation.CHARGE, payment(1_200)).result()).isEqualTo(Result.PENDING);
        second.stop(vertx);
        ChannelBench.await(other.close());
    }
}
