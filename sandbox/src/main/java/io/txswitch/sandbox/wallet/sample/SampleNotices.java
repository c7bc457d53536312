package io.txswitch.sandbox.wallet.sample;

import io.txswitch.sandbox.wallet.NoticeFault;
import io.txswitch.sandbox.wallet.NoticeSender;
import io.txswitch.sandbox.wallet.NoticeSender.Delivery;
import io.txswitch.sandbox.wallet.Numbers;
import io.txswitch.sandbox.wallet.Order;
import io.txswitch.sandbox.wallet.Refund;
import io.txswitch.sandbox.wallet.Tamper;
import io.txswitch.sandbox.wallet.WalletShares.Share;
import io.txswitch.sandbox.wallet.WalletTransfers.Sent;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** Builds, signs and posts notifications. */
final class SampleNotices {
    private static final int NONCE_CHARS = 24;
    /** The merchant's own numbers, of whatever it is about. */
    private static final List<String> OUR_NUMBERS =
            List.of("order_no", "refund_no", "agreement_no", "transfer_no", "share_no");

    private final SampleOptions options;
    private final SampleSigning signing;
    private final Numbers numbers;
    private final NoticeSender sender;

    SampleNotices(SampleOptions options, SampleSigning signing, Numbers numbers, NoticeSender sender) {
        this.options = options;
        this.signing = signing;
        this.numbers = numbers;
        this.sender = sender;
    }

    Future<Void> paid(Order order) {
        return send(
                "payment", SampleView.payment(order, false, ""), order.terms().notifyUrl());
    }

    Future<Void> refunded(Order order, Refund refund, String notifyUrl) {
        return send("refund", SampleView.refund(order, refund), notifyUrl);
    }

    Future<Void> agreement(SampleAgreement agreement) {
        return send("agreement", SampleView.agreement(agreement), agreement.notifyUrl());
    }

    Future<Void> transferred(Sent sent, String notifyUrl) {
        return send("transfer", SampleView.transfer(sent), notifyUrl);
    }

    Future<Void> shared(Share share, String notifyUrl) {
        return send("share", SampleView.share(share), notifyUrl);
    }

    private Future<Void> send(String about, JsonObject content, String notifyUrl) {
        if (notifyUrl.isEmpty()) {
            return Future.succeededFuture();
        }
        content.put("about", about)
                .put("id", "N" + numbers.day() + numbers.digits(NONCE_CHARS))
                .put("app_id", options.appId())
                .put("merchant_no", options.merchantNo());
        return sender.send(
                "sample:" + about + ":" + content.getString("id"), fault -> delivery(notifyUrl, content, fault));
    }

    private Delivery delivery(String url, JsonObject content, NoticeFault fault) {
        JsonObject notice = content.copy();
        switch (fault) {
            case FOREIGN_ORDER -> OUR_NUMBERS.forEach(name -> notice.put(name, "0FOREIGNORDER"));
            case FOREIGN_AMOUNT -> notice.put("amount", content.getLong("amount", 0L) + 1);
            case FOREIGN_MERCHANT -> notice.put("app_id", "sample0002").put("merchant_no", "S100000002");
            case NONE, DUPLICATE, TAMPERED, LOST, EARLY -> {}
        }
        String body = notice.encode();
        String time = Long.toString(numbers.now().getEpochSecond());
        String nonce = numbers.text(NONCE_CHARS);
        Map<String, String> headers = Map.of(
                "Content-Type",
                "application/json",
                "X-Wallet-Timestamp",
                time,
                "X-Wallet-Nonce",
                nonce,
                "X-Wallet-Signature",
                signing.sign("NOTICE", time, nonce, body));
        Buffer sent = Buffer.buffer(body);
        return new Delivery(url, headers, fault == NoticeFault.TAMPERED ? Tamper.after(sent, "\"id\":\"") : sent);
    }
}
