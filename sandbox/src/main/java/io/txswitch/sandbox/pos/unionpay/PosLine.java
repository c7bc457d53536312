package io.txswitch.sandbox.pos.unionpay;

import io.txswitch.sandbox.iso.DecodeException;
import io.txswitch.sandbox.iso.FieldTable;
import io.txswitch.sandbox.iso.Frame;
import io.txswitch.sandbox.iso.FrameReader;
import io.txswitch.sandbox.iso.Framing;
import io.txswitch.sandbox.iso.IsoCodec;
import io.txswitch.sandbox.iso.IsoMessage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A terminal's connection: it opens when needed, and each question waits for its answer with patience.
 *
 * <p>Answers are matched by type, trace and terminal; others are dropped. A line that breaks is opened again by the
 * next question.
 */
final class PosLine {
    private static final Logger LOG = LoggerFactory.getLogger(PosLine.class);
    private static final int CONNECT_TIMEOUT_MS = 5_000;

    private final Vertx vertx;
    private final UnionPayOptions options;
    private final NetClient client;
    private final List<Waiting> waiting = new ArrayList<>();
    private Future<NetSocket> socket = Future.failedFuture("not connected yet");

    PosLine(Vertx vertx, UnionPayOptions options) {
        this.vertx = vertx;
        this.options = options;
        this.client =
                vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true).setConnectTimeout(CONNECT_TIMEOUT_MS));
    }

    private record Waiting(IsoMessage asked, Promise<Optional<IsoMessage>> answer) {
        boolean fits(IsoMessage message) {
            return asked.answerMti().equals(message.mti())
                    && asked.get(11).equals(message.get(11))
                    && asked.get(41).equals(message.get(41));
        }
    }

    /** The answer, or empty when it stayed out for whatever reason; never fails. */
    Future<Optional<IsoMessage>> ask(IsoMessage message) {
        Waiting one = new Waiting(message, Promise.promise());
        waiting.add(one);
        long timer = vertx.setTimer(options.answerTimeoutMs(), late -> giveUp(one, "timeout"));
        Frame frame = new Frame(Framing.UNIONPAY_POS, options.envelope(), IsoCodec.encode(message));
        open().compose(line -> line.write(frame.toBuffer()))
                .onFailure(broken -> giveUp(one, String.valueOf(broken.getMessage())));
        return one.answer().future().onComplete(done -> vertx.cancelTimer(timer));
    }

    private void giveUp(Waiting one, String reason) {
        waiting.remove(one);
        if (one.answer().tryComplete(Optional.empty())) {
            LOG.info(
                    "pos_unanswered terminal={} mti={} reason=\"{}\"",
                    options.terminalId(),
                    one.asked().mti(),
                    reason);
        }
    }

    /** The open line, opened when it is not; fails when nobody listens. */
    Future<NetSocket> open() {
        if (socket.failed()) {
            socket = client.connect(options.port(), options.host()).onSuccess(this::listen);
        }
        return socket;
    }

    private void listen(NetSocket line) {
        line.exceptionHandler(e -> LOG.debug("pos_line_failed reason={}", e.getMessage()));
        line.closeHandler(end -> closed());
        line.handler(new FrameReader(Framing.UNIONPAY_POS, frame -> receive(line, frame), reason -> line.close()));
    }

    private void closed() {
        socket = Future.failedFuture("line closed");
        List.copyOf(waiting).forEach(one -> giveUp(one, "line closed"));
    }

    private void receive(NetSocket line, Frame frame) {
        try {
            IsoMessage message = IsoCodec.decode(FieldTable.UNIONPAY_POS, frame.message());
            waiting.stream()
                    .filter(one -> one.fits(message))
                    .findFirst()
                    .ifPresentOrElse(
                            one -> {
                                waiting.remove(one);
                                one.answer().tryComplete(Optional.of(message));
                            },
                            () -> LOG.info("pos_unmatched terminal={} mti={}", options.terminalId(), message.mti()));
        } catch (DecodeException e) {
            LOG.warn("pos_unreadable terminal={} fault=\"{}\"", options.terminalId(), e.getMessage());
            line.close();
        }
    }

    Future<Void> close() {
        return client.close();
    }
}
