package io.txswitch.iso8583.bank;

import io.txswitch.iso8583.bank.BankAccess.Order;
import io.txswitch.iso8583.bank.BankConnection.LineParts;
import io.txswitch.iso8583.codec.DecodeError;
import io.txswitch.iso8583.codec.IsoMessage;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The place of one connection, which is filled again and again: from the next endpoint when one fails, and from its
 * own (the primary, or its share of several) as soon as that is there again.
 */
final class DialedSlot implements BankConnection.Events {
    private static final Logger LOG = LoggerFactory.getLogger(DialedSlot.class);

    private final Vertx vertx;
    private final LineParts parts;
    private final BankConfig config;
    private final NetClient client;
    private final BankConnection.Events events;
    private final Backoff backoff;
    private final int home;
    private int endpoint;
    private @Nullable BankConnection connection;
    private @Nullable BankConnection returning;
    private boolean complained;
    private boolean stopped;

    /** @param dialing what opens sockets; its first endpoint follows from its number */
    DialedSlot(Vertx vertx, LineParts parts, Dialing dialing, BankConnection.Events events) {
        this.vertx = vertx;
        this.parts = parts;
        this.config = parts.config();
        this.client = dialing.client();
        this.events = events;
        this.backoff = dialing.backoff();
        this.home = config.access().order() == Order.ACTIVE_ACTIVE
                ? dialing.number() % config.access().endpoints().size()
                : 0;
        this.endpoint = home;
    }

    /** @param number which of the line's slots it is, from 0 */
    record Dialing(NetClient client, Backoff backoff, int number) {}

    @Nullable
    BankConnection connection() {
        return connection;
    }

    void connect() {
        if (!stopped) {
            Endpoint to = config.access().endpoints().get(endpoint);
            client.connect(to.port(), to.host()).onSuccess(this::connected).onFailure(cause -> failed(to, cause));
        }
    }

    void stop() {
        stopped = true;
        if (returning != null) {
            returning.close("stopping");
        }
        if (connection != null) {
            connection.close("stopping");
        }
    }

    private void connected(NetSocket socket) {
        if (stopped) {
            socket.close();
            return;
        }
        BankConnection opened = new BankConnection(vertx, parts, socket, this);
        connection = opened;
        opened.begin();
    }

    /** The next endpoint, after the pause that grows. */
    private void failed(Endpoint to, Throwable cause) {
        if (!complained) {
            complained = true;
            LOG.warn("bank={} line=down endpoint={} cause=\"{}\"", config.id(), to, cause.getMessage());
        }
        again();
    }

    private void again() {
        if (!stopped) {
            endpoint = (endpoint + 1) % config.access().endpoints().size();
            vertx.setTimer(backoff.nextMs(), id -> connect());
        }
    }

    private void lookForHome() {
        if (endpoint != home && !stopped) {
            vertx.setTimer(config.access().primaryRetryMs(), id -> tryHome());
        }
    }

    private void tryHome() {
        if (stopped || connection == null || returning != null || endpoint == home) {
            return;
        }
        Endpoint to = config.access().endpoints().get(home);
        client.connect(to.port(), to.host())
                .onSuccess(socket -> {
                    BankConnection opened = new BankConnection(vertx, parts, socket, this);
                    returning = opened;
                    opened.begin();
                })
                .onFailure(cause -> lookForHome());
    }

    @Override
    public void ready(BankConnection opened) {
        BankConnection before = connection;
        if (opened == returning) {
            returning = null;
            connection = opened;
            endpoint = home;
            if (before != null) {
                before.retire("its own endpoint is there again");
            }
        }
        backoff.reset();
        complained = false;
        LOG.info(
                "bank={} line=up endpoint={}",
                config.id(),
                config.access().endpoints().get(endpoint));
        events.ready(opened);
        lookForHome();
    }

    @Override
    public void message(BankConnection from, IsoMessage message, byte[] raw) {
        events.message(from, message, raw);
    }

    @Override
    public void undecodable(DecodeError error) {
        events.undecodable(error);
    }

    @Override
    public void closed(BankConnection ended) {
        events.closed(ended);
        if (ended == returning) {
            returning = null;
            lookForHome();
        } else if (ended == connection) {
            connection = null;
            if (!stopped && !complained) {
                complained = true;
                LOG.warn("bank={} line=lost", config.id());
            }
            again();
        }
    }

    @Override
    public String toString() {
        BankConnection now = connection;
        return config.access().endpoints().get(endpoint) + (now == null ? " connecting" : " " + now);
    }
}
