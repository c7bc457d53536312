package io.txswitch.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.txswitch.core.bus.Bus;
import io.txswitch.core.bus.VertxBus;
import io.txswitch.core.config.KeyRing;
import io.txswitch.core.config.Merchant;
import io.txswitch.core.config.MerchantAccess;
import io.txswitch.core.config.Problems;
import io.txswitch.core.config.Section;
import io.txswitch.core.model.Secret;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.Router;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** One node's API on a free port, with a real bus and a fake core behind it. */
final class ApiNode {
    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    static final Secret SECRET = new Secret("a-secret-of-merchant-one");
    static final Secret OTHER_SECRET = new Secret("a-secret-of-merchant-two");
    static final KeyRing KEYS = KeyRing.of(new Secret(Base64.getEncoder().encodeToString(new byte[32])));
    /** Taken in once for all tests, on a Vert.x of its own. */
    static final Contract CONTRACT = contract();

    static final ApiConfig CONFIG = ApiConfig.read(Section.root(JsonNodeFactory.instance.objectNode(), new Problems()));
    static final Map<String, Merchant> MERCHANTS = Map.of(
            "M1",
            new Merchant(
                    "M1",
                    "One",
                    "app-1",
                    SECRET,
                    "http://127.0.0.1:9999/hooks",
                    new Secret("whsec_eA=="),
                    new MerchantAccess(
                            null, List.of(), List.of("https://shop-one.example"), List.of(), 1_000_000, false)),
            "M2",
            new Merchant("M2", "Two", "app-2", OTHER_SECRET, null, null));

    /** What is sent at once arrives at once. */
    private static final int MAX_CONNECTIONS = 256;

    final InstantSource clock;
    final FakeNotifier notifier = new FakeNotifier();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final FakeCore core = new FakeCore();
    final HttpClient http;
    final Context client;
    final Bus bus;
    private final HttpServer server;

    private static Contract contract() {
        Vertx vertx = Vertx.vertx();
        Contract contract = Contract.load(vertx);
        Waiting.on(contract.taken());
        Waiting.on(vertx.close());
        return contract;
    }

    private ApiNode(Vertx vertx, ApiConfig config, ApiStores stores, boolean withCore) {
        this(vertx, config, MERCHANTS, stores, withCore, InstantSource.fixed(NOW));
    }

    private ApiNode(
            Vertx vertx,
            ApiConfig config,
            Map<String, Merchant> merchants,
            ApiStores stores,
            boolean withCore,
            InstantSource clock) {
        this.clock = clock;
        this.bus = new VertxBus(vertx, KEYS);
        if (withCore) {
            Waiting.on(core.serve(bus));
            Waiting.on(notifier.serve(bus));
        }
        this.http = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(MAX_CONNECTIONS));
        this.client = vertx.getOrCreateContext();
        MerchantApi api = new MerchantApi(
                config, merchants, bus, stores, new ApiRuntime(clock, new Random(1), meters, KEYS, () -> 1));
        // As a node does it: one server, and every module's router below its root.
        Router root = Router.router(vertx);
        root.route("/*").subRouter(api.router(vertx, CONTRACT.on(vertx)));
        this.server = Waiting.on(vertx.createHttpServer().requestHandler(root).listen(0, "127.0.0.1"));
    }

    static ApiNode start(Vertx vertx) {
        return new ApiNode(vertx, CONFIG, ApiStores.inMemory(InstantSource.fixed(NOW)), true);
    }

    static ApiNode start(Vertx vertx, ApiConfig config, ApiStores stores) {
        return new ApiNode(vertx, config, stores, true);
    }

    static ApiNode start(Vertx vertx, ApiConfig config, Map<String, Merchant> merchants) {
        InstantSource fixed = InstantSource.fixed(NOW);
        return new ApiNode(vertx, config, merchants, ApiStores.inMemory(fixed), true, fixed);
    }

    /** By a clock that a test moves. */
    static ApiNode start(Vertx vertx, ApiConfig config, ApiStores stores, InstantSource clock) {
        return new ApiNode(vertx, config, MERCHANTS, stores, true, clock);
    }

    /** By a clock that a test moves. */
    static ApiNode start(Vertx vertx, ApiConfig config, InstantSource clock) {
        return new ApiNode(vertx, config, MERCHANTS, ApiStores.inMemory(clock), true, clock);
    }

    /** By the machine's clock, for programs that have no other. */
    static ApiNode live(Vertx vertx) {
        InstantSource system = InstantSource.system();
        return new ApiNode(vertx, CONFIG, MERCHANTS, ApiStores.inMemory(system), true, system);
    }

    /** The section {@code api} and the list {@code products} out of JSON. */
    static ApiConfig config(String json) {
        try {
            Problems problems = new Problems();
            ApiConfig config = ApiConfig.read(Section.root(new ObjectMapper().readTree(json), problems));
            problems.throwIfAny();
            return config;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static ApiNode withoutCore(Vertx vertx) {
        return new ApiNode(vertx, CONFIG, ApiStores.inMemory(InstantSource.fixed(NOW)), false);
    }

    int port() {
        return server.actualPort();
    }

    Call post(String path, String body) {
        return new Call(this, "POST", path).body(body);
    }

    Call get(String path) {
        return new Call(this, "GET", path);
    }

    double count(String meter, String... tags) {
        return meters.find(meter).tags(tags).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }
}
