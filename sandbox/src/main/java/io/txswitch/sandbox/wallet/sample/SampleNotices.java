package io.txswitch.sandbox.wallet.sample;

import io.txswitch.sandbox.wallet.NoticeFault;
import io.txswitch.sandbox.wallet.NoticeSender;
import io.txswitch.sandbox.wallet.NoticeSender.Delivery;
import io.txswitch.sandbox.wallet.Numbers;
import io.txswitch.sandbox.wallet.Order;
import io.txswitch.sandbox.wallet.Refund;
import io.txswitch.sandbox.wallet.Tamper;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** Builds, signs and posts notifications. */
final class SampleNotices {
    private static final int NONCE_CHARS = 24;

    private final SampleSigning signing;
    private final Numbers numbers;
    private final NoticeSender sender;

    SampleNotices(SampleSigning signing, Numbers numbers, NoticeSender sender) {
        this.signing = signing;
        this.numbers = numbers;
        this.sender = sender;
    }

    Future<Void> paid(Order order) {
        return send(
                order,
                SampleView.payment(order, false).put("about", "payment"),
                order.terms().notifyUrl());
    }

    Future<Void> refunded(Order order, Refund refund, String notifyUrl) {
        return send(order, SampleView.refund(order, refund).put("about", "refund"), notifyUrl);
    }

    private Future<Void> send(Order order, JsonObject content, String notifyUrl) {
        if (notifyUrl.isEmpty()) {
            return Future.succeededFuture();
        }
        content.put("id", "N" + numbers.day() + numbers.digits(NONCE_CHARS))
                .put("app_id", order.terms().appId())
                .put("merchant_no", order.terms().mchId());
        return sender.send("sample:" + order.terms().outTradeNo(), fault -> delivery(notifyUrl, content, fault));
    }

    private Delivery delivery(String url, JsonObject content, NoticeFault fault) {
        JsonObject notice = content.copy();
        switch (fault) {
            case FOREIGN_ORDER -> notice.put("order_no", "0FOREIGNORDER").put("refund_no", "0FOREIGNORDER");
            case FOREIGN_AMOUNT -> notice.put("amount", content.getLong("amount") + 1);
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
        return new Delivery(url, headers, fault == NoticeFault.TAMPERED ? Tamper.after(sent, "\"amount\":") : sent);
    }
}
