package io.txswitch.sandbox.wallet.wechat;

import io.txswitch.sandbox.wallet.Numbers;
import io.txswitch.sandbox.wallet.Order;
import io.txswitch.sandbox.wallet.Refund;
import io.txswitch.sandbox.wallet.WalletShares.Part;
import io.txswitch.sandbox.wallet.WalletShares.Share;
import io.txswitch.sandbox.wallet.WalletTransfers.Sent;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/** How orders and refunds look in WeChat Pay's words. */
final class WechatView {
    private static final DateTimeFormatter RFC3339 = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");

    private WechatView() {}

    static String time(Instant at) {
        return RFC3339.format(at.atOffset(Numbers.BEIJING));
    }

    static JsonObject transaction(Order order) {
        JsonObject amount =
                new JsonObject().put("total", order.terms().amountMinor()).put("currency", "CNY");
        JsonObject view = new JsonObject()
                .put("appid", order.terms().appId())
                .put("mchid", order.terms().mchId())
                .put("out_trade_no", order.terms().outTradeNo())
                .put("trade_state", state(order))
                .put("trade_state_desc", state(order))
                .put("attach", "")
                .put("amount", amount);
        order.paidAt().ifPresent(at -> {
            amount.put("payer_total", order.terms().amountMinor()).put("payer_currency", "CNY");
            view.put("transaction_id", order.tradeNo())
                    .put("trade_type", order.terms().mode())
                    .put("bank_type", "OTHERS")
                    .put("success_time", time(at))
                    .put("payer", new JsonObject().put("openid", "oSandboxPayer000000000000001"));
        });
        return view;
    }

    private static String state(Order order) {
        boolean byCode = order.terms().byPayerCode();
        return switch (order.state()) {
            case MADE, SCANNED -> byCode ? "USERPAYING" : "NOTPAY";
            case CLOSED -> byCode ? order.declined() ? "PAYERROR" : "REVOKED" : "CLOSED";
            case PAID ->
                order.refund(WechatOrders.REVERSAL).isPresent()
                        ? "REVOKED"
                        : order.refundedMinor() > 0 ? "REFUND" : "SUCCESS";
        };
    }

    static JsonObject refund(Order order, Refund refund) {
        JsonObject amount = refundAmount(order, refund)
                .put("settlement_total", order.terms().amountMinor())
                .put("settlement_refund", refund.amountMinor())
                .put("discount_refund", 0)
                .put("refund_fee", 0)
                .put("currency", "CNY")
                .put("from", new JsonArray());
        JsonObject view = refundHead(order, refund)
                .put("channel", "ORIGINAL")
                .put("create_time", time(refund.acceptedAt()))
                .put("status", refundState(refund))
                .put("funds_account", "AVAILABLE")
                .put("amount", amount);
        Instant settledAt = refund.settledAt();
        if (settledAt != null) {
            view.put("success_time", time(settledAt));
        }
        return view;
    }

    /** The decrypted content of a refund notification; its status has another name than in the API. */
    static JsonObject refundNotice(Order order, Refund refund) {
        JsonObject view = refundHead(order, refund)
                .put("mchid", order.terms().mchId())
                .put("refund_status", refundState(refund))
                .put("amount", refundAmount(order, refund));
        Instant settledAt = refund.settledAt();
        if (settledAt != null) {
            view.put("success_time", time(settledAt));
        }
        return view;
    }

    private static JsonObject refundHead(Order order, Refund refund) {
        return new JsonObject()
                .put("refund_id", refund.refundId())
                .put("out_refund_no", refund.refundNo())
                .put("transaction_id", order.tradeNo())
                .put("out_trade_no", order.terms().outTradeNo())
                .put("user_received_account", "balance");
    }

    private static JsonObject refundAmount(Order order, Refund refund) {
        return new JsonObject()
                .put("total", order.terms().amountMinor())
                .put("refund", refund.amountMinor())
                .put("payer_total", order.terms().amountMinor())
                .put("payer_refund", refund.amountMinor());
    }

    private static String refundState(Refund refund) {
        return refund.settledAt() == null ? "PROCESSING" : "SUCCESS";
    }

    static JsonObject transfer(Sent sent) {
        JsonObject view = new JsonObject()
                .put("out_bill_no", sent.no())
                .put("transfer_bill_no", sent.id())
                .put("create_time", time(sent.at()));
        return switch (sent.state()) {
            case UNDER_WAY -> view.put("state", "WAIT_USER_CONFIRM").put("package_info", "affffddafdfafddffda==");
            case DONE -> view.put("state", "SUCCESS");
            case FAILED -> view.put("state", "FAIL").put("fail_reason", "PAYEE_ACCOUNT_ABNORMAL");
            case CANCELLED -> view.put("state", "CANCELLED");
        };
    }

    /** The decrypted content of the notification of one part. */
    static JsonObject shareNotice(Share share, Part part) {
        return new JsonObject()
                .put("mchid", share.order().terms().mchId())
                .put("transaction_id", share.order().tradeNo())
                .put("order_id", share.id())
                .put("out_order_no", share.no())
                .put(
                        "receiver",
                        new JsonObject()
                                .put("type", part.type())
                                .put("account", part.account())
                                .put("amount", part.amountMinor()))
                .put("success_time", time(share.at()));
    }
}
