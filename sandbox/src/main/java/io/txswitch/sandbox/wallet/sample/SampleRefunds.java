package io.txswitch.sandbox.wallet.sample;

import io.txswitch.sandbox.wallet.Desk;
import io.txswitch.sandbox.wallet.Fields;
import io.txswitch.sandbox.wallet.NoticeSender;
import io.txswitch.sandbox.wallet.Order;
import io.txswitch.sandbox.wallet.Refund;
import io.txswitch.sandbox.wallet.WalletLedger.Refunded;
import io.txswitch.sandbox.wallet.sample.SampleAnswer.Refusal;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** Refunds: booked at once, under way for the payer's delay, then done and told. */
final class SampleRefunds {
    private static final Pattern REFUND_NO = Pattern.compile("[0-9A-Za-z]{8,40}");

    private final Vertx vertx;
    private final SampleOptions options;
    private final Desk desk;
    private final SampleNotices notices;
    /** A refund number is unique per merchant; bounded by orders times refunds of one. */
    private final Map<String, Order> orders = new HashMap<>();

    SampleRefunds(Vertx vertx, SampleOptions options, Desk desk, SampleNotices notices) {
        this.vertx = vertx;
        this.options = options;
        this.desk = desk;
        this.notices = notices;
    }

    SampleAnswer refund(JsonObject request) {
        String refundNo = Fields.text(request, "refund_no");
        String notifyUrl = Fields.text(request, "notify_url");
        long amountMinor = Fields.integer(request, "amount");
        boolean valid = REFUND_NO.matcher(refundNo).matches()
                && amountMinor > 0
                && "CNY".equals(Fields.text(request, "currency"))
                && (notifyUrl.isEmpty() || NoticeSender.usable(notifyUrl));
        if (!valid) {
            return Refusal.PARAMETER.answer();
        }
        Optional<Order> found = desk.ledger().find(options.merchantNo(), Fields.text(request, "order_no"));
        if (found.isEmpty()) {
            return Refusal.ORDER_NOT_FOUND.answer();
        }
        Order order = found.get();
        if (orders.getOrDefault(refundNo, order) != order) {
            return Refusal.ORDER_USED.answer();
        }
        Refunded refunded = desk.ledger().refund(order, refundNo, amountMinor);
        return switch (refunded.outcome()) {
            case ACCEPTED -> accepted(order, Objects.requireNonNull(refunded.refund()), notifyUrl);
            case SAME -> SampleAnswer.ok(SampleView.refund(order, Objects.requireNonNull(refunded.refund())));
            case DIFFERENT -> Refusal.ORDER_USED.answer();
            case NOT_PAID, NOTHING_LEFT, TOO_MANY -> Refusal.NOT_REFUNDABLE.answer();
            case TOO_MUCH -> Refusal.REFUND_TOO_LARGE.answer();
        };
    }

    private SampleAnswer accepted(Order order, Refund refund, String notifyUrl) {
        orders.put(refund.refundNo(), order);
        vertx.setTimer(
                options.payer().payDelayMs(),
                timer -> notices.refunded(order, desk.ledger().settle(order, refund), notifyUrl));
        return SampleAnswer.ok(SampleView.refund(order, refund));
    }

    SampleAnswer query(String refundNo) {
        Order order = orders.get(refundNo);
        return order == null
                ? Refusal.REFUND_NOT_FOUND.answer()
                : order.refund(refundNo)
                        .map(refund -> SampleAnswer.ok(SampleView.refund(order, refund)))
                        .orElseGet(Refusal.REFUND_NOT_FOUND::answer);
    }
}
