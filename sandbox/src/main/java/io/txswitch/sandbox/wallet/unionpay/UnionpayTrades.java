package io.txswitch.sandbox.wallet.unionpay;

import io.txswitch.sandbox.wallet.Desk;
import io.txswitch.sandbox.wallet.NewOrder;
import io.txswitch.sandbox.wallet.NoticeSender;
import io.txswitch.sandbox.wallet.Order;
import io.txswitch.sandbox.wallet.Refund;
import io.txswitch.sandbox.wallet.WalletLedger.Created;
import io.txswitch.sandbox.wallet.WalletLedger.Refunded;
import io.txswitch.sandbox.wallet.unionpay.UnionpayDeals.Deal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The transactions behind the gateway: codes both ways, refund, void, reversal and query. */
final class UnionpayTrades {
    private static final Pattern ORDER_ID = Pattern.compile("[0-9A-Za-z]{8,40}");
    private static final Pattern AMOUNT = Pattern.compile("[1-9]\\d{0,11}");

    private final Vertx vertx;
    private final UnionpayOptions options;
    private final Desk desk;
    private final UnionpayDeals deals;
    private final UnionpayNotices notices;

    UnionpayTrades(Vertx vertx, UnionpayOptions options, Desk desk, UnionpayDeals deals, UnionpayNotices notices) {
        this.vertx = vertx;
        this.options = options;
        this.desk = desk;
        this.deals = deals;
        this.notices = notices;
    }

    Future<Map<String, String>> carryOut(Map<String, String> call) {
        boolean valid = ORDER_ID.matcher(text(call, "orderId")).matches()
                && UnionpayTime.parse(text(call, "txnTime")).isPresent();
        if (!valid) {
            return answer(UnionpayCode.FORMAT);
        }
        return switch (text(call, "txnType") + "/" + text(call, "txnSubType")) {
            case "01/07" -> pay(call, false);
            case "01/06" -> pay(call, true);
            case "04/00" -> giveBack(call, false);
            case "31/00" -> giveBack(call, true);
            case "99/01" -> answer(reverse(text(call, "orderId"), text(call, "txnTime")));
            default -> answer(UnionpayCode.FORMAT);
        };
    }

    private Future<Map<String, String>> pay(Map<String, String> call, boolean byPayerCode) {
        String payTimeout = text(call, "payTimeout");
        Optional<Instant> payUntil = UnionpayTime.parse(payTimeout);
        boolean valid = moneyAndBackUrl(call) && (payTimeout.isEmpty() || payUntil.isPresent());
        if (!valid) {
            return answer(UnionpayCode.FORMAT);
        }
        if (byPayerCode && !desk.payer().showsCode(text(call, "qrNo"), text(call, "orderId"))) {
            return answer(UnionpayCode.BAD_CODE);
        }
        Created created = desk.ledger().create(terms(call, byPayerCode, payUntil.orElse(null)));
        return switch (created.outcome()) {
            case MADE -> made(call, Objects.requireNonNull(created.order()));
            case SAME -> again(call, Objects.requireNonNull(created.order()));
            case DIFFERENT, ALREADY_PAID, ALREADY_CLOSED -> answer(UnionpayCode.DUPLICATE);
            case FULL -> answer(UnionpayCode.BUSY);
        };
    }

    private NewOrder terms(Map<String, String> call, boolean byPayerCode, @Nullable Instant payUntil) {
        return new NewOrder(
                text(call, "orderId"),
                "",
                options.merId(),
                Long.parseLong(text(call, "txnAmt")),
                text(call, "orderDesc"),
                text(call, "backUrl"),
                byPayerCode,
                payUntil);
    }

    private static boolean moneyAndBackUrl(Map<String, String> call) {
        String backUrl = text(call, "backUrl");
        return AMOUNT.matcher(text(call, "txnAmt")).matches()
                && "156".equals(call.get("currencyCode"))
                && (backUrl.isEmpty() || NoticeSender.usable(backUrl));
    }

    private Future<Map<String, String>> made(Map<String, String> call, Order order) {
        deals.add(deal(call, order));
        Future<Void> ready = order.terms().byPayerCode()
                ? desk.payer().codeScanned(order, desk.faults())
                : desk.payer().codeMade(order, desk.faults());
        return ready.map(done -> payable(order));
    }

    /** The same number, time and content again: the same answer; another time is another transaction. */
    private Future<Map<String, String>> again(Map<String, String> call, Order order) {
        return deals.find(text(call, "orderId"), text(call, "txnTime")).isPresent()
                ? Future.succeededFuture(payable(order))
                : answer(UnionpayCode.DUPLICATE);
    }

