package io.txswitch.core.flow;

import io.txswitch.core.contract.Outcome;
import io.txswitch.core.contract.Outcome.Result;
import io.txswitch.core.model.CardData;
import io.txswitch.core.model.Event;
import io.txswitch.core.model.PayerCode;
import io.txswitch.core.model.SharedSecret;
import io.txswitch.core.model.Transaction;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One transaction in memory: its state, who waits for it, and the inputs that wait for the append under way. */
final class InFlight {
    /** Inputs that can pile up behind one append; each host says each thing once, so more is abuse. */
    private static final int MAX_WAITING_INPUTS = 64;

    /** An input and who wants to know that it has been taken in. */
    record Envelope(Input input, @Nullable Promise<Taken> taken) {}

    /** What became of an input. */
    enum Taken {
        DONE,
        REFUSED,
        NOT_NOW
    }

    final long startedNanos;
    final List<Event> riding = new ArrayList<>();
    final Deque<Envelope> mailbox = new ArrayDeque<>();
    private final List<Promise<Outcome>> clients = new ArrayList<>();
    private final List<Long> timers = new ArrayList<>();

    Transaction tx;
    /** Whether this node performs its effects; it may become so, by an adoption, and never ceases to be. */
    boolean owned;
    /** Who performs its effects, as read from the journal. */
    @Nullable
    String owner;

    @Nullable
    CardData card;

    @Nullable
    PayerCode payerCode;

    /** What the payer was sent, while the channel is asked to confirm with it; nobody else may ask meanwhile. */
    @Nullable
    SharedSecret confirmCode;

    private @Nullable Promise<Outcome> confirmer;

    @Nullable
    Transaction original;

    /** DE54 of a balance inquiry, for the client alone. */
    @Nullable
    String balance;

    byte @Nullable [] emv;
    /** An append is under way: no other input is decided. */
    boolean busy;

    int appendRetries;
    /** Its client counts as waiting, for admission and for a drain. */
    boolean counted;

    /** Somebody was answered "no" at the deadline, whatever the journal says afterwards. */
    private boolean toldNoFromMemory;

    InFlight(Transaction tx, boolean owned, long startedNanos) {
        this.tx = tx;
        this.owned = owned;
        this.startedNanos = startedNanos;
    }

    void addClient(Promise<Outcome> client) {
        clients.add(client);
    }

    /** His patience was over, and he has been answered. */
    void forget(Promise<Outcome> client) {
        clients.remove(client);
    }

    void confirming(SharedSecret code, Promise<Outcome> client) {
        confirmCode = code;
        confirmer = client;
    }

    /** The code is not needed any more; null when its client has been answered already. */
    @Nullable
    Promise<Outcome> takeConfirmer() {
        Promise<Outcome> client = confirmer;
        confirmCode = null;
        confirmer = null;
        return client;
    }

    boolean hasClients() {
        return !clients.isEmpty();
    }

    List<Promise<Outcome>> takeClients() {
        List<Promise<Outcome>> waiting = List.copyOf(clients);
        clients.clear();
        return waiting;
    }

    boolean offer(Envelope envelope) {
        return mailbox.size() < MAX_WAITING_INPUTS && mailbox.add(envelope);
    }

    void answer(Outcome outcome) {
        takeClients().forEach(client -> client.tryComplete(outcome));
    }

    void answerNoFromMemory(Outcome outcome) {
        toldNoFromMemory = true;
        answer(outcome);
    }

    /** Somebody was told that it failed: it must not be sent any more. */
    boolean toldNoFromMemory() {
        return toldNoFromMemory;
    }

    /** True when telling this outcome would contradict what the client has been told or must be told by now. */
    boolean contradicts(Outcome outcome, boolean pastDeadline) {
        return tx.isAnsweredInTime()
                && outcome.result() == Result.APPROVED
                && (toldNoFromMemory || (pastDeadline && hasClients()));
    }

    void remember(long timer) {
        timers.add(timer);
    }

    void cancelTimers(Timers port) {
        timers.forEach(port::cancel);
        timers.clear();
    }

    /** True when nothing is owed any more and memory can be given back. */
    boolean isOver() {
        return !busy && mailbox.isEmpty() && clients.isEmpty() && (!owned || !tx.isOpen());
    }
}
