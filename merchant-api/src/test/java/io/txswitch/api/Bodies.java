package io.txswitch.api;

/** Bodies that are as they should be. */
final class Bodies {
    private Bodies() {}

    static String payment(String orderNo) {
        return payment(orderNo, 1234);
    }

    static String payment(String orderNo, long amountMinor) {
        return "{\"order_no\":\"" + orderNo + "\",\"product\":\"alipay_qr\",\"amount\":" + amountMinor
                + ",\"currency\":\"CNY\",\"subject\":\"tea\"}";
    }

    static String refund(String refundNo, String paymentId, long amountMinor) {
        return "{\"refund_no\":\"" + refundNo + "\",\"payment_id\":\"" + paymentId + "\",\"amount\":" + amountMinor
                + ",\"reason\":\"cold tea\"}";
    }
}
