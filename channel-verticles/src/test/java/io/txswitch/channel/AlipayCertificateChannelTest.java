package io.txswitch.channel;

import io.txswitch.sandbox.wallet.PayerOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;

/** The whole contract again, in certificate mode. */
class AlipayCertificateChannelTest extends ChannelContract {
    @Override
    Future<Wallet> wallet(Vertx vertx, Path book, PayerOptions payer, List<Long> noticeDelaysMs) {
        return AlipayWallet.certified(vertx, book, payer, noticeDelaysMs);
    }
}
