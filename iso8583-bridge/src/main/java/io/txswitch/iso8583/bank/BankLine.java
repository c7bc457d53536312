package io.txswitch.iso8583.bank;

import io.txswitch.core.contract.ReportHostFact;
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
    private final LateAnswers late;
    private final BankMetrics metrics;
    private final Runnable changed;
    private final PendingAnswers pending = new PendingAnswers();
    private Supplier<@Nullable BankConnection> connections = () -> null;

    /** @param changed told when the line may have come up or gone down */
    BankLine(Vertx vertx, BankConfig config, LateAnswers late, BankMetrics metrics, Runnable changed) {
        this.vertx = vertx;
        this.config = config;
        this.late = late;
        this.metrics = metrics;
        this.changed = changed;
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
    Prepared prepare(IsoMessage request, long timeoutMs) {
        MatchKey key = MatchKey.of(request);
        if (pending.has(key)) {
            return new Prepared.Refused(new Exchange.Silent("the same request is still in flight"));
        }
        if (timeoutMs <= 0) {
            return notSent("the deadline is over");
        }
        if (pending.count(key.family()) >= config.maxInFlight()) {
            return notSent("too many requests in flight");
        }
        BankConnection connection = connections.get();
        if (connection == null) {
            return notSent("no line to the bank");
        }
        try {
            byte[] bytes = config.dialect().codec().encode(request);
            return new Prepared.Ready(key, connection, bytes, timeoutMs);
        } catch (IllegalArgumentException e) {
            return notSent(String.valueOf(e.getMessage()));
        }
    }

    /** Sends what {@link #prepare} found ready in this same task. */
    Future<Exchange> send(Prepared.Ready ready) {
        Promise<@Nullable IsoMessage> answer = Promise.promise();
        long timer = vertx.setTimer(ready.timeoutMs(), id -> giveUp(ready.key()));
        pending.add(new Waiting(ready.key(), ready.connection(), answer, timer));
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
        record Ready(MatchKey key, BankConnection connection, byte[] bytes, long timeoutMs) implements Prepared {}

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

    @Override
    public void message(BankConnection connection, IsoMessage message) {
        if (message.isRequest()) {
            LOG.warn("bank={} unexpected mti={}", config.id(), message.mti());
            return;
        }
        MatchKey key = MatchKey.of(message);
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
            unmatched(key, code, message);
        }
    }

    private void unmatched(MatchKey key, @Nullable String code, IsoMessage message) {
        ReportHostFact fact = BankAnswers.late(config.id(), message);
        if (fact == null) {
            metrics.unmatched();
            LOG.warn("bank={} unmatched key={} code={} why=\"no such request\"", config.id(), key, code);
            return;
        }
        LOG.info("tx={} bank={} late key={} code={}", fact.id(), config.id(), key, code);
        pending.remember(key, code);
        late.report(fact);
    }
}
