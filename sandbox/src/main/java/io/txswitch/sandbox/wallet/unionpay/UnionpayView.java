package io.txswitch.sandbox.wallet.unionpay;

import io.txswitch.sandbox.wallet.Order;
import io.txswitch.sandbox.wallet.Refund;
import java.util.LinkedHashMap;
import java.util.Map;

/** How payments and refunds look in UnionPay's words. */
final class UnionpayView {
    /** The refund number of what a reversal gave back: no order number is empty. */
    static final String REVERSAL = "";

    private static final String PAYER_ACCOUNT = "621626*********0018";

    private UnionpayView() {}

    /** The payment's own response code, which a query calls {@code origRespCode}. */
    static UnionpayCode state(Order order) {
        return switch (order.state()) {
            case MADE -> UnionpayCode.NOT_FOUND;
            case SCANNED -> UnionpayCode.UNDER_WAY;
            case PAID -> order.refund(REVERSAL).isPresent() ? UnionpayCode.FAILED : UnionpayCode.OK;
            case CLOSED -> order.declined() ? UnionpayCode.BALANCE : UnionpayCode.FAILED;
        };
    }

    static UnionpayCode state(Refund refund) {
        return refund.settledAt() == null ? UnionpayCode.UNDER_WAY : UnionpayCode.OK;
    }

    static Map<String, String> payment(Order order) {
        Map<String, String> view = new LinkedHashMap<>();
        view.put("queryId", order.tradeNo());
        amounts(view, order.terms().amountMinor());
        view.put("accNo", PAYER_ACCOUNT);
        order.paidAt().ifPresent(at -> times(view, UnionpayTime.text(at), order.tradeNo()));
        return view;
    }

    static Map<String, String> refund(Order order, Refund refund) {
        Map<String, String> view = new LinkedHashMap<>();
        view.put("queryId", refund.refundId());
        view.put("origQryId", order.tradeNo());
        amounts(view, refund.amountMinor());
        times(view, UnionpayTime.text(refund.acceptedAt()), refund.refundId());
        return view;
    }

    private static void amounts(Map<String, String> view, long amountMinor) {
        view.put("txnAmt", Long.toString(amountMinor));
        view.put("currencyCode", "156");
        view.put("settleAmt", Long.toString(amountMinor));
        view.put("settleCurrencyCode", "156");
    }

    /** Month and day of settlement; month, day and time of the trace, with the last six digits of the number. */
    private static void times(Map<String, String> view, String at, String number) {
        view.put("settleDate", at.substring(4, 8));
        view.put("traceTime", at.substring(4));
        view.put("traceNo", number.substring(number.length() - 6));
    }
}
