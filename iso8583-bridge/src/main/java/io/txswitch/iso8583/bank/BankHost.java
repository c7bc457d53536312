package io.txswitch.iso8583.bank;

import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.HostRequest;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.TxHeader;
import io.txswitch.iso8583.bank.BankLine.Prepared;
import io.txswitch.iso8583.codec.IsoMessage;
import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerState;
import io.vertx.circuitbreaker.OpenCircuitException;
import io.vertx.core.Future;
import java.util.function.BiFunction;

/**
 * A bank as the core sees it: carries out host requests, or says that it did not.
 *
 * <p>Charges go through the circuit. Reversals do not: money that may have moved has to come back whatever the bank's
 * state, and the core spaces them.
 */
final class BankHost {
    private final Deadlines deadlines;
    private final BankMapping mapping;
    private final BankLine line;
    private final CircuitBreaker circuit;
    private final BankMetrics metrics;

    BankHost(Deadlines deadlines, BankMapping mapping, BankLine line, CircuitBreaker circuit, BankMetrics metrics) {
        this.deadlines = deadlines;
        this.mapping = mapping;
        this.line = line;
        this.circuit = circuit;
        this.metrics = metrics;
    }

    /** True when a charge would be sent now. */
    boolean up() {
        return line.up() && circuit.state() != CircuitBreakerState.OPEN;
    }

    /** Why it is up or down, for people. */
    String detail() {
        return line.up() ? "circuit " + circuit.state() : "no line";
    }

    Future<HostAnswer> call(HostRequest request) {
        long start = metrics.start();
        Future<HostAnswer> answer = switch (request.operation()) {
            case CHARGE -> charge(request);
            case REVERSE -> reverse(request);
            case QUERY, QUERY_REFUND -> Future.succeededFuture(HostAnswer.unknown("no query"));
            case REFUND, CLOSE, FORWARD ->
                Future.succeededFuture(HostAnswer.declined(
                        Reason.INVALID_TRANSACTION, HostFacts.detail("this bank knows sales and reversals")));
        };
        return answer.onSuccess(a -> metrics.answered(request.operation().name(), a.result(), start));
    }

    /**
     * A charge without its card comes from a recovery, and an earlier one may have left: that is UNKNOWN, and what
     * cannot be written down is NOT_SENT.
     */
    private Future<HostAnswer> charge(HostRequest request) {
        if (request.card() == null) {
            return Future.succeededFuture(HostAnswer.unknown("the card is no longer in memory"));
        }
        IsoMessage message;
        try {
            message = mapping.charge(request);
        } catch (IllegalArgumentException e) {
            return Future.succeededFuture(HostAnswer.notSent(String.valueOf(e.getMessage())));
        }
        Future<Exchange> exchange = switch (line.prepare(message, deadlines.leftMs(request))) {
            case Prepared.Refused refused -> Future.succeededFuture(refused.exchange());
            case Prepared.Ready ready ->
                circuit.<Exchange>execute(() -> line.send(ready).compose(BankHost::countSilence))
                        .recover(BankHost::uncounted);
        };
        return exchange.map(e -> answer(request, e, BankAnswers::ofCharge));
    }

    private Future<HostAnswer> reverse(HostRequest request) {
        IsoMessage message;
        try {
            message = mapping.reversal(request);
        } catch (IllegalArgumentException e) {
            return Future.succeededFuture(HostAnswer.notSent(String.valueOf(e.getMessage())));
        }
        Future<Exchange> exchange = switch (line.prepare(message, deadlines.leftMs(request))) {
            case Prepared.Refused refused -> Future.succeededFuture(refused.exchange());
            case Prepared.Ready ready -> line.send(ready);
        };
        return exchange.map(e -> answer(request, e, BankAnswers::ofReversal));
    }

    private static HostAnswer answer(
            HostRequest request, Exchange exchange, BiFunction<TxHeader, IsoMessage, HostAnswer> read) {
        return switch (exchange) {
            case Exchange.Answered answered -> read.apply(request.header(), answered.message());
            case Exchange.NotSent notSent -> HostAnswer.notSent(notSent.why());
            case Exchange.Silent silent ->
                HostAnswer.of(
                        Result.UNKNOWN,
                        new HostFacts(null, null, null, BankMapping.stanOf(request), null, null, silent.why()));
        };
    }

    /** The circuit counts failed futures: silence becomes one, and {@link #uncounted} makes it a value again. */
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
