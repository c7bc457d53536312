package io.txswitch.iso8583.bank;

import io.txswitch.iso8583.bank.BankConnection.LineParts;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** For a bank that we connect to: keeps so many {@link DialedSlot}s filled, and picks one for a request. */
final class DialedConnections implements Connections {
    private static final int CONNECT_TIMEOUT_MS = 5_000;

    private final Vertx vertx;
    private final LineParts parts;
    private final RandomGenerator random;
    private final BankConnection.Events events;
    private final NetClient client;
    private final List<DialedSlot> slots = new ArrayList<>();
    private int next;
    private boolean draining;

    DialedConnections(Vertx vertx, LineParts parts, RandomGenerator random, BankConnection.Events events) {
        this.vertx = vertx;
        this.parts = parts;
        this.random = random;
        this.events = events;
        this.client = vertx.createNetClient(options(parts.config().access().tls()));
    }

    private static NetClientOptions options(@Nullable BankTls tls) {
        NetClientOptions options =
                new NetClientOptions().setTcpNoDelay(true).setTcpKeepAlive(true).setConnectTimeout(CONNECT_TIMEOUT_MS);
        if (tls != null) {
            options.setSsl(true)
                    .setSslHandshakeTimeout(CONNECT_TIMEOUT_MS)
                    .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                    .setTrustOptions(tls.trustOptions())
                    .setHostnameVerificationAlgorithm("HTTPS");
            if (tls.ownCertificate() != null) {
                options.setKeyCertOptions(tls.ownCertificate());
            }
        }
        return options;
    }

    @Override
    public Future<Void> start() {
        BankAccess access = parts.config().access();
        for (int i = 0; i < access.connections(); i++) {
            Backoff backoff = new Backoff(access.reconnectMinMs(), access.reconnectMaxMs(), random);
            DialedSlot slot = new DialedSlot(vertx, parts, new DialedSlot.Dialing(client, backoff, i), events);
            slots.add(slot);
            slot.connect();
        }
        return Future.succeededFuture();
    }

    @Override
    public void drain() {
        draining = true;
    }

    @Override
    public void stop() {
        draining = true;
        slots.forEach(DialedSlot::stop);
    }

    @Override
    public @Nullable BankConnection pick() {
        for (int i = 0; i < slots.size() && !draining; i++) {
            next = (next + 1) % slots.size();
            BankConnection connection = slots.get(next).connection();
            if (connection != null && connection.isReady()) {
                return connection;
            }
        }
        return null;
    }

    @Override
    public List<String> describe() {
        return slots.stream().map(DialedSlot::toString).toList();
    }
}
