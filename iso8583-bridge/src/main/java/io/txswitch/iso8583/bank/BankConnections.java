package io.txswitch.iso8583.bank;

import io.txswitch.iso8583.codec.DecodeError;
import io.txswitch.iso8583.codec.IsoMessage;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a bank's connections open: opens them, opens them again, and picks one for a request. */
final class BankConnections {
    private static final Logger LOG = LoggerFactory.getLogger(BankConnections.class);
    private static final int CONNECT_TIMEOUT_MS = 5_000;

    private final Vertx vertx;
    private final BankConfig config;
    private final NetworkMessages network;
    private final RandomGenerator random;
    private final BankConnection.Events events;
    private final NetClient client;
    private final List<Slot> slots = new ArrayList<>();
    private int next;
    private boolean draining;
    private boolean stopped;

    BankConnections(
            Vertx vertx,
            BankConfig config,
            NetworkMessages network,
            RandomGenerator random,
            BankConnection.Events events) {
        this.vertx = vertx;
        this.config = config;
        this.network = network;
        this.random = random;
        this.events = events;
        this.client = vertx.createNetClient(
                new NetClientOptions().setTcpNoDelay(true).setTcpKeepAlive(true).setConnectTimeout(CONNECT_TIMEOUT_MS));
    }

    void start() {
        for (int i = 0; i < config.connections(); i++) {
            Slot slot = new Slot();
            slots.add(slot);
            slot.connect();
        }
    }

    /** Nothing new leaves; answers still arrive. */
    void drain() {
        draining = true;
    }

    void stop() {
        stopped = true;
        slots.forEach(Slot::close);
        client.close();
    }

    /** One that is ready, in turn; null when none is. */
    @Nullable
    BankConnection pick() {
        for (int i = 0; i < slots.size() && !draining; i++) {
            next = (next + 1) % slots.size();
            BankConnection connection = slots.get(next).connection;
            if (connection != null && connection.ready()) {
                return connection;
            }
        }
        return null;
    }

    /** The place of one connection, which is filled again and again. */
    private final class Slot implements BankConnection.Events {
        private final Backoff backoff = new Backoff(config.reconnectMinMs(), config.reconnectMaxMs(), random);
        private @Nullable BankConnection connection;
        private boolean complained;

        void connect() {
            if (!stopped) {
                client.connect(config.port(), config.host())
                        .onSuccess(this::connected)
                        .onFailure(this::failed);
            }
        }

        void close() {
            if (connection != null) {
                connection.close("stopping");
            }
        }

        private void connected(NetSocket socket) {
            if (stopped) {
                socket.close();
                return;
            }
            BankConnection opened = new BankConnection(vertx, config, socket, network, this);
            connection = opened;
            opened.begin();
        }

        private void failed(Throwable cause) {
            if (!complained) {
                complained = true;
                LOG.warn("bank={} line=down cause=\"{}\"", config.id(), cause.getMessage());
            }
            again();
        }

        private void again() {
            if (!stopped) {
                vertx.setTimer(backoff.nextMs(), id -> connect());
            }
        }

        @Override
        public void ready(BankConnection opened) {
            backoff.reset();
            complained = false;
            LOG.info("bank={} line=up", config.id());
            events.ready(opened);
        }

        @Override
        public void message(BankConnection from, IsoMessage message) {
            events.message(from, message);
        }

        @Override
        public void undecodable(DecodeError error) {
            events.undecodable(error);
        }

        @Override
        public void closed(BankConnection ended) {
            connection = null;
            if (!stopped) {
                LOG.warn("bank={} line=lost", config.id());
            }
            events.closed(ended);
            again();
        }
    }
}
