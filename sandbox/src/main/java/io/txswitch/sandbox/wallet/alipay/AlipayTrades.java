package io.txswitch.sandbox.wallet.alipay;

import io.txswitch.sandbox.wallet.Desk;
import io.txswitch.sandbox.wallet.Fields;
import io.txswitch.sandbox.wallet.NewOrder;
import io.txswitch.sandbox.wallet.NoticeFault;
import io.txswitch.sandbox.wallet.NoticeSender;
import io.txswitch.sandbox.wallet.Numbers;
import io.txswitch.sandbox.wallet.Order;
import io.txswitch.sandbox.wallet.Refund;
import io.txswitch.sandbox.wallet.Script;
import io.txswitch.sandbox.wallet.WalletLedger;
import io.txswitch.sandbox.wallet.WalletLedger.Refunded;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The trade methods behind the gateway; each takes checked-in business content and gives the response node. */
final class AlipayTrades {
    /** One call that passed the gateway. */
    record Call(AlipayApp app, String notifyUrl, JsonObject biz) {
        String text(String name) {
            return Fields.text(biz, name);
        }
    }

    private static final Pattern OUT_TRADE_NO = Pattern.compile("[A-Za-z0-9_]{1,64}");
    private static final Pattern SUBJECT = Pattern.compile("[^/=&]{1,256}");
    private static final Pattern OUT_REQUEST_NO = Pattern.compile("[\\x21-\\x7e]{1,64}");

    private final Desk desk;
    private final AlipayNotices notices;

    AlipayTrades(Desk desk, AlipayNotices notices) {
        this.desk = desk;
        this.notices = notices;
    }

    Future<JsonObject> precreate(Call call) {
        if (!valid(call)) {
            return refused(AlipayCode.INVALID_PARAMETER);
        }
        WalletLedger.Created created = desk.ledger().create(terms(call, false));
        return switch (created.outcome()) {
            case MADE -> {
                Order order = Objects.requireNonNull(created.order());
                yield desk.payer().codeMade(order, desk.faults().notices()).map(ready -> codeAnswer(order));
            }
            case SAME -> Future.succeededFuture(codeAnswer(Objects.requireNonNull(created.order())));
            case DIFFERENT -> refused(AlipayCode.CONTEXT_INCONSISTENT);
            case ALREADY_PAID -> refused(AlipayCode.TRADE_HAS_SUCCESS);
            case ALREADY_CLOSED -> refused(AlipayCode.TRADE_HAS_CLOSE);
            case FULL -> refused(AlipayCode.SYSTEM_ERROR);
        };
    }

    /** Whether a new trade has what every trade must have. */
    static boolean valid(Call call) {
        return OUT_TRADE_NO.matcher(call.text("out_trade_no")).matches()
                && SUBJECT.matcher(call.text("subject")).matches()
                && Numbers.minor(call.text("total_amount")) > 0
                && (call.notifyUrl().isEmpty() || NoticeSender.usable(call.notifyUrl()));
    }

    static NewOrder terms(Call call, boolean byPayerCode) {
        return new NewOrder(
                call.text("out_trade_no"),
                call.app().appId(),
                call.app().sellerId(),
                Numbers.minor(call.text("total_amount")),
                call.text("subject"),
                call.notifyUrl(),
                byPayerCode,
                null);
    }

    /** The payer's code was scanned: paid, refused, or 10003 while the payer is busy with his password. */
    Future<JsonObject> pay(Call call) {
        if (!valid(call) || !"bar_code".equals(call.text("scene"))) {
            return refused(AlipayCode.INVALID_PARAMETER);
        }
        if (!desk.payer().showsCode(call.text("auth_code"), call.text("out_trade_no"))) {
            return refused(AlipayCode.AUTH_CODE_INVALID);
        }
        return taken(call);
    }

    /** Money is taken without a code being shown: as the payer's script says. */
    Future<JsonObject> taken(Call call) {
        WalletLedger.Created created = desk.ledger().create(terms(call, true));
        return switch (created.outcome()) {
            case MADE -> {
                Order order = Objects.requireNonNull(created.order());
                yield desk.payer()
                        .codeScanned(order, desk.faults())
                        .map(done -> order.declined() ? AlipayCode.BALANCE.answer() : AlipayView.paid(order));
            }
            case SAME -> Future.succeededFuture(AlipayView.paid(Objects.requireNonNull(created.order())));
            case DIFFERENT -> refused(AlipayCode.CONTEXT_INCONSISTENT);
            case ALREADY_PAID -> refused(AlipayCode.TRADE_HAS_SUCCESS);
            case ALREADY_CLOSED -> refused(AlipayCode.TRADE_HAS_CLOSE);
            case FULL -> refused(AlipayCode.SYSTEM_ERROR);
        };
    }

    private static JsonObject codeAnswer(Order order) {
        return AlipayView.ok()
                .put("out_trade_no", order.terms().outTradeNo())
                .put("qr_code", "https://qr.alipay.example/" + order.code());
    }

    Future<JsonObject> query(Call call) {
        return withTrade(
                call,
                order -> order.state() == Order.State.MADE || desk.faults().takeNotFound()
                        ? refused(AlipayCode.TRADE_NOT_EXIST)
                        : Future.succeededFuture(AlipayView.query(order)));
    }

    Future<JsonObject> close(Call call) {
        return withTrade(
                call,
                order -> desk.ledger().close(order)
                        ? Future.succeededFuture(named(order))
                        : refused(AlipayCode.TRADE_STATUS_ERROR));
    }

