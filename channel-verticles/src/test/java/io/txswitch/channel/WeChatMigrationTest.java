package io.txswitch.channel;

import io.txswitch.sandbox.wallet.PayerOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A merchant goes from WeChat Pay's certificates to its public key. */
class WeChatMigrationTest extends RotationContract {
    @Override
    Future<Wallet> wallet(Vertx vertx, Path book, PayerOptions payer, List<Long> noticeDelaysMs) {
        return WeChatWallet.start(vertx, book, payer, noticeDelaysMs)
                .map(wallet -> ((WeChatWallet) wallet).by("certificate"));
    }

    @Override
    Map<String, String> next(Wallet rotated) {
        return ((WeChatWallet) rotated).by("public-key").keys();
    }
}
