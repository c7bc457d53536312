package io.txswitch.iso8583.bank;

import io.txswitch.iso8583.codec.DecodeError;
import io.txswitch.iso8583.codec.Frame;
import io.txswitch.iso8583.codec.FrameReader;
import io.txswitch.iso8583.codec.IsoMessage;
import io.txswitch.iso8583.crypto.KeyType;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One open socket to a bank, from its first byte to its last: cuts frames, and lets its {@link NetworkDesk} talk. */
final class BankConnection implements NetworkDesk.Way {
    private static final Logger LOG = LoggerFactory.getLogger(BankConnection.class);
    /** Unread requests before a connection counts as stuck: about a thousand messages. */
    private static final int WRITE_QUEUE_BYTES = 262_144;

    /** A bank that does not take our goodbye is left without it. */
    private static final long GOODBYE_MS = 1_000;

    private final Vertx vertx;
    private final BankConfig config;
    private final NetSocket socket;
    private final Events events;
    private final FrameReader frames;
    private final NetworkDesk network;
    private boolean ready;
    private boolean retired;
    private boolean closed;

    /** What a connection tells. */
    interface Events {
        void ready(BankConnection connection);

        /**
         * An answer to money, or whatever else is no network message.
         *
         * @param raw the message as it came, MTI first
         */
        void message(BankConnection connection, IsoMessage message, byte[] raw);

        void undecodable(DecodeError error);

        /** Once, at the end, whether or not it was ever ready. */
        void closed(BankConnection connection);
    }

    /**
     * What all connections of a line share.
     *
     * @param messages makes the line's network messages
     * @param exchange its key exchange
     */
    record LineParts(BankConfig config, NetworkMessages messages, KeyExchange exchange) {}

    BankConnection(Vertx vertx, LineParts parts, NetSocket socket, Events events) {
        this.vertx = vertx;
        this.config = parts.config();
        this.socket = socket;
        this.events = events;
        this.frames = new FrameReader(config.framing());
        this.network = new NetworkDesk(vertx, config, parts.messages(), parts.exchange(), this);
    }

    void begin() {
        socket.setWriteQueueMaxSize(WRITE_QUEUE_BYTES);
        socket.exceptionHandler(e -> LOG.debug("bank={} socket-failed cause=\"{}\"", config.id(), e.getMessage()));
        socket.closeHandler(nothing -> ended());
        socket.handler(this::received);
        network.begin();
    }

    /** True when a request would leave at once. */
    boolean isReady() {
        return ready && !retired && !closed && !socket.writeQueueFull();
    }

    @Override
    public boolean isFree() {
        return !closed && !socket.writeQueueFull();
    }

    /** Whatever becomes of it, from here on the bytes may have reached the bank. */
    void write(byte[] message) {
        socket.write(config.framing().frame(config.tpdu(), message).toBuffer());
    }

    @Override
    public void write(IsoMessage message) {
        write(config.dialect().codec().encode(message));
    }

    Future<List<KeyType>> exchangeKeys() {
        return network.exchangeKeys();
    }

    /** Takes no more requests, and goes once those under way can no longer be answered in time. */
    void retire(String why) {
        retired = true;
        vertx.setTimer(config.answerWithinMs(), id -> close(why));
    }

    @Override
    public void close(String why) {
        if (!closed) {
            LOG.info("bank={} line=closing why=\"{}\"", config.id(), why);
            if (socket.writeQueueFull()) {
                socket.close();
                return;
            }
            network.signOff();
            socket.end();
            vertx.setTimer(GOODBYE_MS, id -> socket.close());
        }
    }

    private void ended() {
        if (!closed) {
            closed = true;
            ready = false;
            network.end();
            events.closed(this);
        }
    }

    @Override
    public void ready() {
        ready = true;
        events.ready(this);
    }

    private void received(Buffer bytes) {
        frames.feed(bytes);
        network.heard();
        Frame frame = frames.next();
        while (frame != null && !closed) {
            switch (config.dialect().codec().decode(frame.message())) {
                case DecodeError error -> events.undecodable(error);
                case IsoMessage message -> dispatch(frame, message);
            }
            frame = frames.next();
        }
        String problem = frames.problem();
        if (problem != null) {
            close("bad frame: " + problem);
        }
    }

    private void dispatch(Frame frame, IsoMessage message) {
        if (!message.mti().startsWith("08")) {
            events.message(this, message, frame.message());
        } else if (message.isRequest()) {
            network.asked(message).onSuccess(answer -> reply(frame, answer));
        } else {
            network.answered(message);
        }
    }

    private void reply(Frame frame, IsoMessage answer) {
        if (isFree()) {
            socket.write(frame.reply(config.dialect().codec().encode(answer)).toBuffer());
        }
    }

    /** How it is, for people. */
    @Override
    public String toString() {
        String state = closed ? "closed" : retired ? "leaving" : ready ? "up" : "signing on";
        return state + (socket.writeQueueFull() ? ", the bank does not read" : "");
    }
}
