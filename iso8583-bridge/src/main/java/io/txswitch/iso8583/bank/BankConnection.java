package io.txswitch.iso8583.bank;

import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.DecodeError;
import io.txswitch.iso8583.codec.Frame;
import io.txswitch.iso8583.codec.FrameReader;
import io.txswitch.iso8583.codec.IsoMessage;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One open socket to a bank, from its first byte to its last: signs on, echoes, cuts frames. */
final class BankConnection {
    private static final Logger LOG = LoggerFactory.getLogger(BankConnection.class);
    /** Unread requests before a connection counts as stuck: about a thousand messages. */
    private static final int WRITE_QUEUE_BYTES = 262_144;

    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    private final BankConfig config;
    private final NetSocket socket;
    private final NetworkMessages network;
    private final Events events;
    private final FrameReader frames;
    private @Nullable IsoMessage asked;
    private long askTimer = NO_TIMER;
    private long echoTimer = NO_TIMER;
    private boolean heardSinceAsked;
    private boolean ready;
    private boolean closed;

    /** What a connection tells. */
    interface Events {
        void ready(BankConnection connection);

        /** An answer to money, or whatever else is no network message. */
        void message(BankConnection connection, IsoMessage message);

        void undecodable(DecodeError error);

        /** Once, at the end, whether or not it was ever ready. */
        void closed(BankConnection connection);
    }

    BankConnection(Vertx vertx, BankConfig config, NetSocket socket, NetworkMessages network, Events events) {
        this.vertx = vertx;
        this.config = config;
        this.socket = socket;
        this.network = network;
        this.events = events;
        this.frames = new FrameReader(config.framing());
    }

    void begin() {
        socket.setWriteQueueMaxSize(WRITE_QUEUE_BYTES);
        socket.exceptionHandler(e -> LOG.debug("bank={} socket-failed cause=\"{}\"", config.id(), e.getMessage()));
        socket.closeHandler(nothing -> ended());
        socket.handler(this::received);
        if (config.signOn()) {
            ask(NetworkMessages.SIGN_ON);
        } else {
            becomeReady();
        }
    }

    /** True when a request would leave at once. */
    boolean ready() {
        return ready && !closed && !socket.writeQueueFull();
    }

    /** Whatever becomes of it, from here on the bytes may have reached the bank. */
    void write(byte[] message) {
        socket.write(config.framing().frame(config.tpdu(), message).toBuffer());
    }

    void close(String why) {
        if (!closed) {
            LOG.info("bank={} line=closing why=\"{}\"", config.id(), why);
            socket.close();
        }
    }

    private void ended() {
        if (!closed) {
            closed = true;
            ready = false;
            cancel(askTimer);
            cancel(echoTimer);
            events.closed(this);
        }
    }

    private void becomeReady() {
        ready = true;
        echoTimer = vertx.setPeriodic(config.echoEveryMs(), id -> echo());
        events.ready(this);
    }

    private void echo() {
        if (asked == null && !socket.writeQueueFull()) {
            ask(NetworkMessages.ECHO);
        }
    }

    private void ask(String code) {
        IsoMessage request = network.request(code);
        asked = request;
        heardSinceAsked = false;
        write(config.dialect().codec().encode(request));
        askTimer = vertx.setTimer(config.answerWithinMs(), id -> unanswered(code));
    }

    /** Silence ends a connection only when it is complete: a bank that answers payments is alive. */
    private void unanswered(String code) {
        asked = null;
        askTimer = NO_TIMER;
        if (!ready || !heardSinceAsked) {
            close("no answer to 0800 " + code);
        }
    }

    private void received(Buffer bytes) {
        frames.feed(bytes);
        heardSinceAsked = true;
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
            events.message(this, message);
        } else if (message.isRequest()) {
            byte[] answer = config.dialect().codec().encode(NetworkMessages.answerTo(message));
            socket.write(frame.reply(answer).toBuffer());
        } else {
            networkAnswer(message);
        }
    }

    private void networkAnswer(IsoMessage answer) {
        IsoMessage request = asked;
        if (request == null || !String.valueOf(request.text(De.STAN)).equals(answer.text(De.STAN))) {
            LOG.warn("bank={} unmatched key={}", config.id(), MatchKey.of(answer));
            return;
        }
        asked = null;
        cancel(askTimer);
        askTimer = NO_TIMER;
        String code = answer.text(De.RESPONSE_CODE);
        if (!NetworkMessages.OK.equals(code)) {
            close("0800 " + request.text(De.NETWORK_CODE) + " refused with " + code);
        } else if (!ready) {
            becomeReady();
        }
    }

    private void cancel(long timer) {
        if (timer != NO_TIMER) {
            vertx.cancelTimer(timer);
        }
    }
}
