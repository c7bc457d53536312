package io.txswitch.sandbox.wallet.alipay;

import io.txswitch.sandbox.wallet.Numbers;
import io.txswitch.sandbox.wallet.Order;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** How an order looks in Alipay's words. */
final class AlipayView {
    static final String BUYER_ID = "2088102000000009";

    private AlipayView() {}

    static JsonObject ok() {
        return new JsonObject().put("code", "10000").put("msg", "Success");
    }

    /** TRADE_CLOSED stands for both: never paid, and paid but wholly refunded. */
    static String status(Order order) {
        return switch (order.state()) {
            case MADE, SCANNED -> "WAIT_BUYER_PAY";
            case CLOSED -> "TRADE_CLOSED";
            case PAID -> order.refundableMinor() == 0 ? "TRADE_CLOSED" : "TRADE_SUCCESS";
        };
    }

    static JsonObject query(Order order) {
        String amount = Numbers.yuan(order.terms().amountMinor());
        JsonObject answer = ok().put("trade_no", order.tradeNo())
                .put("out_trade_no", order.terms().outTradeNo())
                .put("buyer_logon_id", "pay***@sandbox.example")
                .put("buyer_user_id", BUYER_ID)
                .put("trade_status", status(order))
                .put("total_amount", amount);
        String received = order.paidAt().isPresent() ? amount : Numbers.yuan(0);
        answer.put("receipt_amount", received).put("buyer_pay_amount", received);
        answer.put("invoice_amount", received).put("point_amount", Numbers.yuan(0));
        order.paidAt().ifPresent(at -> answer.put("send_pay_date", AlipayTime.text(at)));
        if (order.paidAt().isPresent()) {
            answer.put("fund_bill_list", fundBill(amount));
        }
        return answer;
    }

    /** The answer to a scanned payer's code; while the payer is busy it looks like a success but for its code. */
    static JsonObject paid(Order order) {
        String amount = Numbers.yuan(order.terms().amountMinor());
        boolean paid = order.paidAt().isPresent();
        JsonObject answer = (paid
                        ? ok()
                        : new JsonObject().put("code", "10003").put("msg", "order success pay inprocess"))
                .put("trade_no", order.tradeNo())
                .put("out_trade_no", order.terms().outTradeNo())
                .put("buyer_logon_id", "pay***@sandbox.example")
                .put("buyer_user_id", BUYER_ID)
                .put("total_amount", amount);
        order.paidAt()
                .ifPresent(at -> answer.put("receipt_amount", amount)
                        .put("buyer_pay_amount", amount)
                        .put("gmt_payment", AlipayTime.text(at))
                        .put("fund_bill_list", fundBill(amount)));
        return answer;
    }

    static JsonArray fundBill(String amount) {
        return new JsonArray().add(new JsonObject().put("amount", amount).put("fund_channel", "ALIPAYACCOUNT"));
    }
}
