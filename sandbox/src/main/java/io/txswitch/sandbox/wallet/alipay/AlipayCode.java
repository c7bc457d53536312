package io.txswitch.sandbox.wallet.alipay;

import io.vertx.core.json.JsonObject;

/** The refusals of the simulated gateway: gateway code, sub code and text, each once. */
enum AlipayCode {
    INVALID_SIGNATURE("40002", "isv.invalid-signature", "the signature does not fit the content"),
    INVALID_APP_ID("40002", "isv.invalid-app-id", "no such app_id"),
    INVALID_METHOD("40002", "isv.invalid-method", "no such method"),
    INVALID_TIMESTAMP("40002", "isv.invalid-timestamp", "timestamp is malformed or too far from now"),
    INVALID_SIGNATURE_TYPE("40002", "isv.invalid-signature-type", "only RSA2 is accepted"),
    INVALID_FORMAT("40002", "isv.invalid-format", "biz_content is not a JSON object"),
    MISSING_SIGNATURE("40001", "isv.missing-signature", "sign is missing"),
    SYSTEM_ERROR("20000", "isp.unknow-error", "try again or query"),
    INVALID_PARAMETER("40004", "ACQ.INVALID_PARAMETER", "a parameter is missing or malformed"),
    TRADE_NOT_EXIST("40004", "ACQ.TRADE_NOT_EXIST", "the trade does not exist"),
    TRADE_HAS_SUCCESS("40004", "ACQ.TRADE_HAS_SUCCESS", "the trade is already paid"),
    TRADE_HAS_CLOSE("40004", "ACQ.TRADE_HAS_CLOSE", "the trade is already closed"),
    CONTEXT_INCONSISTENT("40004", "ACQ.CONTEXT_INCONSISTENT", "the number is taken by a request with other content"),
    AUTH_CODE_INVALID("40004", "ACQ.PAYMENT_AUTH_CODE_INVALID", "the payer's code is not valid"),
    BALANCE("40004", "ACQ.BUYER_BALANCE_NOT_ENOUGH", "the payer has not enough money"),
    TRADE_STATUS_ERROR("40004", "ACQ.TRADE_STATUS_ERROR", "the trade's status does not allow this"),
    REFUND_AMT_NOT_EQUAL_TOTAL("40004", "ACQ.REFUND_AMT_NOT_EQUAL_TOTAL", "a partial refund needs an out_request_no"),
    REFUND_FEE_ERR("40004", "ACQ.REASON_TRADE_REFUND_FEE_ERR", "the refund is larger than what is left"),
    TRANSFER_PARAMETER("40004", "INVALID_PARAMETER", "a parameter is missing or malformed"),
    TRANSFER_BALANCE("40004", "PAYER_BALANCE_NOT_ENOUGH", "the merchant has not enough money"),
    TRANSFER_DUPLICATE("40004", "NOT_SUPPORT_DUPLICATE_OUT_BIZ_NO", "the number is taken by another transfer"),
    TRANSFER_NOT_EXIST("40004", "ORDER_NOT_EXIST", "no such transfer"),
    AGREEMENT_PARAMETER("40004", "INVALID_PARAMETER", "a parameter is missing or malformed, or the agreement ended"),
    AGREEMENT_NOT_EXIST("40004", "USER_AGREEMENT_NOT_EXIST", "there is no such agreement in force"),
    DEDUCT_AGREEMENT_NOT_EXIST("40004", "ACQ.AGREEMENT_NOT_EXIST", "there is no such agreement"),
    DEDUCT_AGREEMENT_NOT_NORMAL("40004", "ACQ.AGREEMENT_STATUS_NOT_NORMAL", "the agreement is not in force"),
    DEDUCT_TOO_MUCH("40004", "ACQ.CYCLE_PAY_SINGLE_FEE_EXCEED", "more than the payer agreed to"),
    SETTLE_STATE("40004", "ACQ.ILLEGAL_SETTLE_STATE", "the trade cannot be shared"),
    SETTLE_RECEIVER("40004", "ACQ.ROYALTY_RECEIVER_INVALID", "a receiver is not bound"),
    SETTLE_TOO_MUCH("40004", "ACQ.ALLOC_AMOUNT_VALIDATE_ERROR", "more than is left of the trade"),
    SETTLE_BALANCE("40004", "ACQ.TXN_RESULT_ACCOUNT_BALANCE_NOT_ENOUGH", "the merchant has not enough money"),
    SETTLE_OTHER("40004", "ACQ.DISCORDANT_REPEAT_REQUEST", "the number is taken by a request with other content"),
    BILL_PARAMETER("40004", "isv.invalid-arguments", "bill_type or bill_date is malformed"),
    BILL_NOT_EXIST("40004", "isp.bill_not_exist", "there is no bill of that day");

    private final String code;
    private final String subCode;
    private final String text;

    AlipayCode(String code, String subCode, String text) {
        this.code = code;
        this.subCode = subCode;
        this.text = text;
    }

    JsonObject answer() {
        String message = switch (code) {
            case "20000" -> "Service Currently Unavailable";
            case "40001" -> "Missing Required Arguments";
            case "40002" -> "Invalid Arguments";
            default -> "Business Failed";
        };
        return new JsonObject()
                .put("code", code)
                .put("msg", message)
                .put("sub_code", subCode)
                .put("sub_msg", text);
    }
}
