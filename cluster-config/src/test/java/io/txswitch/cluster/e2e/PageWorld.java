package io.txswitch.cluster.e2e;

import io.txswitch.sandbox.demo.NodePorts;
import io.txswitch.sandbox.demo.Wait;
import io.txswitch.sandbox.demo.World;
import io.txswitch.sandbox.merchant.ApiAnswer;
import io.txswitch.sandbox.merchant.MerchantClient;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** A running switch with its wallets, a merchant's web shop, and a page of somebody else's; one for all tests. */
final class PageWorld implements AutoCloseable {
    static final String PLATE = "plate-of-the-test";
    static final String PRICED_PLATE = "plate-with-a-price";
    static final long PRICE_MINOR = 888;

    private static final List<String> AT_THE_COUNTER =
            List.of("alipay_jsapi", "alipay_h5", "alipay_qr", "wechat_jsapi", "wechat_h5", "wechat_qr", "unionpay_qr");

    private static final String PAGE =
            "<!doctype html><title>a page</title><link rel=\"icon\" href=\"data:,\"><h1>A page</h1>";
    private static final AtomicInteger ORDERS = new AtomicInteger();

    private final Vertx vertx;
    private final String shop;
    private final String stranger;
    private final TestSwitch running;
    private final MerchantClient merchant;

    /** Gives every test that asks for it the same one. */
    static final class Extension implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == PageWorld.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(PageWorld.class))
                    .computeIfAbsent(PageWorld.class, key -> new PageWorld());
        }
    }

    private PageWorld() {
        Browser.mustBeThere();
        this.vertx = Vertx.vertx();
        this.shop = origin();
        this.stranger = origin();
        this.running = TestSwitch.start("pages", 1, this::tune);
        this.merchant = running.merchant(0);
    }

    private String origin() {
        HttpServer server = Wait.on(vertx.createHttpServer()
                .requestHandler(request -> request.response()
                        .putHeader("Content-Type", "text/html")
                        .end(PAGE))
                .listen(0, "127.0.0.1"));
        return "http://127.0.0.1:" + server.actualPort();
    }

    private void tune(JsonObject config, List<NodePorts> ports) {
        JsonArray plates =
                new JsonArray().add(plate(PLATE)).add(plate(PRICED_PLATE).put("amount-minor", PRICE_MINOR));
        JsonObject checkout = new JsonObject()
                .put("public-url", "http://127.0.0.1:" + ports.getFirst().http())
                .put("plates", plates);
        config.put("api", new JsonObject().put("checkout", checkout));
        config.getJsonArray("merchants").getJsonObject(0).put("web-origins", new JsonArray().add(shop));
    }

    private static JsonObject plate(String id) {
        return new JsonObject()
                .put("id", id)
                .put("merchant", World.MERCHANT_ID)
                .put("subject", "tea at the counter")
                .put("products", new JsonArray(AT_THE_COUNTER));
    }

    World wallets() {
        return running.world();
    }

    /** The switch's own origin. */
    String own() {
        return running.node(0).apiUrl();
    }

    /** An origin that the merchant has registered. */
    String shop() {
        return shop;
    }

    /** One that nobody has registered. */
    String stranger() {
        return stranger;
    }

    static String newOrderNo() {
        return "page-" + ORDERS.incrementAndGet();
    }

    /** @return the token's page */
    String checkout(JsonObject order) {
        return own() + "/cashier/" + token(order);
    }

    String token(JsonObject order) {
        ApiAnswer made = Wait.on(merchant.raw(HttpMethod.POST, "/v1/checkouts", order.encode()));
        if (!made.ok()) {
            throw new IllegalStateException(made.toString());
        }
        return made.text("token");
    }

    JsonObject pay(JsonObject order) {
        return Wait.on(merchant.raw(HttpMethod.POST, "/v1/payments", order.encode()))
                .json();
    }

    /** The payment as the API has it. */
    JsonObject payment(String orderNo) {
        return Wait.on(merchant.raw(HttpMethod.GET, "/v1/payments?order_no=" + orderNo, ""))
                .json();
    }

    static JsonObject order(String orderNo) {
        return new JsonObject()
                .put("order_no", orderNo)
                .put("amount", 1_234)
                .put("currency", "CNY")
                .put("subject", "oolong tea");
    }

    @Override
    public void close() {
        running.close();
        Wait.quietly(vertx.close());
    }
}
