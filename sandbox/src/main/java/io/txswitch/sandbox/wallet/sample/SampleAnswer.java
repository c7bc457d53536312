package io.txswitch.sandbox.wallet.sample;

import io.vertx.core.json.JsonObject;

/** One answer before it is signed. */
record SampleAnswer(int status, String body) {
    static SampleAnswer ok(JsonObject content) {
        return new SampleAnswer(200, content.encode());
    }

    /** The wallet's refusals: HTTP status and text, each once; the name is the code. */
    enum Refusal {
        SIGNATURE(401, "the signature or its time does not fit"),
        PARAMETER(400, "a member is missing or malformed"),
        ORDER_NOT_FOUND(404, "no such order"),
        ORDER_USED(409, "the number is taken by a request with other content"),
        ORDER_PAID(409, "the order is paid"),
        ORDER_CLOSED(409, "the order is closed"),
        PAYER_CODE(400, "the payer's code is not valid"),
        BALANCE(402, "the payer has not enough money"),
        CONFIRM_CODE(400, "the payer's second code is wrong"),
        NOT_REVERSIBLE(409, "the payment is not taken back any more"),
        REFUND_NOT_FOUND(404, "no such refund"),
        NOT_REFUNDABLE(409, "nothing can be given back"),
        REFUND_TOO_LARGE(409, "more than is left of the payment"),
        AGREEMENT_NOT_FOUND(404, "no such agreement"),
        AGREEMENT_ENDED(409, "the agreement has ended"),
        CONTRACT(409, "no payer has agreed to that, or he no longer does"),
        OVER_LIMIT(409, "more than the payer has agreed to"),
        TRANSFER_NOT_FOUND(404, "no such transfer"),
        MERCHANT_BALANCE(402, "the merchant has not enough money"),
        SHARE_NOT_FOUND(404, "no such profit sharing"),
        NOT_SHARABLE(409, "nothing can be shared of that"),
        SHARE_TOO_LARGE(409, "more than is left of the payment"),
        NO_BILL(404, "there is no bill of that day"),
        BUSY(429, "later"),
        NO_INTERFACE(404, "no such interface");

        private final int status;
        private final String text;

        Refusal(int status, String text) {
            this.status = status;
            this.text = text;
        }

        SampleAnswer answer() {
            return new SampleAnswer(
                    status,
                    new JsonObject().put("code", name()).put("message", text).encode());
        }
    }
}
