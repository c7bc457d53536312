package io.txswitch.iso8583.bank;

import io.txswitch.iso8583.bank.BankLine.Prepared;
import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.circuitbreaker.CircuitBreakerState;
import io.vertx.circuitbreaker.OpenCircuitException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** The line's circuit: silence in a row opens it, an answer closes it. */
final class Circuit {
    /** Failures further apart than this are not "in a row", however few charges there are. */
    private static final long FAILURE_WINDOW_MS = 600_000;

    private final BankLine line;
    private final CircuitBreaker breaker;

    /** @param changed told whenever it opens or closes */
    Circuit(Vertx vertx, BankConfig config, BankLine line, Runnable changed) {
        this.line = line;
        this.breaker = CircuitBreaker.create("bank-" + config.id(), vertx, options(config.traffic()))
                .openHandler(nothing -> changed.run())
                .halfOpenHandler(nothing -> changed.run())
                .closeHandler(nothing -> changed.run());
    }

    private static CircuitBreakerOptions options(BankTraffic traffic) {
        return new CircuitBreakerOptions()
                .setMaxFailures(traffic.breakerFailures())
                .setFailuresRollingWindow(FAILURE_WINDOW_MS)
                .setResetTimeout(traffic.breakerResetMs())
                .setTimeout(-1)
                .setNotificationAddress(null);
    }

    /** True when a charge would be sent now. */
    boolean isUp() {
        return line.up() && breaker.state() != CircuitBreakerState.OPEN;
    }

    /** Why it is up or down, for people. */
    String detail() {
        return line.up() ? "circuit " + breaker.state() : "no line";
    }

    /**
     * Sends what was found ready in this same task. Advices and reversals pass an open circuit: money that may have
     * moved has to come back whatever the bank's state, and the core spaces them.
     */
    Future<Exchange> send(Prepared.Ready ready) {
        return ready.lane() == Lane.CHARGE
                ? breaker.<Exchange>execute(() -> line.send(ready).compose(Circuit::countSilence))
                        .recover(Circuit::uncounted)
                : line.send(ready);
    }

    Prepared prepare(Outbound.Made.Message made, long timeoutMs) {
        return line.prepare(made, timeoutMs);
    }

    /** The breaker counts failed futures: silence becomes one, and {@link #uncounted} makes it a value again. */
    private static Future<Exchange> countSilence(Exchange exchange) {
        return exchange instanceof Exchange.Silent silent
                ? Future.failedFuture(new SilentBank(silent))
                : Future.succeededFuture(exchange);
    }

    private static Future<Exchange> uncounted(Throwable cause) {
        return switch (cause) {
            case SilentBank e -> Future.succeededFuture(e.exchange);
            case OpenCircuitException e -> Future.succeededFuture(new Exchange.NotSent("the circuit is open"));
            default -> Future.failedFuture(cause);
        };
    }

    private static final class SilentBank extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial") // Thrown and caught inside one process.
        private final Exchange.Silent exchange;

        SilentBank(Exchange.Silent exchange) {
            super(exchange.why(), null, false, false);
            this.exchange = exchange;
        }
    }
}
