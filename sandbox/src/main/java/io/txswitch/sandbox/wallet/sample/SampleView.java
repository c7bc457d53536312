package io.txswitch.sandbox.wallet.sample;

import io.txswitch.sandbox.wallet.Order;
import io.txswitch.sandbox.wallet.Refund;
import io.vertx.core.json.JsonObject;

/** How payments and refunds look in the sample wallet's words. */
final class SampleView {
    /** The refund number of what a reversal gave back: no merchant's number is empty. */
    static final String REVERSAL = "";

    private SampleView() {}

    static JsonObject payment(Order order, boolean waitsForConfirmation) {
        JsonObject view = new JsonObject()
                .put("order_no", order.terms().outTradeNo())
                .put("state", state(order, waitsForConfirmation))
                .put("amount", order.terms().amountMinor())
                .put("currency", "CNY");
        if (!order.terms().byPayerCode()) {
            view.put("code_url", "https://sample-wallet.example/pay/" + order.code());
        }
        order.paidAt()
                .ifPresent(at -> view.put("trade_no", order.tradeNo())
                        .put("open_id", "samplePayer000000001")
                        .put("paid_at", at.toString()));
        return view;
    }

    private static String state(Order order, boolean waitsForConfirmation) {
        return switch (order.state()) {
            case MADE -> "CREATED";
            case SCANNED -> waitsForConfirmation ? "WAIT_CONFIRM" : "PAYING";
            case PAID -> order.refund(REVERSAL).isPresent() ? "REVERSED" : "PAID";
            case CLOSED -> order.declined() ? "FAILED" : "CLOSED";
        };
    }

    static JsonObject refund(Order order, Refund refund) {
        return new JsonObject()
                .put("order_no", order.terms().outTradeNo())
                .put("refund_no", refund.refundNo())
                .put("refund_id", refund.refundId())
                .put("state", refund.settledAt() == null ? "PROCESSING" : "DONE")
                .put("amount", refund.amountMinor())
                .put("currency", "CNY");
    }
}
