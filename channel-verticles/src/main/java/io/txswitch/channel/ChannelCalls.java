package io.txswitch.channel;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.txswitch.channel.wallet.Channel;
import io.txswitch.channel.wallet.ChannelLimits;
import io.txswitch.channel.wallet.ChannelPorts;
import io.txswitch.channel.wallet.Exchange;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.HostRequest;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the blocking calls of one channel for its event loop: bulkhead, deadline, virtual threads.
 *
 * <p>A place in the bulkhead is held until the SDK's call has really ended, also after its request was answered
 * UNKNOWN, so that a stuck wallet can never hold more threads than the bulkhead has places.
 */
final class ChannelCalls {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelCalls.class);

    private final Vertx vertx;
    private final Context context;
    private final LiveChannel channel;
    private final ChannelLimits limits;
    private final ChannelPorts ports;
    private final ExecutorService threads;
    private final AtomicInteger inFlight;

    ChannelCalls(Vertx vertx, LiveChannel channel, String channelId, ChannelLimits limits, ChannelPorts ports) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.channel = channel;
        this.limits = limits;
        this.ports = ports;
        this.threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("channel-" + channelId + "-", 0).factory());
        this.inFlight = new AtomicInteger();
        ports.metrics()
                .gauge(
                        "txswitch_channel_in_flight",
                        io.micrometer.core.instrument.Tags.of("channel", channelId),
                        inFlight);
    }

    /** Room for one more call. */
    boolean hasRoom() {
        return inFlight.get() < limits.maxInFlight();
    }

    /** Completes on the event loop, at the deadline at the latest; never fails. */
    Future<HostAnswer> run(HostRequest request) {
        if (request.deadlineMs() <= 0) {
            return Future.succeededFuture(HostAnswer.notSent("the deadline had passed"));
        }
        if (!hasRoom()) {
            return Future.succeededFuture(HostAnswer.notSent("too many calls in flight"));
        }
        inFlight.incrementAndGet();
        Exchange exchange = new Exchange(request, ports.messages(), ports.clock(), request.deadlineMs());
        Promise<HostAnswer> answer = Promise.promise();
        long timer = vertx.setTimer(request.deadlineMs(), late -> answer.tryComplete(late(exchange)));
        long startedNanos = System.nanoTime();
        threads.execute(() -> {
            HostAnswer result = blocking(exchange, request);
            onEventLoop(request, () -> {
                inFlight.decrementAndGet();
                vertx.cancelTimer(timer);
                measure(ports.metrics(), request, result, System.nanoTime() - startedNanos);
                answer.tryComplete(result);
            });
        });
        return answer.future();
    }

    /**
     * A call can outlive its node's event loops. Then nobody waits for it, and whoever takes the payment over asks
     * again.
     */
    private void onEventLoop(HostRequest request, Runnable told) {
        try {
            context.runOnContext(now -> told.run());
        } catch (RejectedExecutionException gone) {
            LOG.info(
                    "tx={} channel={} operation={} answered after the node had stopped",
                    request.header().id(),
                    request.hostId(),
                    request.operation());
        }
    }

    private static HostAnswer late(Exchange exchange) {
        return exchange.giveUp() ? HostAnswer.notSent("the deadline passed") : HostAnswer.unknown("no answer in time");
    }

    private HostAnswer blocking(Exchange exchange, HostRequest request) {
        Channel current = channel.current();
        if (current == null) {
            return repeatable(request, HostAnswer.notSent("no live credential"));
        }
        try {
            return repeatable(request, exchange.run(() -> Operations.carryOut(current, request)));
        } catch (RuntimeException | LinkageError e) {
            boolean neverSent = exchange.giveUp();
            LOG.warn(
                    "tx={} channel={} operation={} sent={} cause={}",
                    request.header().id(),
                    request.hostId(),
                    request.operation(),
                    !neverSent,
                    causes(e));
            HostAnswer answer =
                    neverSent ? HostAnswer.notSent("it could not be sent") : HostAnswer.unknown("no answer");
            return repeatable(request, answer);
        }
    }

    /** Of a repeat, only this attempt is certainly not sent; nobody knows that of the ones before. */
    private static HostAnswer repeatable(HostRequest request, HostAnswer answer) {
        boolean moves = switch (request.operation()) {
            case CHARGE, REFUND, REVERSE, FORWARD, CONFIRM, TRANSFER, SHARE -> true;
            case QUERY, CLOSE, QUERY_REFUND, QUERY_TRANSFER, QUERY_SHARE -> false;
        };
        return moves && request.attempt() > 0 && answer.result() == Result.NOT_SENT
                ? HostAnswer.of(Result.UNKNOWN, answer.facts())
                : answer;
    }

    /** Names only: the SDKs put whole requests and answers into their messages. */
    private static String causes(Throwable e) {
        Throwable cause = e.getCause();
        return e.getClass().getSimpleName()
                + (cause == null ? "" : "/" + cause.getClass().getSimpleName());
    }

    private static void measure(MeterRegistry metrics, HostRequest request, HostAnswer answer, long tookNanos) {
        Timer.builder("txswitch_channel_call")
                .tag("channel", request.hostId())
                .tag("operation", request.operation().name())
                .tag("result", answer.result().name())
                .register(metrics)
                .record(tookNanos, TimeUnit.NANOSECONDS);
    }

    /** New calls are refused; those under way end by their own timeouts. */
    void close() {
        threads.shutdown();
    }
}
