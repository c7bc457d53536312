package io.txswitch.iso8583.bank;

import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.HostRequest;
import io.txswitch.core.contract.HostRequest.Operation;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Reason;
import io.txswitch.iso8583.bank.BankLine.Prepared;
import io.txswitch.iso8583.bank.Outbound.Made;
import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.IsoMessage;
import io.vertx.core.Future;

/** A bank as the core sees it: carries out host requests, or says that it did not. */
final class BankHost {
    private final Deadlines deadlines;
    private final Outbound outbound;
    private final Circuit circuit;
    private final BankAnswers reader;
    private final BankMetrics metrics;

    BankHost(Deadlines deadlines, Outbound outbound, Circuit circuit, BankAnswers reader, BankMetrics metrics) {
        this.deadlines = deadlines;
        this.outbound = outbound;
        this.circuit = circuit;
        this.reader = reader;
        this.metrics = metrics;
    }

    Future<HostAnswer> call(HostRequest request) {
        long start = metrics.start();
        Future<HostAnswer> answer = switch (request.operation()) {
            case CHARGE ->
                lostItsCard(request)
                        ? Future.succeededFuture(HostAnswer.unknown("the card is no longer in memory"))
                        : exchange(request, start);
            case REFUND, FORWARD, REVERSE -> exchange(request, start);
            case QUERY, QUERY_REFUND, QUERY_TRANSFER, QUERY_SHARE ->
                Future.succeededFuture(HostAnswer.unknown("no query"));
            case CONFIRM, TRANSFER, SHARE ->
                Future.succeededFuture(
                        HostAnswer.declined(Reason.NOT_SUPPORTED, HostFacts.detail("a bank does no such thing")));
            case CLOSE ->
                Future.succeededFuture(
                        HostAnswer.declined(Reason.INVALID_TRANSACTION, HostFacts.detail("a bank closes nothing")));
        };
        return answer.onSuccess(a -> metrics.answered(request.operation().name(), a.result(), start));
    }

    /**
     * A charge without its card comes from a recovery, and an earlier one may have left; what follows an original is
     * presented without a card.
     */
    private static boolean lostItsCard(HostRequest request) {
        return request.card() == null && request.originalHeader() == null;
    }

    /** The deadline is looked at in the task that writes. */
    private Future<HostAnswer> exchange(HostRequest request, long start) {
        return outbound.make(request).compose(made -> switch (made) {
            case Made.Refused refused -> Future.succeededFuture(refused.answer());
            case Made.Message message -> {
                long leftMs = deadlines.leftMs(request, metrics.elapsedMs(start));
                yield exchanged(circuit.prepare(message, leftMs)).map(e -> answer(request, message.message(), e));
            }
        });
    }

    private Future<Exchange> exchanged(Prepared prepared) {
        return switch (prepared) {
            case Prepared.Refused refused -> Future.succeededFuture(refused.exchange());
            case Prepared.Ready ready -> circuit.send(ready);
        };
    }

    private HostAnswer answer(HostRequest request, IsoMessage asked, Exchange exchange) {
        return switch (exchange) {
            case Exchange.Answered answered -> read(request, asked, answered.message());
            case Exchange.NotSent notSent -> HostAnswer.notSent(notSent.why());
            case Exchange.Silent silent ->
                HostAnswer.of(
                        Result.UNKNOWN, new HostFacts(null, null, null, asked.text(De.STAN), null, null, silent.why()));
        };
    }

    private HostAnswer read(HostRequest request, IsoMessage asked, IsoMessage answer) {
        if (request.operation() == Operation.CHARGE) {
            return reader.ofCharge(asked, answer);
        }
        return request.operation() == Operation.REVERSE
                ? reader.ofReversal(asked, answer)
                : reader.ofAdvice(asked, answer, request.attempt() > 0);
    }
}
