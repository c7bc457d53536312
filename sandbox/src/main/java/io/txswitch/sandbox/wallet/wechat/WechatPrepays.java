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
import java.util.function.Supplier;

/** Orders that the payer opens by himself: a code, a page, or parameters for his telephone. */
final class WechatPrepays {
    private final String mchid;
    private final String appid;
    private final Desk desk;
    private final WechatNotices notices;
    private final WechatFrozen frozen;
    private final Supplier<String> origin;

    /** @param origin scheme, host and port of this simulator */
    WechatPrepays(String mchid, String appid, Desk desk, WechatSharing sharing, Supplier<String> origin) {
        this.mchid = mchid;
        this.appid = appid;
        this.desk = desk;
        this.notices = sharing.notices();
        this.frozen = sharing.frozen();
        this.origin = origin;
    }

    /** @param serial which platform key the merchant trusts */
    Future<WechatAnswer> prepay(WechatMode mode, JsonObject request, String serial) {
        if (!mchid.equals(Fields.text(request, "mchid")) || !appid.equals(Fields.text(request, "appid"))) {
            return refused(Refusal.APPID_MCHID_NOT_MATCH);
        }
        Optional<NewOrder> terms = terms(request).filter(valid -> mode.complete(request));
        if (terms.isEmpty()) {
            return refused(Refusal.PARAM_ERROR);
        }
        WalletLedger.Created created = desk.ledger().create(terms.get().by(mode.name()));
        return switch (created.outcome()) {
            case MADE -> {
                Order order = Objects.requireNonNull(created.order());
                notices.expects(order, serial);
                frozen.note(request);
                yield desk.payer().codeMade(order, desk.faults()).map(ready -> mode.answer(order, origin.get()));
            }
            case SAME -> Future.succeededFuture(mode.answer(Objects.requireNonNull(created.order()), origin.get()));
            case DIFFERENT -> refused(Refusal.OUT_TRADE_NO_USED);
            case ALREADY_PAID -> refused(Refusal.ORDER_PAID);
            case ALREADY_CLOSED -> refused(Refusal.ORDER_CLOSED);
            case FULL -> refused(Refusal.SYSTEM_ERROR);
        };
    }

    private Optional<NewOrder> terms(JsonObject request) {
        String notifyUrl = Fields.text(request, "notify_url");
        boolean valid =
                WechatOrders.wellFormed(request) && NoticeSender.usable(notifyUrl) && notifyUrl.indexOf('?') < 0;
        return valid
                ? Optional.of(NewOrder.shown(
                        Fields.text(request, "out_trade_no"),
                        appid,
                        mchid,
                        Fields.integer(Fields.object(request, "amount"), "total"),
                        Fields.text(request, "description"),
                        notifyUrl))
                : Optional.empty();
    }

    private static Future<WechatAnswer> refused(Refusal refusal) {
        return Future.succeededFuture(refusal.answer());
    }
}
