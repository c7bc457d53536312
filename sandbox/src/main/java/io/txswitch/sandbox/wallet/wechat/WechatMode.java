package io.txswitch.sandbox.wallet.wechat;

import io.txswitch.sandbox.wallet.Fields;
import io.txswitch.sandbox.wallet.Order;
import io.vertx.core.json.JsonObject;

/** The ways to begin a payment that give the payer something to open; the name is the {@code trade_type}. */
enum WechatMode {
    NATIVE,
    JSAPI,
    /** H5. */
    MWEB,
    APP;

    /** Whether the request has what this way needs beside the order. */
    boolean complete(JsonObject request) {
        JsonObject scene = Fields.object(request, "scene_info");
        return switch (this) {
            case NATIVE, APP -> true;
            case JSAPI ->
                !Fields.text(Fields.object(request, "payer"), "openid").isEmpty();
            case MWEB ->
                !Fields.text(scene, "payer_client_ip").isEmpty()
                        && !Fields.text(Fields.object(scene, "h5_info"), "type").isEmpty();
        };
    }

    /** @param origin where the payer's browser finds the page of {@link #MWEB} */
    WechatAnswer answer(Order order, String origin) {
        return WechatAnswer.ok(
                switch (this) {
                    case NATIVE -> new JsonObject().put("code_url", "weixin://wxpay/bizpayurl?pr=" + order.code());
                    case JSAPI, APP -> new JsonObject().put("prepay_id", "wx" + order.code());
                    case MWEB ->
                        new JsonObject().put("h5_url", origin + WechatPage.PATH + "?prepay_id=wx" + order.code());
                });
    }
}
