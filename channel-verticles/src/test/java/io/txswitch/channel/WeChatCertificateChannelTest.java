package io.txswitch.channel;

import static io.txswitch.channel.ChannelBench.payment;

import io.txswitch.core.contract.HostRequest.Operation;
import io.txswitch.sandbox.wallet.PayerOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;

/** The whole contract again, verified by the platform's certificates. */
class WeChatCertificateChannelTest extends ChannelContract {
    @Override
    Future<Wallet> wallet(Vertx vertx, Path book, PayerOptions payer, List<Long> noticeDelaysMs) {
        return WeChatWallet.start(vertx, book, payer, noticeDelaysMs)
                .map(wallet -> ((WeChatWallet) wallet).by("certificate"));
    }

    /** The certificates are there; what happens until they are has a test of its own. */
    @Override
    void ready() {
        bench.ask(Operation.QUERY, payment(1_200));
        relay.forget();
    }
}
