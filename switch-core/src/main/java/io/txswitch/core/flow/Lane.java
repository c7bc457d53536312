package io.txswitch.core.flow;

import io.txswitch.core.bus.Addresses;
import io.txswitch.core.contract.FactReceipt;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.Outcome;
import io.txswitch.core.contract.ReportHostFact;
import io.txswitch.core.contract.TransactionChanged;
import io.txswitch.core.flow.InFlight.Envelope;
import io.txswitch.core.flow.InFlight.Taken;
import io.txswitch.core.journal.Append;
import io.txswitch.core.journal.AppendResult;
import io.txswitch.core.journal.Guard;
import io.txswitch.core.model.Event;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.Transaction;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Decide, make durable, then act: takes the inputs of each transaction one at a time, and nothing leaves before the
 * journal has it.
 */
final class Lane {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    /** Between two attempts to write down what must not be forgotten; doubles up to {@link #MAX_APPEND_RETRY_MS}. */
    private static final long APPEND_RETRY_MS = 20;

    private static final long MAX_APPEND_RETRY_MS = 1_000;
    private static final int MAX_DOUBLINGS = 6;

    private final ActorSettings settings;
    private final Ports ports;
    private final InFlightTable table;
    private final PaymentFlow flow;
    private final EffectRunner effects;

    Lane(ActorSettings settings, Ports ports, InFlightTable table, Consumer<InFlight> compensate) {
        this.settings = settings;
        this.ports = ports;
        this.table = table;
        this.flow = new PaymentFlow(settings.policy());
        this.effects = new EffectRunner(settings, ports, this, compensate);
    }

    void offer(InFlight flight, Input input) {
        offer(flight, input, null);
    }

    void offer(InFlight flight, Input input, @Nullable Promise<Taken> taken) {
        if (!flight.offer(new Envelope(input, taken))) {
            ports.metrics().count("inputs_dropped");
            complete(taken, Taken.NOT_NOW);
            return;
        }
        drain(flight);
    }

    private void drain(InFlight flight) {
        while (!flight.busy && !flight.mailbox.isEmpty()) {
            take(flight, flight.mailbox.poll());
        }
        table.removeWhenOver(flight);
    }

    private void take(InFlight flight, Envelope envelope) {
        Decision decision =
                flow.decide(flight.tx, envelope.input(), ports.clock().instant());
        Reason refusal = decision.refusal();
        if (refusal != null) {
            complete(envelope.taken(), Taken.REFUSED);
            refuse(flight, refusal);
        } else if (decision.durable()) {
            append(flight, envelope, decision);
        } else {
            flight.riding.addAll(decision.events());
            flight.tx = decision.after();
            decision.effects().forEach(effect -> effects.run(flight, effect));
            complete(envelope.taken(), Taken.DONE);
        }
    }

    /** What is refused now may have been carried out before its original came to an end: a repeat hears of that. */
    private void refuse(InFlight flight, Reason refusal) {
        flight.busy = true;
        ports.journal()
                .findByDedupeKey(flight.tx.header().dedupeKey())
                .onSuccess(found -> found.ifPresentOrElse(
                        existing -> joinExisting(flight, existing), () -> drop(flight, Outcome.refused(refusal))))
                .onFailure(error -> drop(flight, Outcome.refused(Reason.JOURNAL_UNAVAILABLE)));
    }

    private void append(InFlight flight, Envelope envelope, Decision decision) {
        List<Event> events = new ArrayList<>(flight.riding);
        events.addAll(decision.events());
        flight.busy = true;
        if (flight.tx.seq() == 0) {
            armPatience(flight);
        }
        long start = ports.metrics().start();
        ports.journal()
                .append(new Append(decision.after(), events, decision.guards()))
                .onComplete(done -> {
                    ports.metrics().took(FlowMetrics.Hop.JOURNAL, start);
                    AppendResult result = done.succeeded()
                            ? done.result()
                            : new AppendResult.Unavailable(String.valueOf(done.cause()));
                    appended(flight, envelope, decision, result);
                });
    }

