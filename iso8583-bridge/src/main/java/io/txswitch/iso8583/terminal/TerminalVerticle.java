package io.txswitch.iso8583.terminal;

import io.micrometer.core.instrument.MeterRegistry;
import io.txswitch.core.bus.Bus;
import io.txswitch.core.config.KeyRing;
import io.txswitch.core.config.Merchant;
import io.txswitch.iso8583.Drain;
import io.txswitch.iso8583.terminal.TerminalMetrics.Refusal;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The terminal server of a node; undeploying it lets requests under way be answered first. */
public final class TerminalVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(TerminalVerticle.class);

    private final TerminalConfig config;
    private final TerminalMapping mapping;
    private final Bus bus;
    private final TerminalMetrics metrics;
    private final Map<NetSocket, TerminalConnection> connections = new LinkedHashMap<>();
    private @Nullable NetServer server;
    private volatile int port;
    private boolean draining;

    /** @param merchants by id, as {@link Merchant#readAll} gives them */
    public TerminalVerticle(
            TerminalConfig config, Map<String, Merchant> merchants, Bus bus, KeyRing keys, MeterRegistry registry) {
        this.config = config;
        this.mapping = new TerminalMapping(config, merchants, keys, InstantSource.system());
        this.bus = bus;
        this.metrics = new TerminalMetrics(registry);
    }

    @Override
    public Future<?> start() {
        // Parsing the field table takes long: not on the event loop, and not under the first terminal.
        return vertx.executeBlocking(() -> config.dialect().codec()).compose(ready -> {
            TerminalDesk desk = new TerminalDesk(mapping, bus, metrics, config);
            return vertx.createNetServer(config.serverOptions())
                    .connectHandler(socket -> accept(socket, desk))
                    .listen()
                    .onSuccess(this::listening);
        });
    }

    private void listening(NetServer listening) {
        server = listening;
        port = listening.actualPort();
        LOG.info("terminal=listening host={} port={}", config.host(), port);
    }

    private void accept(NetSocket socket, TerminalDesk desk) {
        if (draining || connections.size() >= config.maxConnections()) {
            metrics.refused(Refusal.TOO_MANY_CONNECTIONS);
            socket.close();
            return;
        }
        TerminalConnection connection = new TerminalConnection(vertx, socket, desk, config, metrics);
        connections.put(socket, connection);
        metrics.connections(1);
        socket.closeHandler(closed -> {
            connections.remove(socket);
            metrics.connections(-1);
            connection.closed();
        });
    }

    /** The port it listens on, 0 before it does. */
    public int port() {
        return port;
    }

    @Override
    public Future<?> stop() {
        draining = true;
        connections.values().forEach(TerminalConnection::drain);
        NetServer listening = server;
        BooleanSupplier answered = () -> connections.values().stream().allMatch(c -> c.pending() == 0);
        return Drain.until(vertx, answered, config.drainMs())
                .compose(nothing -> listening == null ? Future.succeededFuture() : listening.close());
    }
}
