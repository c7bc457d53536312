package io.txswitch.channel;

import io.txswitch.sandbox.wallet.PayerOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

class WeChatNotificationsTest extends NotificationForgeryContract {
    @Override
    Future<Wallet> wallet(Vertx vertx, Path book, PayerOptions payer, List<Long> noticeDelaysMs) {
        return WeChatWallet.start(vertx, book, payer, noticeDelaysMs);
    }

    @Override
    boolean isForm() {
        return false;
    }

    @Override
    Collection<Captured> swapped(Captured given) {
        String text = given.headers().get("Wechatpay-Timestamp") + "\n"
                + given.headers().get("Wechatpay-Nonce") + "\n" + given.text() + "\n";
        String key = String.valueOf(wallet.settings(1).get("platform-public-key"));
        return List.of(
                given.header("Wechatpay-Signature-Type", "WECHATPAY2-SM2-WITH-SM3"),
                given.header("Wechatpay-Signature-Type", "none"),
                given.header("Wechatpay-Signature-Type", "WECHATPAY2-HMAC-SHA256"),
                given.header("Wechatpay-Signature", Swaps.md5(text + key)),
                given.header("Wechatpay-Signature", Swaps.hmac(key, text)),
                given.header("Wechatpay-Signature", Swaps.ownRsa(text)),
                given.header("Wechatpay-Serial", "").header("Wechatpay-Signature", Swaps.ownRsa(text)),
                given.body(given.text().replace("AEAD_AES_256_GCM", "none")));
    }
}