    /**
     * A journal that hangs is one that is not there: the client hears so at once, and what becomes durable later is not
     * sent any more. Nobody waits for a compensation, and it must not be given up.
     */
    private void armPatience(InFlight flight) {
        if (flight.tx.kind() == Kind.COMPENSATION) {
            return;
        }
        flight.remember(ports.timers().arm(settings.stepTimeoutMs(), () -> {
            if (flight.busy && flight.tx.seq() == 0 && flight.hasClients()) {
                ports.metrics().count("journal_too_slow");
                table.answered(flight);
                flight.answerNoFromMemory(Outcome.refused(Reason.JOURNAL_UNAVAILABLE));
            }
        }));
    }

    private void appended(InFlight flight, Envelope envelope, Decision decision, AppendResult result) {
        switch (result) {
            case AppendResult.Committed committed -> committed(flight, envelope, decision);
            case AppendResult.Duplicate duplicate -> joinExisting(flight, duplicate.existing());
            case AppendResult.NonceUsed used -> replayed(flight, envelope);
            case AppendResult.SeqTaken taken -> reread(flight, envelope);
            case AppendResult.GuardFailed failed -> guardFailed(flight, envelope, failed.guard());
            case AppendResult.Fenced fenced -> abandon(flight);
            case AppendResult.Unavailable down -> unavailable(flight, envelope, down.detail());
        }
    }

    private void committed(InFlight flight, Envelope envelope, Decision decision) {
        flight.busy = false;
        flight.appendRetries = 0;
        flight.riding.clear();
        flight.tx = decision.after().withSeq(decision.after().seq() + 1);
        report(flight.tx, decision.events());
        complete(envelope.taken(), Taken.DONE);
        decision.effects().forEach(effect -> effects.run(flight, effect));
        if (!flight.owned) {
            tellOwner(flight.tx);
        }
        drain(flight);
    }

    private void report(Transaction tx, List<Event> events) {
        ports.metrics().reached(tx);
        for (Event event : events) {
            if (event instanceof Event.AnomalySeen anomaly) {
                ports.metrics().count("anomalies");
                LOG.warn("tx={} anomaly trigger={} phase={}", tx.id(), anomaly.seen(), anomaly.phase());
            } else if (event instanceof Event.CaseOpened opened) {
                ports.metrics().count("cases");
                LOG.warn("tx={} case={} detail=\"{}\"", tx.id(), opened.code(), opened.detail());
            }
        }
        // One line per payment, where it ends or waits; being sent is for those who look closely.
        Level level = tx.phase() == Phase.SENT ? Level.DEBUG : Level.INFO;
        if (LOG.isEnabledForLevel(level)) {
            LOG.atLevel(level)
                    .log(
                            "tx={} seq={} kind={} phase={} reason={} host={}",
                            tx.id(),
                            tx.seq() - 1,
                            tx.kind(),
                            tx.phase(),
                            tx.reason(),
                            tx.hostId());
        }
    }

    /** A hint: the owner finds it by itself the next time it writes, or sweeps its open work. */
    private void tellOwner(Transaction tx) {
        ports.bus()
                .publish(
                        Addresses.TRANSACTION_CHANGED.with(tx.header().node()),
                        new TransactionChanged(tx.id(), tx.seq() - 1));
    }

    /** The dedupe key is taken: this attempt never was, and its client hears what became of the first one. */
    private void joinExisting(InFlight flight, TxId existing) {
        table.remove(flight);
        flight.busy = false;
        List<Promise<Outcome>> clients = flight.takeClients();
        Repeats.await(ports, settings, flight.tx.header(), existing)
                .onSuccess(outcome -> clients.forEach(c -> c.tryComplete(outcome)));
    }

    /** The merchant's nonce stands in another transaction's first append: this request is none. */
    private void replayed(InFlight flight, Envelope envelope) {
        flight.busy = false;
        complete(envelope.taken(), Taken.REFUSED);
        drop(flight, Outcome.refused(Reason.REPLAYED));
    }

    private void reread(InFlight flight, Envelope envelope) {
        flight.mailbox.addFirst(envelope);
        load(flight);
    }

    /** Another node wrote: its events come first. */
    void refresh(InFlight flight) {
        flight.busy = true;
        load(flight);
    }

