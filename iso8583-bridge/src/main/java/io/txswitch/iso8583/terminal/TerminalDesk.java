package io.txswitch.iso8583.terminal;

import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.Bus;
import io.txswitch.core.bus.BusException;
import io.txswitch.core.contract.Outcome;
import io.txswitch.core.model.Reason;
import io.txswitch.iso8583.codec.DecodeError;
import io.txswitch.iso8583.codec.Decoded;
import io.txswitch.iso8583.codec.IsoCodec;
import io.txswitch.iso8583.codec.IsoMessage;
import io.txswitch.iso8583.terminal.TerminalMetrics.Asked;
import io.txswitch.iso8583.terminal.TerminalMetrics.Refusal;
import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves one message at a time: bytes in, bytes out; knows no connection. */
final class TerminalDesk {
    private static final Logger LOG = LoggerFactory.getLogger(TerminalDesk.class);
    /** The core answers within what it was given; the bus waits this much longer, so that its word arrives. */
    private static final long BUS_MARGIN_MS = 2_000;

    private final TerminalMapping mapping;
    private final Bus bus;
    private final TerminalMetrics metrics;
    private final long waitMs;
    private final IsoCodec codec;

    TerminalDesk(TerminalMapping mapping, Bus bus, TerminalMetrics metrics, TerminalConfig config) {
        this.mapping = mapping;
        this.bus = bus;
        this.metrics = metrics;
        this.codec = config.dialect().codec();
        this.waitMs = config.answerWithinMs() + BUS_MARGIN_MS;
    }

    /** The answer's bytes; fails with {@link HostileMessage} when the connection is to be closed instead. */
    Future<byte[]> serve(byte[] bytes) {
        Decoded decoded = codec.decode(bytes);
        return switch (decoded) {
            case DecodeError error -> malformed(error);
            case IsoMessage message -> served(message).map(codec::encode);
        };
    }

    /** 30 where MTI and bitmap were readable and the message is a request. */
    private Future<byte[]> malformed(DecodeError error) {
        IsoMessage readable = error.readable();
        if (readable == null || !readable.isRequest()) {
            metrics.refused(Refusal.BAD_MESSAGE);
            return Future.failedFuture(new HostileMessage(error.text()));
        }
        metrics.refused(Refusal.ANSWERED_30);
        LOG.info("terminal=malformed mti={} problem=\"{}\"", readable.mti(), error.text());
        IsoMessage answer = TerminalAnswers.plain(TerminalAnswers.begin(readable), Reason.FORMAT_ERROR.responseCode());
        return Future.succeededFuture(codec.encode(answer));
    }

    private Future<IsoMessage> served(IsoMessage message) {
        IsoMessage.Builder answer = TerminalAnswers.begin(message);
        return switch (mapping.read(message)) {
            case TerminalRequest.Answer plain ->
                timed(Asked.OTHER, Future.succeededFuture(TerminalAnswers.plain(answer, plain.responseCode())));
            case TerminalRequest.Hostile hostile -> {
                metrics.refused(Refusal.BAD_MESSAGE);
                yield Future.failedFuture(new HostileMessage(hostile.why()));
            }
            case TerminalRequest.Submit submit ->
                timed(Asked.SALE, told(answer, bus.request(Addresses.PAYMENT_SUBMIT, submit.command(), waitMs)));
            case TerminalRequest.Reverse reverse ->
                timed(Asked.REVERSAL, told(answer, bus.request(Addresses.PAYMENT_REVERSE, reverse.command(), waitMs)));
        };
    }

    /** Without a word from the core only "there was no handler" is certain; anything else may have moved money. */
    private static Future<IsoMessage> told(IsoMessage.Builder answer, Future<Outcome> outcome) {
        return outcome.map(o -> TerminalAnswers.of(answer, o)).recover(cause -> {
            boolean never = cause instanceof BusException e && e.undelivered();
            Reason reason = never ? Reason.NOT_SENT : Reason.NO_ANSWER;
            LOG.warn("terminal=core-silent code={} cause=\"{}\"", reason.responseCode(), cause.getMessage());
            return Future.succeededFuture(TerminalAnswers.plain(answer, reason.responseCode()));
        });
    }

    private Future<IsoMessage> timed(Asked asked, Future<IsoMessage> answer) {
        long start = metrics.start();
        return answer.onComplete(done -> metrics.answered(asked, start));
    }

    /** A message that gets no answer. */
    static final class HostileMessage extends RuntimeException {
        private static final long serialVersionUID = 1L;

        HostileMessage(String why) {
            super(why, null, false, false);
        }
    }
}
