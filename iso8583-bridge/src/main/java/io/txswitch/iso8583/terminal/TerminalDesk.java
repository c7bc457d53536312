package io.txswitch.iso8583.terminal;

import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Reason;
import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.DecodeError;
import io.txswitch.iso8583.codec.Decoded;
import io.txswitch.iso8583.codec.IsoCodec;
import io.txswitch.iso8583.codec.IsoMessage;
import io.txswitch.iso8583.terminal.TerminalMetrics.Refusal;
import io.txswitch.iso8583.terminal.TerminalMetrics.Work;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves one message of a listener at a time: bytes in, bytes out; of the connection it knows its session alone. */
final class TerminalDesk {
    private static final Logger LOG = LoggerFactory.getLogger(TerminalDesk.class);
    private static final String OK = "00";

    /**
     * Those who work at the desk.
     *
     * @param guard authenticates the answer
     * @param reception decides whether a message is believed
     * @param mapping knows what it means
     * @param cashier has the core carry it out
     * @param clerk does what moves no money
     */
    record Staff(MessageGuard guard, Reception reception, TerminalMapping mapping, Cashier cashier, Clerk clerk) {}

    /** What a connection keeps between its messages. */
    interface Session {
        TraceOrder order();

        /** A message of this terminal was believed; one that needed no MAC, where others do, proves nothing. */
        void admitted(String terminalId);
    }

    private final IsoCodec codec;
    private final Grammar grammar;
    private final TerminalAnswers answers;
    private final Staff staff;
    private final TerminalMetrics metrics;

    TerminalDesk(IsoCodec codec, Grammar grammar, TerminalAnswers answers, Staff staff, TerminalMetrics metrics) {
        this.codec = codec;
        this.grammar = grammar;
        this.answers = answers;
        this.staff = staff;
        this.metrics = metrics;
    }

    /** The answer's bytes; fails with {@link HostileMessage} when the connection is to be closed instead. */
    Future<byte[]> serve(byte[] bytes, Session session) {
        Decoded decoded = codec.decode(bytes);
        return switch (decoded) {
            case DecodeError error -> malformed(error);
            case IsoMessage message when !message.isRequest() -> hostile("not a request: " + message.mti());
            case IsoMessage message -> received(message, bytes, session);
        };
    }

    /** 30 where MTI and bitmap were readable and the message is a request. */
    private Future<byte[]> malformed(DecodeError error) {
        IsoMessage readable = error.readable();
        if (readable == null || !readable.isRequest()) {
            return hostile(error.text());
        }
        metrics.refused(Refusal.ANSWERED_30);
        LOG.info("terminal=malformed mti={} problem=\"{}\"", readable.mti(), error.text());
        return Future.succeededFuture(codec.encode(answers.refusal(readable, Reason.FORMAT_ERROR)));
    }

    private Future<byte[]> hostile(String why) {
        metrics.refused(Refusal.BAD_MESSAGE);
        return Future.failedFuture(new HostileMessage(why));
    }

    private Future<byte[]> received(IsoMessage message, byte[] bytes, Session session) {
        String terminal = message.trimmed(De.TERMINAL);
        if (terminal == null) {
            return Future.succeededFuture(codec.encode(nameless(message)));
        }
        long start = metrics.start();
        String trace = String.valueOf(message.text(De.STAN));
        TraceOrder order = session.order();
        Future<Admission> admission = order.after(trace, staff.reception().admit(terminal, message, bytes));
        return admission.compose(admitted -> {
            Future<byte[]> answer = served(message, admitted, session, start);
            order.done(trace, admission);
            return answer;
        });
    }

    /** Anybody may ask whether we are there. */
    private IsoMessage nameless(IsoMessage message) {
        Asked asked = TransactionTable.find(grammar, message, Particulars.of(grammar, message));
        return asked == Asked.ECHO
                ? answers.plain(answers.begin(message), OK)
                : answers.refusal(message, Reason.FORMAT_ERROR);
    }

    private Future<byte[]> served(IsoMessage message, Admission admission, Session session, long start) {
        Admission.AnswerKey key = admission.answerKey();
        return switch (admission) {
            case Admission.Refused refused ->
                sealed(answers.refusal(message, refused.reason()), key, Work.OTHER, start);
            case Admission.Admitted admitted -> {
                if (key != null || !admitted.caller().family().macRequired()) {
                    session.admitted(admitted.caller().terminalId());
                }
                Demand demand = Demand.of(grammar, admitted.message(), admitted.caller());
                yield carriedOut(demand).compose(answer -> sealed(answer, key, workOf(demand.asked()), start));
            }
        };
    }

    private Future<IsoMessage> carriedOut(Demand demand) {
        return switch (staff.mapping().read(demand)) {
            case TerminalRequest.Refuse refused ->
                Future.succeededFuture(answers.refusal(demand.message(), refused.reason()));
            case TerminalRequest.Submit submit -> staff.cashier().submit(demand.message(), submit.command());
            case TerminalRequest.Reverse reverse -> staff.cashier().reverse(demand.message(), reverse.command());
            case TerminalRequest.Manage manage -> staff.clerk().serve(demand);
        };
    }

    private static Work workOf(Asked asked) {
        return asked.kind() == Kind.SALE ? Work.SALE : asked == Asked.REVERSAL ? Work.REVERSAL : Work.OTHER;
    }

    /** An answer that cannot be authenticated is not sent: the terminal's repeat finds the stored one. */
    private Future<byte[]> sealed(IsoMessage answer, Admission.@Nullable AnswerKey key, Work work, long start) {
        if (key == null) {
            metrics.answered(work, start);
            return Future.succeededFuture(codec.encode(answer));
        }
        return staff.guard().seal(answer, key).onComplete(done -> metrics.answered(work, start));
    }

    /** A message that gets no answer. */
    static final class HostileMessage extends RuntimeException {
        private static final long serialVersionUID = 1L;

        HostileMessage(String why) {
            super(why, null, false, false);
        }
    }
}
