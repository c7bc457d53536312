package io.txswitch.channel.wallet;

import io.txswitch.channel.bill.BillType;
import io.txswitch.core.model.PayMode;

/** One thing a wallet can do or not: a way to pay, or an operation. */
public enum Feature {
    MERCHANT_CODE("the payer scans the merchant's code"),
    PAYER_CODE("the merchant scans the payer's code"),
    JSAPI("a page inside the wallet"),
    MINI_PROGRAM("a mini-program"),
    H5("a page in a phone's browser"),
    PAGE("a page in a browser on a desk"),
    APP("the merchant's own app"),
    QUERY("query"),
    CLOSE("close an unpaid code"),
    REVERSE("take a payment by the payer's code back"),
    CONFIRM("a second step by the payer"),
    REFUND("refund"),
    REFUND_QUERY("refund query"),
    TRANSFER("transfer to a payer"),
    TRANSFER_QUERY("transfer query"),
    TRADE_BILL("trade bill"),
    FUND_BILL("fund-flow bill"),
    PARTIAL_BILL("bills of payments or refunds alone"),
    AGREEMENT("agreement: sign, query, cancel"),
    SIGN_AND_PAY("agreement signed with a first payment"),
    DEDUCT("deduction by an agreement"),
    PROFIT_SHARING("profit sharing"),
    SHARE_QUERY("profit sharing query");

    private final String title;

    Feature(String title) {
        this.title = title;
    }

    /** As people write it. */
    public String title() {
        return title;
    }

    /** The feature that a way to pay is. */
    public static Feature of(PayMode mode) {
        return switch (mode) {
            case MERCHANT_CODE -> MERCHANT_CODE;
            case PAYER_CODE -> PAYER_CODE;
            case JSAPI -> JSAPI;
            case MINI_PROGRAM -> MINI_PROGRAM;
            case H5 -> H5;
            case PAGE -> PAGE;
            case APP -> APP;
            case AGREEMENT -> AGREEMENT;
            case DEDUCT -> DEDUCT;
            case TRANSFER -> TRANSFER;
            case SHARE -> PROFIT_SHARING;
        };
    }

    /** The feature that makes a kind of bill. */
    public static Feature of(BillType type) {
        return switch (type) {
            case TRADE -> TRADE_BILL;
            case PAYMENTS, REFUNDS -> PARTIAL_BILL;
            case FUND_FLOW -> FUND_BILL;
        };
    }
}
