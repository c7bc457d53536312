package io.txswitch.sandbox.wallet.wechat;

import io.txswitch.sandbox.wallet.Desk;
import io.txswitch.sandbox.wallet.Fields;
import io.txswitch.sandbox.wallet.NewOrder;
import io.txswitch.sandbox.wallet.NoticeSender;
import io.txswitch.sandbox.wallet.Order;
import io.txswitch.sandbox.wallet.WalletLedger;
import io.txswitch.sandbox.wallet.wechat.WechatAnswer.Refusal;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** Native orders: make a code, query, close. */
final class WechatOrders {
    private static final Pattern OUT_TRADE_NO = Pattern.compile("[0-9A-Za-z_\\-|*]{6,32}");
    private static final int MAX_DESCRIPTION_CHARS = 127;

    private final String mchid;
    private final String appid;
    private final Desk desk;
    private final WechatNotices notices;

    WechatOrders(String mchid, String appid, Desk desk, WechatNotices notices) {
        this.mchid = mchid;
        this.appid = appid;
        this.desk = desk;
        this.notices = notices;
    }

    /** @param serial which platform key the merchant trusts */
    Future<WechatAnswer> makeCode(JsonObject request, String serial) {
        if (!mchid.equals(Fields.text(request, "mchid")) || !appid.equals(Fields.text(request, "appid"))) {
            return refused(Refusal.APPID_MCHID_NOT_MATCH);
        }
        Optional<NewOrder> terms = terms(request);
        if (terms.isEmpty()) {
            return refused(Refusal.PARAM_ERROR);
        }
        WalletLedger.Created created = desk.ledger().create(terms.get());
        return switch (created.outcome()) {
            case MADE -> {
                Order order = Objects.requireNonNull(created.order());
                notices.expects(order, serial);
                yield desk.payer().codeMade(order, desk.faults().notices()).map(ready -> codeAnswer(order));
            }
            case SAME -> Future.succeededFuture(codeAnswer(Objects.requireNonNull(created.order())));
            case DIFFERENT -> refused(Refusal.OUT_TRADE_NO_USED);
            case ALREADY_PAID -> refused(Refusal.ORDER_PAID);
            case ALREADY_CLOSED -> refused(Refusal.ORDER_CLOSED);
            case FULL -> refused(Refusal.SYSTEM_ERROR);
        };
    }

    private Optional<NewOrder> terms(JsonObject request) {
        JsonObject amount = Fields.object(request, "amount");
        long total = Fields.integer(amount, "total");
        String outTradeNo = Fields.text(request, "out_trade_no");
        String description = Fields.text(request, "description");
        String notifyUrl = Fields.text(request, "notify_url");
        boolean yuan = !amount.containsKey("currency") || "CNY".equals(Fields.text(amount, "currency"));
        boolean valid = OUT_TRADE_NO.matcher(outTradeNo).matches()
                && !description.isEmpty()
                && description.length() <= MAX_DESCRIPTION_CHARS
                && NoticeSender.usable(notifyUrl)
                && notifyUrl.indexOf('?') < 0
                && total > 0
                && yuan;
        return valid
                ? Optional.of(new NewOrder(outTradeNo, appid, mchid, total, description, notifyUrl))
                : Optional.empty();
    }

    private static WechatAnswer codeAnswer(Order order) {
        return WechatAnswer.ok(new JsonObject().put("code_url", "weixin://wxpay/bizpayurl?pr=" + order.code()));
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
        return order.map(found -> WechatAnswer.ok(WechatView.transaction(found)))
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
