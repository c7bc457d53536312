package io.txswitch.iso8583.bank;

import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostRequest;
import io.txswitch.core.contract.HostRequest.Operation;
import io.txswitch.core.model.CardData;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.TxHeader;
import io.txswitch.iso8583.bank.BankMapping.Traces;
import io.txswitch.iso8583.codec.IsoMessage;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** Makes of a request what can leave: numbers, message, PIN, MAC, bytes; whatever fails here has not left. */
final class Outbound {
    private final BankMapping mapping;
    private final TraceNumbers traces;
    private final PinDesk pins;
    private final MessageMac macs;

    Outbound(BankMapping mapping, TraceNumbers traces, PinDesk pins, MessageMac macs) {
        this.mapping = mapping;
        this.traces = traces;
        this.pins = pins;
        this.macs = macs;
    }

    /** What became of a request before it leaves. */
    sealed interface Made {
        /** @param bytes without framing */
        record Message(Lane lane, IsoMessage message, byte[] bytes) implements Made {}

        /** It will not leave, and this is the answer to it. */
        record Refused(HostAnswer answer) implements Made {}
    }

    /** Never fails. */
    Future<Made> make(HostRequest request) {
        Future<Made> made;
        try {
            made = numbers(request).compose(numbers -> message(request, numbers));
        } catch (IllegalArgumentException e) {
            made = Future.failedFuture(e);
        }
        return made.recover(cause -> Future.succeededFuture(new Made.Refused(refusal(cause))));
    }

    private Future<Traces> numbers(HostRequest request) {
        String known = request.known().stan();
        boolean repeat = request.attempt() > 0 || request.operation() == Operation.REVERSE;
        Future<String> own = known != null
                ? Future.succeededFuture(known)
                : request.operation() == Operation.REVERSE
                        ? traces.recall(request.header().id())
                        : traces.numberOf(request.header().id(), repeat);
        TxHeader original = request.originalHeader();
        if (original == null || request.operation() == Operation.REVERSE) {
            return own.map(number -> new Traces(number, null));
        }
        HostFacts facts = request.originalFacts();
        String fromFacts = facts == null ? null : facts.stan();
        Future<String> theirs = fromFacts == null ? traces.recall(original.id()) : Future.succeededFuture(fromFacts);
        return own.compose(number -> theirs.map(other -> new Traces(number, other)));
    }

    private Future<Made> message(HostRequest request, Traces numbers) {
        IsoMessage.Builder message = switch (request.operation()) {
            case CHARGE -> mapping.charge(request, numbers);
            case REVERSE -> mapping.reversal(request, numbers);
            case FORWARD, REFUND -> mapping.advice(request, numbers);
            case QUERY, CLOSE, QUERY_REFUND, CONFIRM, TRANSFER, QUERY_TRANSFER, SHARE, QUERY_SHARE ->
                throw new IllegalArgumentException("no message of a bank");
        };
        CardData card = request.card();
        Future<IsoMessage.Builder> withPin =
                request.operation() != Operation.CHARGE || card == null || card.pinBlock() == null
                        ? Future.succeededFuture(message)
                        : pins.seal(message, card.pan(), card.pinBlock());
        return withPin.compose(whole -> bytes(whole.build()));
    }

    private Future<Made> bytes(IsoMessage message) {
        return macs.encode(message).map(bytes -> new Made.Message(Lane.of(message.mti()), message, bytes));
    }

    /** Only a PIN that cannot be used is the card's matter; all else is ours, and another route may do. */
    private static HostAnswer refusal(Throwable cause) {
        return cause instanceof PinDesk.UnusablePin unusable
                ? HostAnswer.declined(Reason.PIN_BLOCK_ERROR, HostFacts.detail("PIN: " + text(unusable)))
                : HostAnswer.notSent(text(cause));
    }

    private static String text(Throwable cause) {
        @Nullable String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
