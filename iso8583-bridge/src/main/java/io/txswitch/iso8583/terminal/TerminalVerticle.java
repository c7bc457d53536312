package io.txswitch.iso8583.terminal;

import io.micrometer.core.instrument.MeterRegistry;
import io.txswitch.core.config.KeyRing;
import io.txswitch.core.config.Merchant;
import io.txswitch.iso8583.Drain;
import io.txswitch.iso8583.codec.FrameReader;
import io.txswitch.iso8583.terminal.TerminalMetrics.Refusal;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The terminal server of a node; undeploying it lets requests under way be answered first. */
public final class TerminalVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(TerminalVerticle.class);

    private final TerminalConfig config;
    private final DeskBuilder desks;
    private final TerminalMetrics metrics;
    private final Seats seats;
    private final Map<NetSocket, TerminalConnection> connections = new LinkedHashMap<>();
    private final List<NetServer> servers = new ArrayList<>();
    private volatile List<Integer> ports = List.of();
    private boolean draining;

    /** @param merchants by id, as {@link Merchant#readAll} gives them */
    public TerminalVerticle(
            TerminalConfig config,
            Map<String, Merchant> merchants,
            TerminalServices services,
            KeyRing keys,
            MeterRegistry registry) {
        this.config = config;
        this.metrics = new TerminalMetrics(registry);
        this.seats = new Seats(config, metrics);
        this.desks = new DeskBuilder(
                config,
                new TerminalMapping(merchants, keys, InstantSource.system(), config.answerWithinMs()),
                services,
                InstantSource.system(),
                metrics);
    }

    @Override
    public Future<?> start() {
        Future<?> all = Future.succeededFuture();
        for (Listener each : config.ports()) {
            all = all.compose(before -> listen(each));
        }
        return all;
    }

    private Future<?> listen(Listener listener) {
        // Parsing the field table takes long: not on the event loop, and not under the first terminal.
        return vertx.executeBlocking(() -> listener.dialect().codec()).compose(ready -> {
            TerminalDesk desk = desks.deskFor(listener);
            return vertx.createNetServer(config.serverOptions(listener))
                    .connectHandler(socket -> accept(socket, listener, desk))
                    .listen()
                    .onSuccess(server -> listening(server, listener));
        });
    }

    private void listening(NetServer server, Listener listener) {
        servers.add(server);
        ports = servers.stream().map(NetServer::actualPort).toList();
        LOG.info(
                "terminal=listening host={} port={} dialect={} framing={} tls={}",
                listener.host(),
                server.actualPort(),
                listener.dialect().name(),
                listener.framing().name(),
                listener.tls() != null);
    }

    private void accept(NetSocket socket, Listener listener, TerminalDesk desk) {
        boolean stranger = !listener.allow().allows(socket.remoteAddress().hostAddress());
        if (stranger || draining || connections.size() >= config.maxConnections()) {
            metrics.refused(stranger ? Refusal.STRANGER : Refusal.TOO_MANY_CONNECTIONS);
            socket.close();
            return;
        }
        FrameReader frames = new FrameReader(listener.framing());
        TerminalConnection connection = new TerminalConnection(vertx, socket, desk, frames, seats);
        connections.put(socket, connection);
        metrics.connections(1);
        socket.closeHandler(closed -> {
            connections.remove(socket);
            metrics.connections(-1);
            connection.closed();
        });
    }

    /** The first port it listens on, 0 before it does. */
    public int port() {
        return ports.isEmpty() ? 0 : ports.getFirst();
    }

    /** All ports it listens on, in the order of the configuration. */
    public List<Integer> ports() {
        return ports;
    }

    @Override
    public Future<?> stop() {
        draining = true;
        connections.values().forEach(TerminalConnection::drain);
        BooleanSupplier answered = () -> connections.values().stream().allMatch(c -> c.pending() == 0);
        return Drain.until(vertx, answered, config.drainMs())
                .compose(nothing ->
                        Future.join(servers.stream().map(NetServer::close).toList()));
    }
}
