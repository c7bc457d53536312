package io.txswitch.channel;

import static io.txswitch.channel.ChannelBench.share;
import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.ShareReceiver;
import io.txswitch.core.model.ShareReceiver.Type;
import io.txswitch.sandbox.wallet.PayerOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlipayShareTest extends ShareContract {
    @Override
    Future<Wallet> wallet(Vertx vertx, Path book, PayerOptions payer, List<Long> noticeDelaysMs) {
        return AlipayWallet.start(vertx, book, payer, noticeDelaysMs);
    }

    @Test
    void aReceiverWhoIsNotBoundGetsNothing() {
        Paid paid = paid(1_200);
        List<ShareReceiver> receivers =
                List.of(new ShareReceiver(Type.MERCHANT, "2088000000000404", 500, "Commission"));
        HostAnswer answer = send(share(paid.payment(), receivers), paid, 0);
        assertThat(answer.result()).isEqualTo(Result.DECLINED);
        assertThat(answer.reason()).isEqualTo(Reason.CHANNEL_REFUSED);
        assertThat(answer.facts().hostCode()).isEqualTo("ACQ.ROYALTY_RECEIVER_INVALID");
    }
}
