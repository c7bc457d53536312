package io.txswitch.sandbox.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** What the sandbox's merchant sells over HTTP: the switch's built-in products, opened, and the sample wallet's own. */
final class WalletProducts {
    /** Each begins with the id of its channel, which its route leads to. */
    private static final List<String> OPENED = List.of(
            "alipay_qr",
            "alipay_code",
            "alipay_jsapi",
            "alipay_mini",
            "alipay_h5",
            "alipay_page",
            "alipay_app",
            "wechat_qr",
            "wechat_code",
            "wechat_jsapi",
            "wechat_mini",
            "wechat_h5",
            "wechat_app",
            "unionpay_qr",
            "unionpay_code");

    private WalletProducts() {}

    /** Rows for a node's list {@code products}. */
    static JsonArray rows() {
        JsonArray rows = new JsonArray();
        OPENED.forEach(id -> rows.add(new JsonObject().put("id", id)));
        return rows.add(sample("sample_qr", "merchant-code")).add(sample("sample_code", "payer-code"));
    }

    private static JsonObject sample(String id, String mode) {
        return new JsonObject().put("id", id).put("channel", "sample").put("mode", mode);
    }

    /** For its list {@code routes}: each product to the wallet that its name begins with. */
    static void addRoutes(JsonArray routes) {
        for (Object row : rows()) {
            String id = ((JsonObject) row).getString("id");
            routes.add(route(id, id.substring(0, id.indexOf('_'))));
        }
    }

    static JsonObject route(String product, String host) {
        return new JsonObject().put("product", product).put("hosts", new JsonArray().add(host));
    }
}
