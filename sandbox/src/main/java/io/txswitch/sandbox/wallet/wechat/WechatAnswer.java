package io.txswitch.sandbox.wallet.wechat;

import io.vertx.core.json.JsonObject;

/** One answer before it is signed: a status and a body, which is empty for 204. */
record WechatAnswer(int status, String body) {
    static final WechatAnswer NO_CONTENT = new WechatAnswer(204, "");

    static WechatAnswer ok(JsonObject content) {
        return new WechatAnswer(200, content.encode());
    }

    /** The refusals of the simulated API: HTTP status, code and text, each once. */
    enum Refusal {
        SIGN_ERROR(401, "SIGN_ERROR", "the signature does not fit the request"),
        PARAM_ERROR(400, "PARAM_ERROR", "a parameter is missing or malformed"),
        INVALID_REQUEST(400, "INVALID_REQUEST", "the request does not fit the order"),
        APPID_MCHID_NOT_MATCH(400, "APPID_MCHID_NOT_MATCH", "appid and mchid do not belong together"),
        ORDER_PAID(400, "ORDER_PAID", "the order is already paid"),
        ORDER_CLOSED(400, "ORDER_CLOSED", "the order is closed"),
        OUT_TRADE_NO_USED(403, "OUT_TRADE_NO_USED", "the number is taken by a request with other content"),
        AUTH_CODE_INVALID(400, "AUTH_CODE_INVALID", "the payer's code is not valid"),
        NOT_ENOUGH(403, "NOT_ENOUGH", "the payer has not enough money"),
        ORDER_NOT_EXIST(404, "ORDER_NOT_EXIST", "the order does not exist"),
        RESOURCE_NOT_EXISTS(404, "RESOURCE_NOT_EXISTS", "the refund does not exist"),
        TRANSFER_NOT_EXISTS(404, "NOT_FOUND", "the transfer does not exist"),
        NO_STATEMENT_EXIST(400, "NO_STATEMENT_EXIST", "there is no bill of that day"),
        NOT_FOUND(404, "NOT_FOUND", "no such interface"),
        SYSTEM_ERROR(500, "SYSTEM_ERROR", "try again with the same numbers");

        private final int status;
        private final String code;
        private final String text;

        Refusal(int status, String code, String text) {
            this.status = status;
            this.code = code;
            this.text = text;
        }

        WechatAnswer answer() {
            return new WechatAnswer(
                    status,
                    new JsonObject().put("code", code).put("message", text).encode());
        }
    }
}
