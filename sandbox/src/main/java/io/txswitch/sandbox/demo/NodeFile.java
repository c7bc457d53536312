package io.txswitch.sandbox.demo;

import io.txswitch.sandbox.merchant.MerchantKeys;
import io.txswitch.sandbox.stores.StoreAddresses;
import io.txswitch.sandbox.wallet.alipay.AlipayCredentials;
import io.txswitch.sandbox.wallet.sample.SampleCredentials;
import io.txswitch.sandbox.wallet.unionpay.UnionpayCredentials;
import io.txswitch.sandbox.wallet.wechat.WechatCredentials;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes the configuration of one node of the sandbox: JSON, which is YAML too.
 *
 * @param shared what all nodes have in common
 */
public record NodeFile(World world, Shared shared, NodePorts ports, String id, List<String> roles) {
    /** A card sale over this is refused by risk. */
    static final long MAX_CARD_AMOUNT_MINOR = 500_000;
    /** How long a terminal is kept waiting in the demo; a real one waits longer. */
    static final long CARD_ANSWER_MS = 3_000;

    /** The template of the terminals that sign in. */
    static final String UNIONPAY_FAMILY = "unionpay";

    private static final long MAX_OFFLINE_MINOR = 20_000;
    private static final long LOYALTY_PATIENCE_MS = 20_000;
    private static final int RENEWAL_MS = 500;
    private static final int CARDS_PER_MINUTE = 10_000;

    /** What all nodes of one cluster share: the master key, a control token, the bus's key store. */
    public record Shared(String masterKey, String token, List<String> members, Path keyStore, String storePassword) {}

    Path write() {
        return write(config());
    }

    /** Writes it with changes of the caller's. */
    public Path write(JsonObject changed) {
        Path file = world.place().directory().resolve(id + ".yaml");
        Place.writePrivate(file, changed.encodePrettily());
        return file;
    }

    /** What a node of the demo is told. */
    public JsonObject config() {
        StoreAddresses stores = world.stores().addresses();
        return new JsonObject()
                .put("environment", "sandbox")
                .put("node", node())
                .put("mysql", mysql(stores))
                .put("redis", new JsonObject().put("port", stores.redisPort()).put("password", stores.redisPassword()))
                .put("kafka", new JsonObject().put("bootstrap", stores.kafkaBootstrap()))
                .put("cluster", cluster())
                .put("http", new JsonObject().put("port", ports.http()))
                .put("control", control())
                .put("core", core())
                .put("terminal", terminal())
                .put("banks", new JsonArray().add(bank()))
                .put("merchants", new JsonArray().add(merchant()))
                .put(
                        "channels",
                        new JsonArray()
                                .add(alipay())
                                .add(wechat())
                                .add(unionpay())
                                .add(sample()))
                .put("products", WalletProducts.rows())
                .put("risk", risk())
                .put("routes", routes())
                .put("renewal", new JsonObject().put("interval-ms", RENEWAL_MS))
                .put("notifier", notifier())
                .put("loyalty", new JsonObject().put("enabled", true).put("open-after-ms", LOYALTY_PATIENCE_MS));
    }

    private JsonObject node() {
        return new JsonObject()
                .put("id", id)
                .put("roles", new JsonArray(roles))
                .put("master-key", shared.masterKey())
                .put("drain-ms", 5_000);
    }

    private JsonObject mysql(StoreAddresses stores) {
        return new JsonObject()
                .put("host", stores.mysqlHost())
                .put("port", stores.mysqlPort())
                .put("user", stores.mysqlUser())
                .put("password", stores.mysqlPassword())
                .put("database", world.schema());
    }

    private JsonObject cluster() {
        return new JsonObject()
                .put("enabled", true)
                .put("name", "sandbox-" + ProcessHandle.current().pid())
                .put("member-port", ports.member())
                .put("bus-port", ports.bus())
                .put("members", new JsonArray(shared.members()))
                .put(
                        "bus-tls",
                        new JsonObject()
                                .put("key-store", shared.keyStore().toString())
                                .put("trust-store", shared.keyStore().toString())
                                .put("password", shared.storePassword()));
    }

    private JsonObject control() {
        return new JsonObject()
                .put("port", ports.control())
                .put(
                        "people",
                        new JsonArray()
                                .add(new JsonObject().put("name", "sandbox").put("token", shared.token())));
    }

    private static JsonObject core() {
        return new JsonObject()
                .put("flow", new JsonObject().put("first-retry-ms", 1_000).put("max-retry-ms", 10_000));
    }

