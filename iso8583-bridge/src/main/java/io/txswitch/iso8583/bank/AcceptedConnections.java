package io.txswitch.iso8583.bank;

import io.txswitch.iso8583.bank.BankConnection.LineParts;
import io.txswitch.iso8583.codec.DecodeError;
import io.txswitch.iso8583.codec.IsoMessage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** For a bank that connects to us: lets in who is on its list and has its name, as many as were agreed. */
final class AcceptedConnections implements Connections, BankConnection.Events {
    private static final Logger LOG = LoggerFactory.getLogger(AcceptedConnections.class);

    private final Vertx vertx;
    private final LineParts parts;
    private final BankConfig config;
    private final BankConnection.Events events;
    private final List<BankConnection> open = new ArrayList<>();
    private @Nullable NetServer server;
    private int next;
    private boolean draining;

    AcceptedConnections(Vertx vertx, LineParts parts, BankConnection.Events events) {
        this.vertx = vertx;
        this.parts = parts;
        this.config = parts.config();
        this.events = events;
    }

    @Override
    public Future<Void> start() {
        Endpoint here = config.access().endpoints().getFirst();
        NetServerOptions options = new NetServerOptions()
                .setHost(here.host())
                .setPort(here.port())
                .setTcpNoDelay(true)
                .setTcpKeepAlive(true);
        BankTls tls = config.access().tls();
        if (tls != null) {
            options.setSsl(true)
                    .setKeyCertOptions(tls.ownCertificate())
                    .setTrustOptions(tls.trustOptions())
                    .setClientAuth(ClientAuth.REQUIRED);
        }
        return vertx.createNetServer(options)
                .exceptionHandler(e -> LOG.info("bank={} line=refused cause=\"{}\"", config.id(), e.getMessage()))
                .connectHandler(this::accept)
                .listen()
                .onSuccess(listening -> server = listening)
                .mapEmpty();
    }

    private void accept(NetSocket socket) {
        String refusal = refusal(socket);
        if (refusal != null) {
            LOG.warn("bank={} line=refused from={} why=\"{}\"", config.id(), socket.remoteAddress(), refusal);
            socket.close();
            return;
        }
        BankConnection connection = new BankConnection(vertx, parts, socket, this);
        open.add(connection);
        connection.begin();
    }

    private @Nullable String refusal(NetSocket socket) {
        String address = socket.remoteAddress().hostAddress();
        if (draining) {
            return "stopping";
        }
        if (address == null || !config.access().allow().allows(address)) {
            return "not on the list of addresses";
        }
        if (open.size() >= config.access().connections()) {
            return "as many connections as were agreed are open";
        }
        BankTls tls = config.access().tls();
        return tls == null || hasName(socket, tls) ? null : "its certificate has none of the bank's names";
    }

    private static boolean hasName(NetSocket socket, BankTls tls) {
        try {
            return PeerNames.has(socket.peerCertificates().getFirst(), tls.peerNames());
        } catch (SSLPeerUnverifiedException e) {
            return false;
        }
    }

    @Override
    public @Nullable BankConnection pick() {
        for (int i = 0; i < open.size() && !draining; i++) {
            next = (next + 1) % open.size();
            if (open.get(next).isReady()) {
                return open.get(next);
            }
        }
        return null;
    }

    @Override
    public void drain() {
        draining = true;
    }

    @Override
    public void stop() {
        draining = true;
        if (server != null) {
            server.close();
        }
        List.copyOf(open).forEach(each -> each.close("stopping"));
    }

    @Override
    public List<String> describe() {
        return open.stream().map(BankConnection::toString).toList();
    }

    @Override
    public void ready(BankConnection connection) {
        LOG.info("bank={} line=up", config.id());
        events.ready(connection);
    }

    @Override
    public void message(BankConnection connection, IsoMessage message, byte[] raw) {
        events.message(connection, message, raw);
    }

    @Override
    public void undecodable(DecodeError error) {
        events.undecodable(error);
    }

    @Override
    public void closed(BankConnection connection) {
        open.remove(connection);
        LOG.warn("bank={} line=lost", config.id());
        events.closed(connection);
    }
}
