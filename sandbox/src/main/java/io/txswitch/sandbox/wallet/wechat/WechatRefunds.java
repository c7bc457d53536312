package io.txswitch.sandbox.wallet.wechat;

import io.txswitch.sandbox.wallet.Desk;
import io.txswitch.sandbox.wallet.Fields;
import io.txswitch.sandbox.wallet.NoticeFault;
import io.txswitch.sandbox.wallet.NoticeSender;
import io.txswitch.sandbox.wallet.Order;
import io.txswitch.sandbox.wallet.Refund;
import io.txswitch.sandbox.wallet.Script;
import io.txswitch.sandbox.wallet.WalletLedger.Refunded;
import io.txswitch.sandbox.wallet.wechat.WechatAnswer.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** Refunds: accepted and booked at once, PROCESSING for a while, then SUCCESS with a notification. */
final class WechatRefunds {
    private static final Pattern OUT_REFUND_NO = Pattern.compile("[0-9A-Za-z_\\-|*@]{1,64}");

    private final Vertx vertx;
    private final long settleDelayMs;
    private final String mchid;
    private final Desk desk;
    private final WechatNotices notices;
    /** A refund number is unique per merchant here, not per order; bounded by orders times refunds of one. */
    private final Map<String, Order> orders = new HashMap<>();

    WechatRefunds(Vertx vertx, WechatOptions options, Desk desk, WechatNotices notices) {
        this.vertx = vertx;
        this.settleDelayMs = options.payer().payDelayMs();
        this.mchid = options.mchid();
        this.desk = desk;
        this.notices = notices;
    }

    Future<WechatAnswer> refund(JsonObject request) {
        String refundNo = Fields.text(request, "out_refund_no");
        JsonObject amount = Fields.object(request, "amount");
        long refundMinor = Fields.integer(amount, "refund");
        String notifyUrl = Fields.text(request, "notify_url");
        boolean valid = OUT_REFUND_NO.matcher(refundNo).matches()
                && refundMinor > 0
                && "CNY".equals(Fields.text(amount, "currency"))
                && (notifyUrl.isEmpty() || NoticeSender.usable(notifyUrl));
        if (!valid) {
            return refused(Refusal.PARAM_ERROR);
        }
        Optional<Order> found = order(request);
        if (found.isEmpty()) {
            return refused(Refusal.RESOURCE_NOT_EXISTS);
        }
        Order order = found.get();
        Order owner = orders.getOrDefault(refundNo, order);
        if (Fields.integer(amount, "total") != order.terms().amountMinor() || owner != order) {
            return refused(Refusal.INVALID_REQUEST);
        }
        Refunded refunded = desk.ledger().refund(order, refundNo, refundMinor);
        return switch (refunded.outcome()) {
            case ACCEPTED -> {
                orders.put(refundNo, order);
                yield accepted(order, Objects.requireNonNull(refunded.refund()), notifyUrl);
            }
            case SAME -> answer(order, Objects.requireNonNull(refunded.refund()));
            case DIFFERENT, NOT_PAID, NOTHING_LEFT, TOO_MUCH, TOO_MANY -> refused(Refusal.INVALID_REQUEST);
        };
    }

    private Future<WechatAnswer> accepted(Order order, Refund refund, String notifyUrl) {
        if (desk.faults().notices() == NoticeFault.EARLY) {
            Future<WechatAnswer> beforeSettling = answer(order, refund);
            return settle(order, refund, notifyUrl).compose(told -> beforeSettling);
        }
        vertx.setTimer(settleDelayMs, timer -> settle(order, refund, notifyUrl));
        return answer(order, refund);
    }

    private Future<Void> settle(Order order, Refund refund, String notifyUrl) {
        Refund settled = desk.ledger().settle(order, refund);
        return order.script() == Script.SILENT ? Future.succeededFuture() : notices.refunded(order, settled, notifyUrl);
    }

    WechatAnswer query(String refundNo) {
        Order order = orders.get(refundNo);
        if (order == null) {
            return Refusal.RESOURCE_NOT_EXISTS.answer();
        }
        return order.refund(refundNo)
                .map(refund -> WechatAnswer.ok(WechatView.refund(order, refund)))
                .orElseGet(Refusal.RESOURCE_NOT_EXISTS::answer);
    }

    private Optional<Order> order(JsonObject request) {
        String transactionId = Fields.text(request, "transaction_id");
        return transactionId.isEmpty()
                ? desk.ledger().find(mchid, Fields.text(request, "out_trade_no"))
                : desk.ledger().findByTradeNo(mchid, transactionId);
    }

    private static Future<WechatAnswer> answer(Order order, Refund refund) {
        return Future.succeededFuture(WechatAnswer.ok(WechatView.refund(order, refund)));
    }

    private static Future<WechatAnswer> refused(Refusal refusal) {
        return Future.succeededFuture(refusal.answer());
    }
}
