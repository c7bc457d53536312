package io.txswitch.channel;

import io.txswitch.sandbox.wallet.PayerOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

class UnionPayNotificationsTest extends NotificationForgeryContract {
    @Override
    Future<Wallet> wallet(Vertx vertx, Path book, PayerOptions payer, List<Long> noticeDelaysMs) {
        return UnionPayWallet.start(vertx, book, payer, noticeDelaysMs);
    }

    @Override
    boolean isForm() {
        return true;
    }

    @Override
    Collection<Captured> swapped(Captured given) {
        String text = Swaps.signedText(given, "signature");
        String certificate = given.form().get("signPubKeyCert");
        return List.of(
                given.form(form -> form.put("signMethod", "11")),
                given.form(form -> form.put("signMethod", "12")),
                given.form(form -> form.put("signMethod", "")),
                given.form(form -> form.remove("signMethod")),
                given.form(form -> form.put("signature", "")),
                given.form(form -> form.remove("signature")),
                given.form(form -> form.remove("signPubKeyCert")),
                given.form(form -> form.put("signature", Swaps.hmac(certificate, text))),
                given.form(form -> form.put("signature", Swaps.ownRsa(Swaps.sha256(text)))),
                given.form(form -> Swaps.put(
                        form,
                        "signPubKeyCert",
                        String.valueOf(wallet.settings(1).get("certificate")),
                        "signature",
                        Swaps.ownRsa(Swaps.sha256(text)))));
    }
}
