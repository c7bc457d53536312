package io.txswitch.channel;

import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.circuitbreaker.CircuitBreakerState;
import io.vertx.circuitbreaker.OpenCircuitException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Stops calling a wallet that is ill, and tries one call after a while.
 *
 * <p>vertx-circuit-breaker holds the state (open, half open, closed); when to open is decided here, by the share of ill
 * calls among the last ones: no answer, an answer that cannot be believed, or one that took too long. Belongs to one
 * event loop.
 */
final class ChannelBreaker {
    /** Calls that are looked at. */
    private static final int WINDOW = 20;
    /** Fewer calls prove nothing. */
    private static final int MIN_CALLS = 5;
    /** It opens at half. */
    private static final int OPEN_AT_PERCENT = 50;
    /** A call that takes longer holds its place in the bulkhead ten times as long as usual. */
    private static final long SLOW_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final CircuitBreaker state;
    private final ArrayDeque<Boolean> lastIll = new ArrayDeque<>(WINDOW);
    private int ill;

    /** @param changed told after every change of state, on the event loop */
    ChannelBreaker(Vertx vertx, String channelId, long resetMs, Runnable changed) {
        CircuitBreakerOptions options = new CircuitBreakerOptions()
                .setMaxFailures(Integer.MAX_VALUE)
                .setTimeout(-1)
                .setResetTimeout(resetMs)
                .setNotificationPeriod(0);
        this.state = CircuitBreaker.create("channel-" + channelId, vertx, options)
                .openHandler(now -> changed.run())
                .halfOpenHandler(now -> changed.run())
                .closeHandler(now -> changed.run());
    }

    /** True when a request would be sent now. */
    boolean lets() {
        return state.state() != CircuitBreakerState.OPEN;
    }

    Future<HostAnswer> guard(Supplier<Future<HostAnswer>> call) {
        return state.execute(() -> {
                    long startedNanos = System.nanoTime();
                    return call.get().compose(answer -> judge(answer, System.nanoTime() - startedNanos));
                })
                .recover(cause -> switch (cause) {
                    case Ill known -> Future.succeededFuture(known.answer);
                    case OpenCircuitException open -> Future.succeededFuture(HostAnswer.notSent("the channel rests"));
                    default -> Future.failedFuture(cause);
                });
    }

    private Future<HostAnswer> judge(HostAnswer answer, long tookNanos) {
        boolean isIll = tookNanos > SLOW_NANOS || silent(answer);
        remember(isIll);
        if (isIll && state.state() == CircuitBreakerState.CLOSED && tooManyIll()) {
            forget();
            state.open();
        }
        return isIll ? Future.failedFuture(new Ill(answer)) : Future.succeededFuture(answer);
    }

    /** Nothing that could be believed came back; an UNKNOWN with a code of the wallet's is its honest word. */
    private static boolean silent(HostAnswer answer) {
        return answer.result() == Result.NOT_SENT
                || (answer.result() == Result.UNKNOWN && answer.facts().hostCode() == null);
    }

    private void remember(boolean isIll) {
        if (lastIll.size() == WINDOW && lastIll.removeFirst()) {
            ill--;
        }
        lastIll.addLast(isIll);
        ill += isIll ? 1 : 0;
    }

    private boolean tooManyIll() {
        return lastIll.size() >= MIN_CALLS && ill * 100 >= lastIll.size() * OPEN_AT_PERCENT;
    }

    private void forget() {
        lastIll.clear();
        ill = 0;
    }

    void close() {
        state.close();
    }

    /** Carries an answer through the breaker, which counts failed futures only. */
    private static final class Ill extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient HostAnswer answer;

        Ill(HostAnswer answer) {
            super("ill", null, false, false);
            this.answer = answer;
        }
    }
}
