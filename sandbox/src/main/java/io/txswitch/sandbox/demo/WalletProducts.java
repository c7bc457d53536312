package io.txswitch.sandbox.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** What the sandbox's merchant sells over HTTP: the switch's built-in products, opened, and the sample wallet's own. */
final class WalletProducts {
    /** By wallet: an id is the wallet's and the way's, and its route leads to the wallet. */
    private static final Map<String, List<String>> OPENED = Map.of(
            "alipay",
            List.of("qr", "code", "jsapi", "mini", "h5", "page", "app", "agreement", "deduct", "transfer", "share"),
            "wechat",
            List.of("qr", "code", "jsapi", "mini", "h5", "app", "transfer", "share"),
            "unionpay",
            List.of("qr", "code"));

    /** The sample wallet's, which are no rows of the switch: what each is, and its mode. */
    private static final Map<String, String> SAMPLE = Map.ofEntries(
            Map.entry("qr", "merchant-code"),
            Map.entry("code", "payer-code"),
            Map.entry("jsapi", "jsapi"),
            Map.entry("mini", "mini-program"),
            Map.entry("h5", "h5"),
            Map.entry("page", "page"),
            Map.entry("app", "app"),
            Map.entry("agreement", "agreement"),
            Map.entry("deduct", "deduct"),
            Map.entry("transfer", "transfer"),
            Map.entry("share", "share"));

    private WalletProducts() {}

    /** Rows for a node's list {@code products}. */
    static JsonArray rows() {
        JsonArray rows = new JsonArray();
        OPENED.forEach((wallet, ways) -> ways.forEach(way -> rows.add(new JsonObject().put("id", wallet + "_" + way))));
        SAMPLE.forEach((way, mode) -> rows.add(new JsonObject()
                .put("id", "sample_" + way)
                .put("channel", "sample")
                .put("mode", mode)));
        return rows;
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
