package io.txswitch.channel;

import static io.txswitch.channel.ChannelBench.share;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.ShareReceiver;
import io.txswitch.core.model.ShareReceiver.Type;
import io.txswitch.core.model.TxHeader;
import io.txswitch.sandbox.wallet.PayerOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WeChatShareTest extends ShareContract {
    @Override
    Future<Wallet> wallet(Vertx vertx, Path book, PayerOptions payer, List<Long> noticeDelaysMs) {
        return WeChatWallet.start(vertx, book, payer, noticeDelaysMs);
    }

    @Override
    Map<String, Object> settings() {
        return Map.of("profit-sharing", true);
    }

    /** Parts are of the order's own, frozen money. */
    @Override
    Reason wantOfMoney() {
        return Reason.SHARE_TOO_LARGE;
    }

    @Test
    void whatIsSharedWithTheMerchantHimselfReleasesTheRest() {
        Paid paid = paid(1_200);
        TxHeader first = shareOf(paid, 500);
        send(first, paid, 0);
        await().untilAsserted(() -> assertThat(query(first, paid).result()).isEqualTo(Result.APPROVED));
        String himself = String.valueOf(wallet.settings(1).get("mch-id"));
        TxHeader rest = share(paid.payment(), List.of(new ShareReceiver(Type.MERCHANT, himself, 700, null)));
        assertThat(send(rest, paid, 0).result()).isEqualTo(Result.PENDING);
        assertThat(relay.calls().getLast()).isEqualTo("POST /v3/profitsharing/orders/unfreeze");
        await().untilAsserted(() -> assertThat(query(rest, paid).money()).isEqualTo(Money.cny(700)));
        assertThat(send(shareOf(paid, 150), paid, 0).result()).isEqualTo(Result.DECLINED);
    }

    @Test
    void anOrderThatWasNotMadeToBeSharedIsNotShared() {
        restart(Map.of("profit-sharing", false));
        Paid paid = paid(1_200);
        HostAnswer answer = send(shareOf(paid, 500), paid, 0);
        assertThat(answer.result()).isEqualTo(Result.DECLINED);
        assertThat(answer.reason()).isEqualTo(Reason.CHANNEL_REFUSED);
    }

    @Test
    void aReceiversPartIsToldAndChangesNothing() {
        Paid paid = paid(1_200);
        await().until(() -> wallet.notices().acceptances() == 1);
        TxHeader share = shareOf(paid, 500);
        send(share, paid, 0);
        await().until(() -> wallet.notices().acceptances() == 3);
        assertThat(bench.facts).noneMatch(fact -> fact.id().equals(share.id()));
    }
}