    private void load(InFlight flight) {
        ports.journal().load(flight.tx.id()).onComplete(loaded -> {
            if (loaded.failed() || loaded.result().isEmpty()) {
                later(flight, () -> load(flight));
                return;
            }
            var row = loaded.result().get();
            Transaction fresh = TransactionFold.fold(row.events(), row.appends());
            flight.busy = false;
            flight.riding.clear();
            flight.tx = fresh;
            if (Outcomes.answerable(fresh)) {
                answerClient(flight);
            }
            drain(flight);
        });
    }

    private void guardFailed(InFlight flight, Envelope envelope, Guard guard) {
        flight.busy = false;
        complete(envelope.taken(), Taken.REFUSED);
        if (flight.tx.seq() == 0) {
            drop(flight, Outcome.refused(Originals.refusalOf(guard)));
        } else {
            drain(flight);
        }
    }

    /** Nothing was written. Before the first append nothing happened; afterwards it must be written, however late. */
    private void unavailable(InFlight flight, Envelope envelope, String detail) {
        if (flight.tx.seq() == 0) {
            flight.busy = false;
            complete(envelope.taken(), Taken.NOT_NOW);
            drop(flight, Outcome.refused(Reason.JOURNAL_UNAVAILABLE));
            return;
        }
        if (envelope.taken() != null) {
            flight.busy = false;
            complete(envelope.taken(), Taken.NOT_NOW);
            drain(flight);
            return;
        }
        if (flight.appendRetries == 0) {
            LOG.warn("tx={} journal=unavailable detail=\"{}\" and=retrying", flight.tx.id(), detail);
        }
        flight.mailbox.addFirst(envelope);
        later(flight, () -> {
            flight.busy = false;
            drain(flight);
        });
    }

    private void later(InFlight flight, Runnable action) {
        long delayMs = Math.min(MAX_APPEND_RETRY_MS, APPEND_RETRY_MS << Math.min(flight.appendRetries, MAX_DOUBLINGS));
        flight.appendRetries++;
        flight.remember(ports.timers().arm(delayMs, action));
    }

    /** The lease is lost: whoever holds it now goes on; the client hears nothing that could be contradicted. */
    void abandon(InFlight flight) {
        flight.busy = true;
        flight.mailbox.clear();
        answer(
                flight,
                flight.tx.seq() == 0
                        ? Outcome.refused(Reason.JOURNAL_UNAVAILABLE)
                        : Outcomes.of(flight.tx, null, false));
        table.remove(flight);
    }

    private void drop(InFlight flight, Outcome outcome) {
        answer(flight, outcome);
        flight.mailbox.clear();
        table.remove(flight);
    }

    void answer(InFlight flight, Outcome outcome) {
        if (flight.hasClients()) {
            ports.metrics().took(FlowMetrics.Hop.TOTAL, flight.startedNanos);
        }
        table.answered(flight);
        flight.answer(outcome);
    }

    /** Tells the client how it stands, unless that would contradict what he has been told or must be told by now. */
    void answerClient(InFlight flight) {
        Outcome outcome = Outcomes.of(flight.tx, flight.emv, false).withBalance(flight.balance);
        boolean pastDeadline =
                ports.clock().instant().isAfter(flight.tx.header().answerBy());
        if (flight.contradicts(outcome, pastDeadline)) {
            flight.mailbox.addFirst(new Envelope(new Input.AnswerWasTooLate(), null));
        } else {
            answer(flight, outcome);
        }
    }

    /** At the deadline the client is answered, whatever is under way. */
    void armDeadline(InFlight flight) {
        long waitMs = java.time.Duration.between(
                        ports.clock().instant(), flight.tx.header().answerBy())
                .toMillis();
        flight.remember(ports.timers().arm(waitMs, () -> deadline(flight)));
    }

    private void deadline(InFlight flight) {
        if (flight.hasClients() && (flight.busy || flight.tx.seq() == 0)) {
            table.answered(flight);
            flight.answerNoFromMemory(
                    flight.tx.seq() == 0
                            ? Outcome.refused(Reason.NOT_SENT)
                            : new Outcome(
                                    Outcome.Result.UNKNOWN,
                                    Outcomes.view(flight.tx),
                                    Reason.NO_ANSWER,
                                    Reason.NO_ANSWER.responseCode(),
                                    null,
                                    false));
        }
        if (flight.tx.seq() > 0) {
            offer(flight, new Input.TimerFired(Input.Timer.ANSWER_BY, 0));
        }
    }

