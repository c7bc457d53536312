package io.txswitch.sandbox.wallet.alipay;

import io.txswitch.sandbox.wallet.Fields;
import io.txswitch.sandbox.wallet.Numbers;
import io.txswitch.sandbox.wallet.PayerOptions;
import io.txswitch.sandbox.wallet.WalletTransfers;
import io.txswitch.sandbox.wallet.WalletTransfers.Outcome;
import io.txswitch.sandbox.wallet.WalletTransfers.Sent;
import io.txswitch.sandbox.wallet.alipay.AlipayTrades.Call;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.regex.Pattern;

/** alipay.fund.trans.uni.transfer, which mostly arrives at once, and alipay.fund.trans.common.query. */
final class AlipayTransfers {
    private static final Pattern OUT_BIZ_NO = Pattern.compile("[A-Za-z0-9_]{1,64}");
    private static final int MIN_MINOR = 10;

    private final Vertx vertx;
    private final PayerOptions payer;
    private final WalletTransfers transfers;

    AlipayTransfers(Vertx vertx, PayerOptions payer, WalletTransfers transfers) {
        this.vertx = vertx;
        this.payer = payer;
        this.transfers = transfers;
    }

    Future<JsonObject> transfer(Call call) {
        JsonObject payee = Fields.object(call.biz(), "payee_info");
        long amountMinor = Numbers.minor(call.text("trans_amount"));
        boolean valid = OUT_BIZ_NO.matcher(call.text("out_biz_no")).matches()
                && amountMinor >= MIN_MINOR
                && product(call)
                && !call.text("order_title").isEmpty()
                && !Fields.text(payee, "identity").isEmpty()
                && !Fields.text(payee, "identity_type").isEmpty();
        if (!valid) {
            return refused(AlipayCode.TRANSFER_PARAMETER);
        }
        return switch (transfers.send(call.text("out_biz_no"), amountMinor, Fields.text(payee, "identity"))) {
            case Outcome.Taken taken ->
                Future.succeededFuture(shown(taken.isNew() ? begun(taken.sent()) : taken.sent()));
            case Outcome.Different different -> refused(AlipayCode.TRANSFER_DUPLICATE);
            case Outcome.NoMoney noMoney -> refused(AlipayCode.TRANSFER_BALANCE);
            case Outcome.Full full -> refused(AlipayCode.SYSTEM_ERROR);
        };
    }

    private static boolean product(Call call) {
        return "TRANS_ACCOUNT_NO_PWD".equals(call.text("product_code"))
                && "DIRECT_TRANSFER".equals(call.text("biz_scene"));
    }

    private Sent begun(Sent sent) {
        if (!WalletTransfers.slow(sent)) {
            return transfers.finish(sent);
        }
        vertx.setTimer(WalletTransfers.delayMs(sent, payer), timer -> transfers.finish(sent));
        return sent;
    }

    Future<JsonObject> query(Call call) {
        return product(call)
                ? transfers
                        .find(call.text("out_biz_no"))
                        .map(sent -> Future.succeededFuture(shown(sent)))
                        .orElseGet(() -> refused(AlipayCode.TRANSFER_NOT_EXIST))
                : refused(AlipayCode.TRANSFER_PARAMETER);
    }

    private static JsonObject shown(Sent sent) {
        String status = switch (sent.state()) {
            case UNDER_WAY -> "DEALING";
            case DONE -> "SUCCESS";
            case FAILED, CANCELLED -> "FAIL";
        };
        return AlipayView.ok()
                .put("out_biz_no", sent.no())
                .put("order_id", sent.id())
                .put("status", status)
                .put("trans_amount", Numbers.yuan(sent.amountMinor()))
                .put("trans_date", AlipayTime.text(sent.at()));
    }

    private static Future<JsonObject> refused(AlipayCode code) {
        return Future.succeededFuture(code.answer());
    }
}