    private JsonObject terminal() {
        return new JsonObject()
                .put("port", ports.terminal())
                .put("answer-within-ms", CARD_ANSWER_MS)
                .put("profiles", new JsonArray().add(new JsonObject().put("match", "T*")))
                .put("families", new JsonArray().add(unionPayFamily()))
                .put(
                        "listeners",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("port", ports.unionPay())
                                        .put("family", UNIONPAY_FAMILY)));
    }

    /** Terminals that sign in for their keys, authenticate every message and may scan payers' codes. */
    private static JsonObject unionPayFamily() {
        return new JsonObject()
                .put("name", UNIONPAY_FAMILY)
                .put("dialect", "unionpay-pos")
                .put("framing", "unionpay-pos")
                .put("keys", "unionpay-003")
                .put("partial-approval", true)
                .put("max-offline-minor", MAX_OFFLINE_MINOR);
    }

    private JsonObject bank() {
        return new JsonObject()
                .put("id", World.BANK_ID)
                .put("port", world.bank().port())
                .put("key-exchange", true);
    }

    private JsonObject merchant() {
        MerchantKeys keys = world.keys();
        return new JsonObject()
                .put("id", World.MERCHANT_ID)
                .put("name", "Sandbox Tea House")
                .put("app-id", keys.appId())
                .put("api-secret", keys.apiSecret())
                .put("webhook-url", world.merchant().webhookUrl())
                .put("webhook-secret", keys.webhookSecret())
                .put("web-origins", new JsonArray().add(world.merchant().origin()));
    }

    private JsonObject alipay() {
        AlipayCredentials given = world.alipay().credentials();
        return new JsonObject()
                .put("id", "alipay")
                .put("kind", "alipay")
                .put("base-url", given.gatewayUrl())
                .put("app-id", given.appId())
                .put("seller-id", given.sellerId())
                .put("private-key", given.appPrivateKeyBase64())
                .put("alipay-public-key", given.alipayPublicKeyBase64())
                .put("notify-base-url", "http://127.0.0.1:" + ports.http());
    }

    private JsonObject wechat() {
        WechatCredentials given = world.wechat().credentials();
        return new JsonObject()
                .put("id", "wechat")
                .put("kind", "wechat")
                .put("base-url", given.baseUrl())
                .put("app-id", given.appid())
                .put("mch-id", given.mchid())
                .put("merchant-serial", given.merchantSerial())
                .put("private-key", given.merchantPrivateKeyPem())
                .put("api-v3-key", given.apiV3Key())
                .put("platform-public-key", given.platformPublicKeyPem())
                .put("platform-public-key-id", given.platformPublicKeyId())
                .put("reverse-after-ms", 0)
                .put("profit-sharing", true)
                .put("notify-base-url", "http://127.0.0.1:" + ports.http());
    }

    private JsonObject unionpay() {
        UnionpayCredentials given = world.unionpay().credentials();
        return new JsonObject()
                .put("id", "unionpay")
                .put("kind", "unionpay")
                .put("base-url", given.baseUrl())
                .put("mer-id", given.merId())
                .put("private-key", given.privateKeyPem())
                .put("certificate", given.certificatePem())
                .put("middle-certificate", given.middleCertificatePem())
                .put("root-certificate", given.rootCertificatePem())
                .put("notify-base-url", "http://127.0.0.1:" + ports.http());
    }

    private JsonObject sample() {
        SampleCredentials given = world.sample().credentials();
        return new JsonObject()
                .put("id", "sample")
                .put("kind", "sample")
                .put("base-url", given.baseUrl())
                .put("app-id", given.appId())
                .put("merchant-no", given.merchantNo())
                .put("secret", given.secret())
                .put("notify-base-url", "http://127.0.0.1:" + ports.http());
    }

    private static JsonObject risk() {
        return new JsonObject()
                .put("max-amount-minor", MAX_CARD_AMOUNT_MINOR)
                .put(
                        "velocity",
                        new JsonObject().put("max-count", CARDS_PER_MINUTE).put("window-ms", 60_000));
    }

    private static JsonArray routes() {
        JsonArray routes = new JsonArray().add(WalletProducts.route("card", World.BANK_ID));
        WalletProducts.addRoutes(routes);
        return routes;
    }

    private static JsonObject notifier() {
        return new JsonObject()
                .put("allow-private-addresses", true)
                .put("scan-ms", 200)
                .put("retry-ms", new JsonArray().add("500").add("1000").add("2000"));
    }
}