    Future<Outcome> reverse(InFlight flight, String why) {
        Promise<Taken> taken = Promise.promise();
        if (flight.tx.seq() == 0 && flight.tx.kind().isAnsweredInTime()) {
            // Risk and route are still being asked: the reversal waits behind the first append.
            Promise<Outcome> first = Promise.promise();
            flight.addClient(first);
            return first.future()
                    .compose(outcome ->
                            outcome.payment() == null ? Future.succeededFuture(outcome) : reverse(flight, why));
        }
        offer(flight, new Input.ReversalRequested(why), taken);
        return taken.future().map(t -> switch (t) {
            case DONE -> Outcomes.ofReversal(flight.tx);
            case REFUSED -> Outcome.refused(Reason.NOT_REFUNDABLE);
            case NOT_NOW -> Outcome.refused(Reason.JOURNAL_UNAVAILABLE);
        });
    }

    /** Closes it at its channel; completes when that is known, or after so long with how it stands then. */
    Future<Outcome> close(InFlight flight, long withinMs) {
        Promise<Taken> taken = Promise.promise();
        offer(flight, new Input.CloseRequested(), taken);
        return taken.future().compose(t -> {
            if (t != Taken.DONE) {
                return Future.succeededFuture(Outcome.refused(Reason.JOURNAL_UNAVAILABLE));
            }
            if (flight.tx.phase().isFinal() || !flight.owned) {
                return Future.succeededFuture(Outcomes.of(flight.tx, null, true));
            }
            Promise<Outcome> client = Promise.promise();
            flight.addClient(client);
            flight.remember(ports.timers().arm(withinMs, () -> {
                flight.forget(client);
                client.tryComplete(Outcomes.of(flight.tx, null, true));
            }));
            return client.future();
        });
    }

    /** What the channel says of a confirmation is told once it is durable; the payment is asked about in any case. */
    void confirmed(InFlight flight, Input.HostAnswered input) {
        Promise<Taken> taken = Promise.promise();
        offer(flight, input, taken);
        taken.future().onComplete(done -> Confirmations.tell(flight));
    }

    Future<FactReceipt> report(InFlight flight, ReportHostFact fact) {
        FactReceipt mismatch = FactCheck.mismatch(flight.tx, fact);
        if (mismatch != null) {
            ports.metrics().count("facts_mismatched");
            LOG.warn("tx={} fact=mismatch host={} notification={}", fact.id(), fact.hostId(), fact.notificationId());
            table.removeWhenOver(flight);
            return Future.succeededFuture(mismatch);
        }
        Promise<Taken> taken = Promise.promise();
        offer(flight, new Input.HostReported(fact.answer()), taken);
        return taken.future().map(t -> t == Taken.NOT_NOW ? FactReceipt.TRY_AGAIN : FactReceipt.TAKEN);
    }

    /**
     * Somebody finds it open too long. One that nobody holds in memory is taken up again, another node's is pointed out
     * to its owner, and of one that waits for a wallet the wallet is asked: what it says is taken like a notification.
     */
    Future<Void> lookAfter(InFlight flight, boolean inMemory) {
        String hostId = flight.tx.hostId();
        if (!flight.owned) {
            tellOwner(flight.tx);
        }
        if (!flight.owned || !inMemory) {
            recover(flight);
            return Future.succeededFuture();
        }
        boolean unclear = flight.tx.phase() == Phase.PENDING || flight.tx.phase() == Phase.UNKNOWN;
        if (hostId == null || !unclear || !flight.tx.kind().isAskedAbout()) {
            return Future.succeededFuture();
        }
        return effects.query(flight, hostId)
                .compose(answer -> answer.result() == HostAnswer.Result.APPROVED
                        ? report(flight, new ReportHostFact(hostId, flight.tx.id(), answer, null, null, null))
                        : Future.succeededFuture(FactReceipt.TRY_AGAIN))
                .transform(asked -> Future.succeededFuture());
    }

    void recover(InFlight flight) {
        if (flight.owned) {
            offer(flight, new Input.Recovered());
        } else {
            table.removeWhenOver(flight);
        }
    }

    private static void complete(@Nullable Promise<Taken> taken, Taken how) {
        if (taken != null) {
            taken.tryComplete(how);
        }
    }
}
