package io.txswitch.channel;

import io.txswitch.sandbox.wallet.PayerOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

class SampleNotificationsTest extends NotificationForgeryContract {
    @Override
    Future<Wallet> wallet(Vertx vertx, Path book, PayerOptions payer, List<Long> noticeDelaysMs) {
        return SampleWallet.start(vertx, book, payer, noticeDelaysMs);
    }

    @Override
    boolean isForm() {
        return false;
    }

    @Override
    Collection<Captured> swapped(Captured given) {
        String text = "NOTICE\n" + given.headers().get("X-Wallet-Timestamp") + "\n"
                + given.headers().get("X-Wallet-Nonce") + "\n" + given.text();
        return List.of(
                given.header("X-Wallet-Signature", "none"),
                given.header("X-Wallet-Signature", Swaps.md5(text)),
                given.header("X-Wallet-Signature", Swaps.hmac("", text)),
                given.header("X-Wallet-Signature", Swaps.hmac("null", text)),
                given.header("X-Wallet-Signature", Swaps.ownRsa(text)),
                given.header(
                        "X-Wallet-Signature",
                        given.headers().get("X-Wallet-Signature").toUpperCase(java.util.Locale.ROOT)));
    }
}
