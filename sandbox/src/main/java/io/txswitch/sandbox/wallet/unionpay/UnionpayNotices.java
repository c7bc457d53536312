package io.txswitch.sandbox.wallet.unionpay;

import io.txswitch.sandbox.wallet.NoticeFault;
import io.txswitch.sandbox.wallet.NoticeSender;
import io.txswitch.sandbox.wallet.NoticeSender.Delivery;
import io.txswitch.sandbox.wallet.Order;
import io.txswitch.sandbox.wallet.Refund;
import io.txswitch.sandbox.wallet.Tamper;
import io.txswitch.sandbox.wallet.unionpay.UnionpayDeals.Deal;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Builds, signs and posts notifications: encoded forms to the {@code backUrl} of the order. */
final class UnionpayNotices {
    private final String merId;
    private final UnionpaySecrets secrets;
    private final UnionpayDeals deals;
    private final NoticeSender sender;

    UnionpayNotices(String merId, UnionpaySecrets secrets, UnionpayDeals deals, NoticeSender sender) {
        this.merId = merId;
        this.secrets = secrets;
        this.deals = deals;
        this.sender = sender;
    }

    Future<Void> paid(Order order) {
        return deals.of(order)
                .map(deal -> send(deal, UnionpayView.payment(order)))
                .orElseGet(Future::succeededFuture);
    }

    Future<Void> refunded(Deal deal, Refund refund) {
        return send(deal, UnionpayView.refund(deal.order(), refund));
    }

    private Future<Void> send(Deal deal, Map<String, String> view) {
        if (deal.backUrl().isEmpty()) {
            return Future.succeededFuture();
        }
        Map<String, String> content = new LinkedHashMap<>();
        content.put("version", "5.1.0");
        content.put("encoding", "UTF-8");
        content.put("signMethod", "01");
        content.put("txnType", deal.txnType());
        content.put("txnSubType", deal.txnSubType());
        content.put("bizType", "000000");
        content.put("accessType", "0");
        content.put("merId", merId);
        content.put("orderId", deal.orderId());
        content.put("txnTime", deal.txnTime());
        content.putAll(view);
        content.putAll(UnionpayCode.OK.fields());
        return sender.send("unionpay:" + deal.orderId(), fault -> delivery(deal.backUrl(), content, fault));
    }

    private Delivery delivery(String url, Map<String, String> content, NoticeFault fault) {
        Map<String, String> form = new LinkedHashMap<>(content);
        switch (fault) {
            case FOREIGN_ORDER -> form.put("orderId", "0FOREIGNORDER");
            case FOREIGN_AMOUNT -> form.compute("txnAmt", (name, minor) -> oneMore(String.valueOf(minor)));
            case FOREIGN_MERCHANT -> form.put("merId", "777290099999999");
            case NONE, DUPLICATE, TAMPERED, LOST, EARLY -> {}
        }
        UnionpaySigning.sign(form, secrets.platform());
        Buffer body = Buffer.buffer(encode(form));
        Buffer sent = fault == NoticeFault.TAMPERED ? Tamper.after(body, "txnAmt=") : body;
        return new Delivery(url, Map.of("Content-Type", "application/x-www-form-urlencoded;charset=UTF-8"), sent);
    }

    private static String oneMore(String minor) {
        return Long.toString(Long.parseLong(minor) + 1);
    }

    private static String encode(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