    /** Undoes whatever there is: closes an open trade, refunds a paid one, and has nothing to do for any other. */
    Future<JsonObject> cancel(Call call) {
        Optional<Order> found = find(call);
        if (found.isEmpty()) {
            return Future.succeededFuture(AlipayView.ok()
                    .put("out_trade_no", call.text("out_trade_no"))
                    .put("retry_flag", "N"));
        }
        Order order = found.get();
        if (desk.faults().takeAskAgain()) {
            return Future.succeededFuture(named(order).put("retry_flag", "Y"));
        }
        if (desk.faults().refusesReversals()) {
            return refused(AlipayCode.TRADE_STATUS_ERROR);
        }
        JsonObject answer = named(order).put("retry_flag", "N");
        if (desk.ledger().close(order)) {
            return Future.succeededFuture(answer.put("action", "close"));
        }
        if (order.refundableMinor() == 0) {
            return Future.succeededFuture(answer);
        }
        Refunded refunded = desk.ledger().refund(order, "", order.refundableMinor());
        return refunded.outcome() == WalletLedger.Refunding.ACCEPTED
                ? Future.succeededFuture(answer.put("action", "refund"))
                : refused(AlipayCode.TRADE_STATUS_ERROR);
    }

    Future<JsonObject> refund(Call call) {
        return withTrade(
                call,
                order -> order.state() == Order.State.MADE ? refused(AlipayCode.TRADE_NOT_EXIST) : refund(order, call));
    }

    private Future<JsonObject> refund(Order order, Call call) {
        long amountMinor = Numbers.minor(call.text("refund_amount"));
        String requestNo = call.text("out_request_no");
        if (amountMinor <= 0
                || !(requestNo.isEmpty() || OUT_REQUEST_NO.matcher(requestNo).matches())) {
            return refused(AlipayCode.INVALID_PARAMETER);
        }
        if (requestNo.isEmpty() && amountMinor != order.terms().amountMinor()) {
            return refused(AlipayCode.REFUND_AMT_NOT_EQUAL_TOTAL);
        }
        String refundNo = requestNo.isEmpty() ? order.terms().outTradeNo() : requestNo;
        Refunded refunded = desk.ledger().refund(order, refundNo, amountMinor);
        return switch (refunded.outcome()) {
            case ACCEPTED -> accepted(order, Objects.requireNonNull(refunded.refund()));
            case SAME -> Future.succeededFuture(refundAnswer(order, Objects.requireNonNull(refunded.refund()), "N"));
            case DIFFERENT -> refused(AlipayCode.CONTEXT_INCONSISTENT);
            case NOT_PAID, TOO_MANY -> refused(AlipayCode.TRADE_STATUS_ERROR);
            case NOTHING_LEFT -> refused(AlipayCode.TRADE_HAS_CLOSE);
            case TOO_MUCH -> refused(AlipayCode.REFUND_FEE_ERR);
        };
    }

    private Future<JsonObject> accepted(Order order, Refund refund) {
        Refund settled = desk.ledger().settle(order, refund);
        JsonObject answer = refundAnswer(order, settled, "Y");
        if (order.script() == Script.SILENT) {
            return Future.succeededFuture(answer);
        }
        Future<Void> told = notices.send(order, settled);
        return desk.faults().notices() == NoticeFault.EARLY ? told.map(answer) : Future.succeededFuture(answer);
    }

    private static JsonObject refundAnswer(Order order, Refund refund, String fundChange) {
        return named(order)
                .put("buyer_logon_id", "pay***@sandbox.example")
                .put("fund_change", fundChange)
                .put("refund_fee", Numbers.yuan(refund.totalRefundedMinor()))
                .put("send_back_fee", Numbers.yuan("Y".equals(fundChange) ? refund.amountMinor() : 0));
    }

    /** A refund that was never accepted is answered with success and no {@code refund_status}. */
    Future<JsonObject> refundQuery(Call call) {
        if (call.text("out_request_no").isEmpty()) {
            return refused(AlipayCode.INVALID_PARAMETER);
        }
        return withTrade(call, order -> {
            JsonObject answer = AlipayView.ok();
            order.refund(call.text("out_request_no"))
                    .ifPresent(refund -> answer.put("trade_no", order.tradeNo())
                            .put("out_trade_no", order.terms().outTradeNo())
                            .put("out_request_no", refund.refundNo())
                            .put("total_amount", Numbers.yuan(order.terms().amountMinor()))
                            .put("refund_amount", Numbers.yuan(refund.amountMinor()))
                            .put("refund_status", "REFUND_SUCCESS"));
            return Future.succeededFuture(answer);
        });
    }

    private Future<JsonObject> withTrade(Call call, Function<Order, Future<JsonObject>> then) {
        if (call.text("out_trade_no").isEmpty() && call.text("trade_no").isEmpty()) {
            return refused(AlipayCode.INVALID_PARAMETER);
        }
        return find(call).map(then).orElseGet(() -> refused(AlipayCode.TRADE_NOT_EXIST));
    }

    /** By Alipay's own number when given, which then decides, as in production. */
    private Optional<Order> find(Call call) {
        String sellerId = call.app().sellerId();
        return call.text("trade_no").isEmpty()
                ? desk.ledger().find(sellerId, call.text("out_trade_no"))
                : desk.ledger().findByTradeNo(sellerId, call.text("trade_no"));
    }

    private static JsonObject named(Order order) {
        return AlipayView.ok()
                .put("trade_no", order.tradeNo())
                .put("out_trade_no", order.terms().outTradeNo());
    }

    private static Future<JsonObject> refused(AlipayCode code) {
        return Future.succeededFuture(code.answer());
    }
}
