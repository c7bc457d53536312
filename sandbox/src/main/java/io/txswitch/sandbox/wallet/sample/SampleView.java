package io.txswitch.sandbox.wallet.sample;

import io.txswitch.sandbox.wallet.Order;
import io.txswitch.sandbox.wallet.Refund;
import io.txswitch.sandbox.wallet.WalletShares.Share;
import io.txswitch.sandbox.wallet.WalletTransfers.Sent;
import io.vertx.core.json.JsonObject;

/** How payments and refunds look in the sample wallet's words. */
final class SampleView {
    /** The refund number of what a reversal gave back: no merchant's number is empty. */
    static final String REVERSAL = "";

    private static final String PLACE = "https://sample-wallet.example/";

    private SampleView() {}

    /** @param origin scheme, host and port of this simulator, where browsers find its pages */
    static JsonObject payment(Order order, boolean waitsForConfirmation, String origin) {
        JsonObject view = new JsonObject()
                .put("order_no", order.terms().outTradeNo())
                .put("state", state(order, waitsForConfirmation))
                .put("amount", order.terms().amountMinor())
                .put("currency", "CNY");
        if (!order.terms().byPayerCode()) {
            String mode = order.terms().mode();
            boolean browser = mode.equals("h5") || mode.equals("page");
            view.put("code_url", (browser ? origin + SamplePages.ORDER : PLACE + mode + "/") + order.code());
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

    static JsonObject agreement(SampleAgreement agreement) {
        JsonObject view = new JsonObject()
                .put("agreement_no", agreement.consent().no())
                .put("state", agreement.state().name())
                .put("sign_url", agreement.signUrl());
        return agreement.wasSigned()
                ? view.put("contract_id", agreement.contractId()).put("open_id", "samplePayer000000001")
                : view;
    }

    static JsonObject transfer(Sent sent) {
        return new JsonObject()
                .put("transfer_no", sent.no())
                .put("transfer_id", sent.id())
                .put(
                        "state",
                        switch (sent.state()) {
                            case UNDER_WAY -> "PROCESSING";
                            case DONE -> "DONE";
                            case FAILED, CANCELLED -> "FAILED";
                        })
                .put("amount", sent.amountMinor())
                .put("currency", "CNY");
    }

    /** The amount is what has arrived; a share of which nothing arrives has failed. */
    static JsonObject share(Share share) {
        String ended = share.amountMinor() > 0 ? "DONE" : "FAILED";
        return new JsonObject()
                .put("share_no", share.no())
                .put("order_no", share.order().terms().outTradeNo())
                .put("share_id", share.id())
                .put("state", share.finished() ? ended : "PROCESSING")
                .put("amount", share.amountMinor())
                .put("currency", "CNY");
    }
}
