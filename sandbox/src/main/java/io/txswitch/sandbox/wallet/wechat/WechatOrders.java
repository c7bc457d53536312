package io.txswitch.sandbox.wallet.wechat;

import io.txswitch.sandbox.wallet.Desk;
import io.txswitch.sandbox.wallet.Fields;
import io.txswitch.sandbox.wallet.NewOrder;
import io.txswitch.sandbox.wallet.Order;
import io.txswitch.sandbox.wallet.WalletLedger;
import io.txswitch.sandbox.wallet.wechat.WechatAnswer.Refusal;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** Payments by the payer's code, and query, close and reverse of all orders. */
final class WechatOrders {
    private static final Pattern OUT_TRADE_NO = Pattern.compile("[0-9A-Za-z_\\-|*]{6,32}");
    /** The refund number of what a reversal gave back: no merchant's number is empty. */
    static final String REVERSAL = "";

    private static final int MAX_DESCRIPTION_CHARS = 127;

    private final String mchid;
    private final String appid;
    private final Desk desk;
    private final WechatNotices notices;
    private final WechatFrozen frozen;

    WechatOrders(String mchid, String appid, Desk desk, WechatSharing sharing) {
        this.mchid = mchid;
        this.appid = appid;
        this.desk = desk;
        this.notices = sharing.notices();
        this.frozen = sharing.frozen();
    }

    /** What every order must have. */
    static boolean wellFormed(JsonObject request) {
        JsonObject amount = Fields.object(request, "amount");
        String description = Fields.text(request, "description");
        boolean yuan = !amount.containsKey("currency") || "CNY".equals(Fields.text(amount, "currency"));
        return OUT_TRADE_NO.matcher(Fields.text(request, "out_trade_no")).matches()
                && !description.isEmpty()
                && description.length() <= MAX_DESCRIPTION_CHARS
                && Fields.integer(amount, "total") > 0
                && yuan;
    }

    /** The payer's code was scanned; such an order has no notifications, only answers. */
    Future<WechatAnswer> payByCode(JsonObject request, String serial) {
        if (!mchid.equals(Fields.text(request, "mchid")) || !appid.equals(Fields.text(request, "appid"))) {
            return refused(Refusal.APPID_MCHID_NOT_MATCH);
        }
        JsonObject store = Fields.object(Fields.object(request, "scene_info"), "store_info");
        boolean inStore = !Fields.text(store, "id").isEmpty()
                || !Fields.text(store, "out_id").isEmpty();
        if (!wellFormed(request) || !inStore) {
            return refused(Refusal.PARAM_ERROR);
        }
        String outTradeNo = Fields.text(request, "out_trade_no");
        if (!desk.payer().showsCode(Fields.text(Fields.object(request, "payer"), "auth_code"), outTradeNo)) {
            return refused(Refusal.AUTH_CODE_INVALID);
        }
        long total = Fields.integer(Fields.object(request, "amount"), "total");
        String description = Fields.text(request, "description");
        WalletLedger.Created created = desk.ledger()
                .create(new NewOrder(outTradeNo, appid, mchid, total, description, "", true, null, "MICROPAY"));
        return switch (created.outcome()) {
            case MADE -> {
                Order order = Objects.requireNonNull(created.order());
                notices.expects(order, serial);
                frozen.note(request);
                yield desk.payer()
                        .codeScanned(order, desk.faults())
                        .map(done -> order.declined()
                                ? Refusal.NOT_ENOUGH.answer()
                                : WechatAnswer.ok(WechatView.transaction(order)));
            }
            case SAME ->
                Future.succeededFuture(
                        WechatAnswer.ok(WechatView.transaction(Objects.requireNonNull(created.order()))));
            case DIFFERENT -> refused(Refusal.OUT_TRADE_NO_USED);
            case ALREADY_PAID -> refused(Refusal.ORDER_PAID);
            case ALREADY_CLOSED -> refused(Refusal.ORDER_CLOSED);
            case FULL -> refused(Refusal.SYSTEM_ERROR);
        };
    }

    /** Only for orders of a payer's code: closes what is open, gives back what is left of what was paid. */
    WechatAnswer reverse(String outTradeNo, JsonObject request) {
        if (!mchid.equals(Fields.text(request, "mchid")) || !appid.equals(Fields.text(request, "appid"))) {
            return Refusal.APPID_MCHID_NOT_MATCH.answer();
        }
        Optional<Order> found = desk.ledger().find(mchid, outTradeNo);
        if (found.isEmpty()) {
            return Refusal.ORDER_NOT_EXIST.answer();
        }
        Order order = found.get();
        if (!order.terms().byPayerCode() || desk.faults().refusesReversals()) {
            return Refusal.INVALID_REQUEST.answer();
        }
        if (!desk.ledger().close(order) && order.refundableMinor() > 0) {
            desk.ledger().refund(order, REVERSAL, order.refundableMinor());
        }
        return WechatAnswer.ok(
                new JsonObject().put("appid", appid).put("mchid", mchid).put("out_trade_no", outTradeNo));
    }

    WechatAnswer byOutTradeNo(String outTradeNo, String askedMchid) {
        return query(desk.ledger().find(mchid, outTradeNo), askedMchid);
    }

    /** Only a paid order has a transaction id that anyone could ask for. */
    WechatAnswer byTransactionId(String transactionId, String askedMchid) {
        Optional<Order> paid = desk.ledger()
                .findByTradeNo(mchid, transactionId)
                .filter(order -> order.paidAt().isPresent());
        return query(paid, askedMchid);
    }

    private WechatAnswer query(Optional<Order> order, String askedMchid) {
        if (!mchid.equals(askedMchid)) {
            return Refusal.PARAM_ERROR.answer();
        }
        return order.filter(found -> !desk.faults().takeNotFound())
                .map(found -> WechatAnswer.ok(WechatView.transaction(found)))
                .orElseGet(Refusal.ORDER_NOT_EXIST::answer);
    }

    WechatAnswer close(String outTradeNo, JsonObject request) {
        if (!mchid.equals(Fields.text(request, "mchid"))) {
            return Refusal.PARAM_ERROR.answer();
        }
        Optional<Order> found = desk.ledger().find(mchid, outTradeNo);
        if (found.isEmpty()) {
            return Refusal.ORDER_NOT_EXIST.answer();
        }
        return switch (found.get().state()) {
            case MADE, SCANNED -> {
                desk.ledger().close(found.get());
                yield WechatAnswer.NO_CONTENT;
            }
            case PAID -> Refusal.ORDER_PAID.answer();
            case CLOSED -> Refusal.ORDER_CLOSED.answer();
        };
    }

    private static Future<WechatAnswer> refused(Refusal refusal) {
        return Future.succeededFuture(refusal.answer());
    }
}