    /** A code to show, or, when the payer's was scanned, where the payment stands. */
    private static Map<String, String> payable(Order order) {
        if (order.terms().byPayerCode()) {
            return UnionpayView.state(order).fields();
        }
        Map<String, String> answer = new LinkedHashMap<>(UnionpayCode.OK.fields());
        answer.put("qrCode", "https://qr.95516.example/00010000/" + order.code());
        return answer;
    }

    private static Deal deal(Map<String, String> call, Order order) {
        return new Deal(
                text(call, "orderId"),
                text(call, "txnTime"),
                text(call, "txnType"),
                text(call, "txnSubType"),
                text(call, "backUrl"),
                order);
    }

    /** A refund, or a void, which is a refund of everything that was paid. */
    private Future<Map<String, String>> giveBack(Map<String, String> call, boolean whole) {
        if (!moneyAndBackUrl(call)) {
            return answer(UnionpayCode.FORMAT);
        }
        Optional<Order> found = desk.ledger().findByTradeNo(options.merId(), text(call, "origQryId"));
        if (found.isEmpty()) {
            return answer(UnionpayCode.ORIGINAL_STATE);
        }
        Order order = found.get();
        String orderId = text(call, "orderId");
        long amountMinor = Long.parseLong(text(call, "txnAmt"));
        if (deals.knows(orderId)) {
            return answer(UnionpayCode.DUPLICATE);
        }
        if (whole && amountMinor != order.refundableMinor()) {
            return answer(UnionpayCode.ORIGINAL_MISMATCH);
        }
        Refunded refunded = desk.ledger().refund(order, orderId, amountMinor);
        return switch (refunded.outcome()) {
            case ACCEPTED -> accepted(deal(call, order), Objects.requireNonNull(refunded.refund()));
            case SAME, DIFFERENT -> answer(UnionpayCode.DUPLICATE);
            case NOT_PAID, NOTHING_LEFT, TOO_MANY -> answer(UnionpayCode.ORIGINAL_STATE);
            case TOO_MUCH -> answer(UnionpayCode.ORIGINAL_MISMATCH);
        };
    }

    private Future<Map<String, String>> accepted(Deal deal, Refund refund) {
        deals.add(deal);
        vertx.setTimer(
                options.payer().payDelayMs(),
                timer -> notices.refunded(deal, desk.ledger().settle(deal.order(), refund)));
        return answer(UnionpayCode.OK);
    }

    private UnionpayCode reverse(String orderId, String txnTime) {
        Optional<Deal> found = deals.find(orderId, txnTime);
        if (found.isEmpty()) {
            return UnionpayCode.NOT_FOUND;
        }
        Order order = found.get().order();
        boolean reversible = found.get().isPayment() && order.terms().byPayerCode();
        if (!reversible || desk.faults().refusesReversals()) {
            return UnionpayCode.ORIGINAL_STATE;
        }
        if (!desk.ledger().close(order) && order.refundableMinor() > 0) {
            desk.ledger().refund(order, UnionpayView.REVERSAL, order.refundableMinor());
        }
        return UnionpayCode.OK;
    }

    Map<String, String> query(Map<String, String> call) {
        Optional<Deal> found = deals.find(text(call, "orderId"), text(call, "txnTime"));
        if (found.isEmpty()) {
            return UnionpayCode.NOT_FOUND.fields();
        }
        Deal deal = found.get();
        if (deal.isPayment() && desk.faults().takeNotFound()) {
            return UnionpayCode.NOT_FOUND.fields();
        }
        return deal.isPayment()
                ? seen(UnionpayView.state(deal.order()), UnionpayView.payment(deal.order()))
                : deal.order()
                        .refund(deal.orderId())
                        .map(refund -> seen(UnionpayView.state(refund), UnionpayView.refund(deal.order(), refund)))
                        .orElseGet(UnionpayCode.NOT_FOUND::fields);
    }

    private static Map<String, String> seen(UnionpayCode state, Map<String, String> view) {
        if (state == UnionpayCode.NOT_FOUND) {
            return state.fields();
        }
        Map<String, String> answer = new LinkedHashMap<>(view);
        answer.putAll(UnionpayCode.OK.fields());
        answer.put("origRespCode", state.code());
        answer.put("origRespMsg", state.name());
        return answer;
    }

    private static String text(Map<String, String> call, String name) {
        return call.getOrDefault(name, "");
    }

    private static Future<Map<String, String>> answer(UnionpayCode code) {
        return Future.succeededFuture(code.fields());
    }
}
