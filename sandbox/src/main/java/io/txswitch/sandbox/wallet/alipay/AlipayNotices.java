package io.txswitch.sandbox.wallet.alipay;

import io.txswitch.sandbox.wallet.NoticeFault;
import io.txswitch.sandbox.wallet.NoticeSender;
import io.txswitch.sandbox.wallet.NoticeSender.Delivery;
import io.txswitch.sandbox.wallet.Numbers;
import io.txswitch.sandbox.wallet.Order;
import io.txswitch.sandbox.wallet.Refund;
import io.txswitch.sandbox.wallet.Tamper;
import io.txswitch.sandbox.wallet.WalletKeys;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Signs notifications, and builds {@code trade_status_sync}: form posts, RSA2 without sign and sign_type. */
final class AlipayNotices {
    private static final int NOTIFY_ID_CHARS = 34;
    private static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";

    private final WalletKeys platform;
    private final Numbers numbers;
    private final NoticeSender sender;

    AlipayNotices(WalletKeys platform, Numbers numbers, NoticeSender sender) {
        this.platform = platform;
        this.numbers = numbers;
        this.sender = sender;
    }

    /** Tells the merchant what the trade is now; with a refund, also what was given back. */
    Future<Void> send(Order order, @Nullable Refund refund) {
        Map<String, String> content = content(order, refund);
        return send(
                "alipay:" + order.terms().outTradeNo(),
                order.terms().notifyUrl(),
                fault -> spoiled(content, order.terms().amountMinor(), fault),
                "total_amount=");
    }

    /**
     * Posts what is built anew for every attempt.
     *
     * @param notifyUrl empty for none
     * @param tamperAfter behind this text a tampered notification is changed
     */
    Future<Void> send(
            String name, String notifyUrl, Function<NoticeFault, Map<String, String>> content, String tamperAfter) {
        return notifyUrl.isEmpty()
                ? Future.succeededFuture()
                : sender.send(name, fault -> delivery(notifyUrl, content.apply(fault), fault, tamperAfter));
    }

    /** What every notification begins with. */
    Map<String, String> head(String type, String appId) {
        Map<String, String> content = new LinkedHashMap<>();
        content.put("notify_time", AlipayTime.text(numbers.now()));
        content.put("notify_type", type);
        content.put("notify_id", numbers.text(NOTIFY_ID_CHARS));
        content.put("app_id", appId);
        content.put("auth_app_id", appId);
        content.put("charset", "utf-8");
        content.put("version", "1.0");
        content.put("sign_type", "RSA2");
        return content;
    }

    private Map<String, String> content(Order order, @Nullable Refund refund) {
        String amount = Numbers.yuan(order.terms().amountMinor());
        Map<String, String> content = head("trade_status_sync", order.terms().appId());
        content.put("trade_no", order.tradeNo());
        content.put("out_trade_no", order.terms().outTradeNo());
        content.put("trade_status", AlipayView.status(order));
        content.put("total_amount", amount);
        content.put("receipt_amount", amount);
        content.put("buyer_pay_amount", amount);
        content.put("buyer_id", AlipayView.BUYER_ID);
        content.put("seller_id", order.terms().mchId());
        content.put("subject", order.terms().subject());
        content.put("gmt_create", AlipayTime.text(order.createdAt()));
        order.paidAt().ifPresent(at -> content.put("gmt_payment", AlipayTime.text(at)));
        content.put("fund_bill_list", AlipayView.fundBill(amount).encode());
        if (refund != null) {
            content.put("refund_fee", Numbers.yuan(refund.totalRefundedMinor()));
            content.put("gmt_refund", AlipayTime.text(refund.acceptedAt()) + ".000");
            content.put("out_biz_no", refund.refundNo());
        }
        return content;
    }

    private static Map<String, String> spoiled(Map<String, String> content, long amountMinor, NoticeFault fault) {
        Map<String, String> form = new LinkedHashMap<>(content);
        switch (fault) {
            case FOREIGN_ORDER -> form.put("out_trade_no", "0FOREIGNORDER");
            case FOREIGN_AMOUNT -> form.put("total_amount", Numbers.yuan(amountMinor + 1));
            case FOREIGN_MERCHANT -> {
                form.put("app_id", "2021999999999999");
                form.put("seller_id", "2088999999999999");
            }
            case NONE, DUPLICATE, TAMPERED, LOST, EARLY -> {}
        }
        return form;
    }

    private Delivery delivery(String url, Map<String, String> content, NoticeFault fault, String tamperAfter) {
        Map<String, String> form = new LinkedHashMap<>(content);
        form.put("sign", platform.sign(AlipaySigning.noticeText(form)));
        Buffer body = Buffer.buffer(encode(form));
        Buffer sent = fault == NoticeFault.TAMPERED ? Tamper.after(body, tamperAfter) : body;
        return new Delivery(url, Map.of(HttpHeaders.CONTENT_TYPE.toString(), FORM), sent);
    }

    private static String encode(Map<String, String> form) {
        return form.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
