package io.txswitch.sandbox.pos;

import io.txswitch.sandbox.iso.DecodeException;
import io.txswitch.sandbox.iso.Frame;
import io.txswitch.sandbox.iso.FrameReader;
import io.txswitch.sandbox.iso.IsoCodec;
import io.txswitch.sandbox.iso.IsoMessage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A terminal on one connection.
 *
 * <p>Every request gives a future of its answer, which fails with {@link NoAnswerException} when the answer stays out
 * or the line closes. Any thread may call; answers complete on an event loop.
 */
public final class PosTerminal {
    private static final Logger LOG = LoggerFactory.getLogger(PosTerminal.class);
    private static final int CONNECT_TIMEOUT_MS = 5_000;

    private final PosOptions options;
    private final NetClient client;
    private final NetSocket socket;
    private final PosMessages messages;
    private final PosInbox inbox;
    private final Promise<Void> closed = Promise.promise();

    private PosTerminal(Vertx vertx, PosOptions options, NetClient client, NetSocket socket) {
        this.options = options;
        this.client = client;
        this.socket = socket;
        this.messages = new PosMessages(options);
        this.inbox = new PosInbox(vertx, options);
        socket.exceptionHandler(e -> LOG.debug("pos_line_failed terminal={} reason={}", id(), e.getMessage()));
        socket.closeHandler(end -> {
            inbox.close();
            closed.tryComplete();
        });
        socket.handler(new FrameReader(this::receive, this::hostile));
    }

    /** Connects a terminal; fails when nobody listens. */
    public static Future<PosTerminal> connect(Vertx vertx, PosOptions options) {
        NetClient client =
                vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true).setConnectTimeout(CONNECT_TIMEOUT_MS));
        Promise<PosTerminal> connected = Promise.promise();
        // On the socket's own context: on any other thread, bytes could arrive before there is a handler for them.
        vertx.getOrCreateContext()
                .runOnContext(begin -> client.connect(options.port(), options.host())
                        .map(socket -> new PosTerminal(vertx, options, client, socket))
                        .onFailure(refused -> client.close())
                        .onComplete(connected));
        return connected.future();
    }

    /** Asks whether anybody is there. */
    public Future<PosAnswer> echo() {
        return send(messages.echo());
    }

    /** Sells by track 2. */
    public Future<PosAnswer> magstripeSale(SandboxCard card, long amountMinor) {
        return send(messages.magstripeSale(card, amountMinor));
    }

    /** Sells by chip. */
    public Future<PosAnswer> chipSale(SandboxCard card, long amountMinor) {
        return send(messages.chipSale(card, amountMinor));
    }

    /** Reverses a sale, answered or not. */
    public Future<PosAnswer> reverse(PosRequest sale) {
        return send(messages.reversal(sale));
    }

    /** Sends a request again, byte for byte. */
    public Future<PosAnswer> repeat(PosRequest request) {
        return send(request);
    }

    /** Sends a request that was written before, by {@link #messages()} or by hand. */
    public Future<PosAnswer> send(PosRequest request) {
        Future<PosAnswer> answer = inbox.expect(request);
        socket.write(request.frame().toBuffer()).onFailure(failure -> inbox.giveUp(request, "not written"));
        return answer;
    }

    /** Writes bytes as they are; what comes back is in {@link #unmatched()}. */
    public Future<Void> send(byte[] raw) {
        return socket.write(Buffer.buffer(raw));
    }

    /** A complete chip sale, ready to be sent by hand, as hex; it takes a trace number and is not sent. */
    public String hexSale(SandboxCard card, long amountMinor) {
        return messages.chipSale(card, amountMinor).hex();
    }

    /** Writes requests without sending them. */
    public PosMessages messages() {
        return messages;
    }

    /** The newest answers that no request was waiting for, oldest first: late ones, doubles, answers to raw bytes. */
    public List<IsoMessage> unmatched() {
        return inbox.unmatched();
    }

    /** Its name, DE41. */
    public String id() {
        return options.terminalId();
    }

    /** Whether the line is open. */
    public boolean isOpen() {
        return !closed.future().isComplete();
    }

    /** Completes when either side has closed the line. */
    public Future<Void> closed() {
        return closed.future();
    }

    /** Hangs up. */
    public Future<Void> close() {
        return client.close();
    }

    private void receive(Frame frame) {
        try {
            inbox.receive(IsoCodec.decode(frame.message()));
        } catch (DecodeException e) {
            hostile(String.valueOf(e.getMessage()));
        }
    }

    private void hostile(String reason) {
        LOG.warn("pos_line_closed terminal={} reason=\"{}\"", id(), reason);
        socket.close();
    }
}
