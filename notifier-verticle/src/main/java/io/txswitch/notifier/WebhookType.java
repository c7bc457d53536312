package io.txswitch.notifier;

/** What a merchant can be told; the names are part of the open API. */
public enum WebhookType {
    PAYMENT_SUCCEEDED("payment.succeeded", "succeeded"),
    PAYMENT_FAILED("payment.failed", "failed"),
    PAYMENT_CLOSED("payment.closed", "closed"),
    PAYMENT_REVERSED("payment.reversed", "reversed"),
    REFUND_SUCCEEDED("refund.succeeded", "succeeded"),
    REFUND_FAILED("refund.failed", "failed"),
    TRANSFER_SUCCEEDED("transfer.succeeded", "succeeded"),
    TRANSFER_FAILED("transfer.failed", "failed"),
    SHARE_SUCCEEDED("share.succeeded", "succeeded"),
    SHARE_FAILED("share.failed", "failed"),
    AGREEMENT_SIGNED("agreement.signed", "signed"),
    /** It was never in force: given up, or refused by the wallet. */
    AGREEMENT_CLOSED("agreement.closed", "closed"),
    AGREEMENT_CANCELLED("agreement.cancelled", "cancelled");

    private final String text;
    private final String status;

    WebhookType(String text, String status) {
        this.text = text;
        this.status = status;
    }

    /** The {@code type} of the webhook. */
    public String text() {
        return text;
    }

    /** The {@code status} of the resource in it. */
    public String status() {
        return status;
    }

    public boolean isRefund() {
        return this == REFUND_SUCCEEDED || this == REFUND_FAILED;
    }
}
