package io.txswitch.iso8583.bank;

import io.txswitch.iso8583.bank.PendingAnswers.Waiting;
import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.DecodeError;
import io.txswitch.iso8583.codec.IsoMessage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a request and finds its answer; belongs to one event loop.
 *
 * <p>Nothing waits to be sent: what cannot leave now never leaves, so no request reaches a bank after its deadline.
 */
final class BankLine implements BankConnection.Events {
    private static final Logger LOG = LoggerFactory.getLogger(BankLine.class);

    private final Vertx vertx;
    private final BankConfig config;
    private final MessageMac macs;
    private final LateAnswers late;
    private final BankMetrics metrics;
    private final PendingAnswers pending = new PendingAnswers();
    private Supplier<@Nullable BankConnection> connections = () -> null;
    private Runnable changed = () -> {};

    BankLine(Vertx vertx, BankConfig config, MessageMac macs, LateAnswers late, BankMetrics metrics) {
        this.vertx = vertx;
        this.config = config;
        this.macs = macs;
        this.late = late;
        this.metrics = metrics;
    }

    /** Who is told when the line may have come up or gone down. */
    void tell(Runnable listener) {
        changed = listener;
    }

    /** Where requests leave by; the line hears of their end as its {@link BankConnection.Events}. */
    void leaveBy(Supplier<@Nullable BankConnection> picked) {
        connections = picked;
    }

    boolean up() {
        return connections.get() != null;
    }

    int inFlight() {
        return pending.count();
    }

    /**
     * Whether a request can leave now. Asked before the circuit is, which takes everything that comes back without
     * silence for a sign of life.
     */
    Prepared prepare(Outbound.Made.Message made, long timeoutMs) {
        MatchKey key = config.wire().matching().keyOf(made.message());
        if (pending.has(key)) {
            return new Prepared.Refused(new Exchange.Silent("the same request is still in flight"));
        }
        if (timeoutMs <= 0) {
            return notSent("the deadline is over");
        }
        if (pending.count(made.lane()) >= config.traffic().windowOf(made.lane())) {
            return notSent("too many requests in flight");
        }
        BankConnection connection = connections.get();
        return connection == null
                ? notSent("no line to the bank")
                : new Prepared.Ready(key, made.lane(), connection, made.bytes(), timeoutMs);
    }

    /** Sends what {@link #prepare} found ready in this same task. */
    Future<Exchange> send(Prepared.Ready ready) {
        Promise<@Nullable IsoMessage> answer = Promise.promise();
        long timer = vertx.setTimer(ready.timeoutMs(), id -> giveUp(ready.key()));
        pending.add(new Waiting(ready.key(), ready.lane(), ready.connection(), answer, timer));
        metrics.inFlight(pending.count());
        ready.connection().write(ready.bytes());
        return answer.future()
                .map(message -> message == null
                        ? new Exchange.Silent("no answer within " + ready.timeoutMs() + " ms, or the line was lost")
                        : new Exchange.Answered(message));
    }

    private static Prepared notSent(String why) {
        return new Prepared.Refused(new Exchange.NotSent(why));
    }

    /** A request that may leave, or will not. */
    sealed interface Prepared {
        /** It leaves when it is sent in the same task. */
        record Ready(MatchKey key, Lane lane, BankConnection connection, byte[] bytes, long timeoutMs)
                implements Prepared {}

        /** It does not leave. */
        record Refused(Exchange exchange) implements Prepared {}
    }

    private void giveUp(MatchKey key) {
        Waiting one = pending.take(key);
        if (one != null) {
            metrics.inFlight(pending.count());
            one.answer().complete(null);
        }
    }

    @Override
    public void ready(BankConnection connection) {
        changed.run();
    }

    @Override
    public void closed(BankConnection connection) {
        for (Waiting each : pending.takeAll(connection)) {
            vertx.cancelTimer(each.timer());
            each.answer().complete(null);
        }
        metrics.inFlight(pending.count());
        changed.run();
    }

    @Override
    public void undecodable(DecodeError error) {
        metrics.undecodable();
        LOG.warn("bank={} undecodable problem=\"{}\"", config.id(), error);
    }

    /** An answer that was not authenticated as agreed is none: whoever waits goes on waiting. */
    @Override
    public void message(BankConnection connection, IsoMessage message, byte[] raw) {
        if (message.isRequest()) {
            LOG.warn("bank={} unexpected mti={}", config.id(), message.mti());
        } else if (macs.looksAtNothing()) {
            answered(message);
        } else {
            macs.verify(message, raw).onSuccess(right -> answered(message)).onFailure(cause -> {
                metrics.unauthenticated();
                MatchKey key = config.wire().matching().keyOf(message);
                LOG.warn("bank={} unauthenticated key={} why=\"{}\"", config.id(), key, cause.getMessage());
            });
        }
    }

    private void answered(IsoMessage message) {
        MatchKey key = config.wire().matching().keyOf(message);
        String code = message.text(De.RESPONSE_CODE);
        Waiting one = pending.take(key);
        if (one != null) {
            vertx.cancelTimer(one.timer());
            metrics.inFlight(pending.count());
            pending.remember(key, code);
            one.answer().complete(message);
        } else if (pending.isDuplicate(key, code)) {
            metrics.duplicate();
            LOG.info("bank={} duplicate key={} code={}", config.id(), key, code);
        } else {
            late.heard(key, message).onSuccess(ours -> {
                if (ours) {
                    pending.remember(key, code);
                }
            });
        }
    }
}
