package io.txswitch.sandbox.wallet.alipay;

import io.txswitch.sandbox.wallet.Desk;
import io.txswitch.sandbox.wallet.Fields;
import io.txswitch.sandbox.wallet.NewOrder;
import io.txswitch.sandbox.wallet.Order;
import io.txswitch.sandbox.wallet.WalletLedger;
import io.txswitch.sandbox.wallet.alipay.AlipayTrades.Call;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Objects;
import java.util.Set;

/**
 * Trades that a payer begins without scanning: made for a known payer (alipay.trade.create), or opened by him through a
 * signed link or order text (wap, page, app). Whoever opens it has looked at it, so the trade exists from then on.
 */
final class AlipayPages {
    private static final Set<String> SIGNING_PRODUCTS = Set.of("CYCLE_PAY_AUTH", "GENERAL_WITHHOLDING");

    private final Desk desk;
    private final AlipayAgreements agreements;

    AlipayPages(Desk desk, AlipayAgreements agreements) {
        this.desk = desk;
        this.agreements = agreements;
    }

    Future<JsonObject> create(Call call) {
        boolean forSomebody =
                !call.text("buyer_id").isEmpty() || !call.text("buyer_open_id").isEmpty();
        return forSomebody && signsOrNot(call) ? begin(call, "create") : refused(AlipayCode.INVALID_PARAMETER);
    }

    Future<JsonObject> wap(Call call) {
        return opened(call, "QUICK_WAP_WAY");
    }

    Future<JsonObject> page(Call call) {
        return opened(call, "FAST_INSTANT_TRADE_PAY");
    }

    Future<JsonObject> app(Call call) {
        if (!call.biz().containsKey("agreement_sign_params")) {
            return opened(call, "QUICK_MSECURITY_PAY");
        }
        return signsOrNot(call) ? begin(call, "QUICK_MSECURITY_PAY") : refused(AlipayCode.INVALID_PARAMETER);
    }

    /** True when the payer signs nothing on the way, or something that can be signed. */
    private boolean signsOrNot(Call call) {
        if (!call.biz().containsKey("agreement_sign_params")) {
            return true;
        }
        return AlipayTrades.valid(call)
                && SIGNING_PRODUCTS.contains(call.text("product_code"))
                && agreements.begunBy(call, Fields.object(call.biz(), "agreement_sign_params"));
    }

    private Future<JsonObject> opened(Call call, String productCode) {
        return productCode.equals(call.text("product_code"))
                ? begin(call, productCode)
                : refused(AlipayCode.INVALID_PARAMETER);
    }

    private Future<JsonObject> begin(Call call, String mode) {
        if (!AlipayTrades.valid(call)) {
            return refused(AlipayCode.INVALID_PARAMETER);
        }
        NewOrder terms = AlipayTrades.terms(call, false).by(mode);
        WalletLedger.Created created = desk.ledger().create(terms);
        return switch (created.outcome()) {
            case MADE -> {
                Order order = Objects.requireNonNull(created.order());
                desk.ledger().scan(order);
                yield desk.payer().codeMade(order, desk.faults().notices()).map(ready -> shown(order));
            }
            case SAME -> Future.succeededFuture(shown(Objects.requireNonNull(created.order())));
            case DIFFERENT -> refused(AlipayCode.CONTEXT_INCONSISTENT);
            case ALREADY_PAID -> refused(AlipayCode.TRADE_HAS_SUCCESS);
            case ALREADY_CLOSED -> refused(AlipayCode.TRADE_HAS_CLOSE);
            case FULL -> refused(AlipayCode.SYSTEM_ERROR);
        };
    }

    private static JsonObject shown(Order order) {
        return AlipayView.ok().put("out_trade_no", order.terms().outTradeNo()).put("trade_no", order.tradeNo());
    }

    private static Future<JsonObject> refused(AlipayCode code) {
        return Future.succeededFuture(code.answer());
    }
}
