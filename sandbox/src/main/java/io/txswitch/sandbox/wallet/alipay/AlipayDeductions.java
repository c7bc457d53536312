package io.txswitch.sandbox.wallet.alipay;

import io.txswitch.sandbox.wallet.Fields;
import io.txswitch.sandbox.wallet.Numbers;
import io.txswitch.sandbox.wallet.alipay.AlipayTrades.Call;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.Set;

/**
 * alipay.trade.pay: by an agreement where the order names one, else by the payer's code.
 *
 * <p>A deduction's amount says what happens as with a payer's code; its money is a trade like any other.
 */
final class AlipayDeductions {
    private static final Set<String> PRODUCTS = Set.of("CYCLE_PAY_AUTH", "GENERAL_WITHHOLDING");

    private final AlipayTrades trades;
    private final AlipayConsents consents;

    AlipayDeductions(AlipayTrades trades, AlipayConsents consents) {
        this.trades = trades;
        this.consents = consents;
    }

    Future<JsonObject> pay(Call call) {
        return call.biz().containsKey("agreement_params") ? deduct(call) : trades.pay(call);
    }

    private Future<JsonObject> deduct(Call call) {
        if (!AlipayTrades.valid(call) || !PRODUCTS.contains(call.text("product_code"))) {
            return refused(AlipayCode.INVALID_PARAMETER);
        }
        String agreementNo = Fields.text(Fields.object(call.biz(), "agreement_params"), "agreement_no");
        Optional<AlipayAgreement> agreement = consents.findByNo(call.app().appId(), agreementNo);
        if (agreement.isEmpty()) {
            return refused(AlipayCode.DEDUCT_AGREEMENT_NOT_EXIST);
        }
        if (!agreement.get().isInForce()) {
            return refused(AlipayCode.DEDUCT_AGREEMENT_NOT_NORMAL);
        }
        if (Numbers.minor(call.text("total_amount")) > agreement.get().singleMinor()) {
            return refused(AlipayCode.DEDUCT_TOO_MUCH);
        }
        return trades.taken(call);
    }

    private static Future<JsonObject> refused(AlipayCode code) {
        return Future.succeededFuture(code.answer());
    }
}
