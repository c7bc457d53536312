package io.txswitch.channel;

import io.txswitch.sandbox.wallet.PayerOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

class AlipayNotificationsTest extends NotificationForgeryContract {
    @Override
    Future<Wallet> wallet(Vertx vertx, Path book, PayerOptions payer, List<Long> noticeDelaysMs) {
        return AlipayWallet.start(vertx, book, payer, noticeDelaysMs);
    }

    @Override
    boolean isForm() {
        return true;
    }

    @Override
    Collection<Captured> swapped(Captured given) {
        String text = Swaps.signedText(given, "sign", "sign_type");
        String key = String.valueOf(wallet.settings(1).get("alipay-public-key"));
        return List.of(
                given.form(form -> form.put("sign_type", "RSA")),
                given.form(form -> form.put("sign_type", "MD5")),
                given.form(form -> form.put("sign_type", "none")),
                given.form(form -> form.put("sign_type", "rsa2")),
                given.form(form -> form.put("sign_type", "")),
                given.form(form -> form.remove("sign_type")),
                given.form(form -> form.put("sign", "")),
                given.form(form -> form.remove("sign")),
                given.form(form -> Swaps.put(form, "sign_type", "MD5", "sign", Swaps.md5(text + key))),
                given.form(form -> form.put("sign", Swaps.hmac(key, text))),
                given.form(form -> form.put("sign", Swaps.ownRsa(text))));
    }
}
