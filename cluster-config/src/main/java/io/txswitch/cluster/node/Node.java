package io.txswitch.cluster.node;

import ch.qos.logback.classic.LoggerContext;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.txswitch.cluster.control.AuditTrail;
import io.txswitch.cluster.control.ControlPort;
import io.txswitch.cluster.control.MySqlAudit;
import io.txswitch.cluster.provisioning.WebhookControl;
import io.txswitch.core.bus.VertxBus;
import io.txswitch.core.bus.WireJson;
import io.txswitch.core.config.KeyRing;
import io.txswitch.core.journal.MySqlConnections;
import io.txswitch.core.journal.MySqlPaymentSearch;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One node, from the first check to the last drained payment. */
public final class Node {
    private static final Logger LOG = LoggerFactory.getLogger(Node.class);
    private static final int LOST_LEASE_EXIT = 1;
    private static final long START_WITHIN_SECONDS = 60;
    private static final long DRAIN_LOOK_MS = 50;
    /** Header and first-line bounds, so that a stranger costs little before he is known. */
    private static final int MAX_HEADER_BYTES = 16 * 1024;

    private static final int MAX_LINE_BYTES = 4 * 1024;
    private static final int IDLE_SECONDS = 60;

    private final NodeConfig config;
    private final Clusters.Member member;
    private final NodeParts parts;
    private final Health health;
    private final EdgeRoles edges;
    private @Nullable CoreRole core;
    private @Nullable HttpServer http;

    private Node(NodeConfig config, Clusters.Member member) {
        this.config = config;
        this.member = member;
        KeyRing keys = KeyRing.of(config.masterKey());
        Vertx vertx = member.vertx();
        this.parts = new NodeParts(
                config,
                vertx,
                keys,
                new VertxBus(vertx, keys),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                MySqlConnections.pool(vertx, config.stores().mysql()),
                WireJson.mapper(keys),
                InstantSource.system());
        this.health = new Health(parts.meters());
        this.edges = new EdgeRoles(parts, member.members());
    }

    /** Runs a node until the process is told to stop; the exit code. */
    public static int runUntilStopped(NodeConfig config) {
        List<String> problems = prepare(config);
        if (!problems.isEmpty()) {
            problems.forEach(problem -> LOG.error("node={} refuses=\"{}\"", config.id(), problem));
            return 1;
        }
        Node node = await(Clusters.start(config.cluster()).map(member -> new Node(config, member)));
        CountDownLatch never = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(node::stopAndHalt, "stop"));
        try {
            await(node.start());
            LOG.info(
                    "node={} ready roles={} config={}",
                    config.id(),
                    config.roles(),
                    new JsonObject(config.effective()));
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private static List<String> prepare(NodeConfig config) {
        try {
            Boot.migrate(config.stores().mysql());
            return Boot.durabilityProblems(config.stores().mysql());
        } catch (RuntimeException e) {
            LOG.error("node={} stores=unusable", config.id(), e);
            return List.of("the database cannot be prepared: " + e.getClass().getSimpleName());
        }
    }

    private Future<Void> start() {
        Router root = Router.router(parts.vertx());
        root.route().subRouter(health.router(parts.vertx()));
        Future<Void> started = edges.startInner(root);
        if (config.has(Role.CORE)) {
            CoreRole starting = new CoreRole(parts, () -> halt(LOST_LEASE_EXIT));
            core = starting;
            started = started.compose(v -> starting.start());
        }
        return started.compose(v -> edges.startIntake(root))
                .compose(v -> serve(root))
                .compose(v -> serveControl())
                .onSuccess(v -> {
                    checks();
                    health.taking(true);
                });
    }

    private Future<Void> serve(Router root) {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(config.http().host())
                .setPort(config.http().port())
                .setTcpNoDelay(true)
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setMaxInitialLineLength(MAX_LINE_BYTES)
                .setIdleTimeout(IDLE_SECONDS)
                .setDecompressionSupported(false);
        return parts.vertx()
                .createHttpServer(options)
                .requestHandler(root)
                .listen()
                .onSuccess(server -> http = server)
                .mapEmpty();
    }

    private Future<Void> serveControl() {
        NodeActions actions = new NodeActions(
                config.id(),
                parts.json(),
                new MySqlPaymentSearch(parts.pool(), parts.json()),
                edges.messages(),
                member.members());
        ControlPort control = new ControlPort(
                config.control(),
                actions,
                edges.control().and(new WebhookControl(parts.bus()).extensions()),
                new AuditTrail(new MySqlAudit(parts.pool()), config.id(), parts.clock()));
        Router root = Router.router(parts.vertx());
        root.route().subRouter(health.router(parts.vertx()));
        root.route().subRouter(control.router(parts.vertx()));
        return parts.vertx()
                .createHttpServer(new HttpServerOptions().setIdleTimeout(IDLE_SECONDS))
                .requestHandler(root)
                .listen(config.control().port(), config.control().host())
                .mapEmpty();
    }

    private void checks() {
        health.check(
                "mysql", true, () -> parts.pool().query("SELECT 1").execute().map(true));
        health.check("redis", false, () -> Future.succeededFuture(edges.redisUp()));
        health.check(
                "cluster", false, () -> Future.succeededFuture(member.members().getAsInt() > 0));
        CoreRole running = core;
        if (running != null) {
            health.check("lease", true, () -> Future.succeededFuture(running.leaseValid()));
            health.check("kafka", false, () -> Future.succeededFuture(running.relayHealthy()));
        }
    }

    /** SIGTERM: not ready, no new work, drained, lease released, left the cluster. */
    private void stopAndHalt() {
        LOG.info("node={} stopping", config.id());
        health.taking(false);
        try {
            await(edges.stopIntake());
            await(closeHttp());
            await(drained());
            CoreRole running = core;
            await(running == null ? Future.succeededFuture() : running.stop());
            await(edges.stop());
            await(parts.pool().close());
            await(parts.vertx().close());
            LOG.info("node={} stopped", config.id());
            halt(0);
        } catch (RuntimeException e) {
            LOG.error("node={} stopped=badly", config.id(), e);
            halt(1);
        }
    }

    private Future<Void> closeHttp() {
        HttpServer server = http;
        return server == null ? Future.succeededFuture() : server.shutdown(config.drainMs(), TimeUnit.MILLISECONDS);
    }

    private Future<Void> drained() {
        CoreRole running = core;
        return running == null ? Future.succeededFuture() : drained(running, System.nanoTime());
    }

    private Future<Void> drained(CoreRole running, long sinceNanos) {
        boolean over = System.nanoTime() - sinceNanos > TimeUnit.MILLISECONDS.toNanos(config.drainMs());
        return running.waitingClients()
                .compose(waiting -> waiting == 0 || over
                        ? Future.succeededFuture()
                        : parts.vertx().timer(DRAIN_LOOK_MS).compose(v -> drained(running, sinceNanos)));
    }

    /** The JVM's own exit code of a SIGTERM is 143; one that was drained is 0. */
    private static void halt(int code) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.stop();
        }
        Runtime.getRuntime().halt(code);
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(START_WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException(
                    "the node did not start: " + (e.getCause() == null ? e : e.getCause()).getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
