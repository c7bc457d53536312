package io.txswitch.core.flow;

import io.txswitch.core.contract.ClosePayment;
import io.txswitch.core.contract.ConfirmPayment;
import io.txswitch.core.contract.FactReceipt;
import io.txswitch.core.contract.Outcome;
import io.txswitch.core.contract.PaymentFound;
import io.txswitch.core.contract.ReadPayment;
import io.txswitch.core.contract.RecoverPayment;
import io.txswitch.core.contract.ReportHostFact;
import io.txswitch.core.contract.ReversePayment;
import io.txswitch.core.contract.SubmitPayment;
import io.txswitch.core.contract.TransactionChanged;
import io.txswitch.core.journal.Journal;
import io.txswitch.core.model.AgreementTerms;
import io.txswitch.core.model.CardView;
import io.txswitch.core.model.Event;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.Terms;
import io.txswitch.core.model.Transaction;
import io.txswitch.core.model.TxHeader;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Owns the transactions in flight on one event loop; every entry is called there, and nowhere else.
 *
 * <p>It keeps, reads and asks; what happens next is {@link PaymentFlow}'s to decide and {@link Lane}'s to carry out.
 */
public final class TransactionActor {
    private static final String NO_TERMINAL = "-";
    /** Of a terminal that does not say. */
    private static final String CURRENCY = "CNY";

    /** Open transactions read per step of a recovery. */
    private static final int RECOVERY_PAGE = 500;

    private final ActorSettings settings;
    private final Ports ports;
    private final InFlightTable table;
    private final Lane lane;
    private final Confirmations confirmations;

    public TransactionActor(ActorSettings settings, Ports ports) {
        this.settings = settings;
        this.ports = ports;
        this.table = new InFlightTable(ports.timers());
        this.lane = new Lane(settings, ports, table, this::compensate);
        this.confirmations = new Confirmations(ports, table, lane);
    }

    /** Carries out a transaction once per dedupe key; completes when the client can be told. */
    public Future<Outcome> submit(SubmitPayment command) {
        InFlight running = table.byKey(command.dedupeKey());
        if (running != null) {
            return join(running, command.fingerprint(), command.merchantId(), command.nonce());
        }
        if (table.waitingClients() >= settings.maxInFlight()) {
            ports.metrics().count("refused_overloaded");
            return Future.succeededFuture(Outcome.refused(Reason.OVERLOADED));
        }
        Terms terms = command.terms();
        if (command.original() == null && command.originalKey() == null) {
            return terms == null || terms.signs() == null
                    ? start(command, command.money(), null, null)
                    : sign(command, terms.signs());
        }
        return original(command)
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture(Outcome.refused(missing(command.kind())))
                        : follow(command, found.get()))
                .recover(e -> Future.succeededFuture(Outcome.refused(Reason.JOURNAL_UNAVAILABLE)));
    }

    private static Reason missing(Kind kind) {
        return kind == Kind.DEDUCTION ? Reason.AGREEMENT_NOT_ACTIVE : Reason.ORIGINAL_NOT_FOUND;
    }

    /** The agreement that a payment signs on the way is looked at, and is not what the payment is about. */
    private Future<Outcome> sign(SubmitPayment command, TxId agreement) {
        return stored(agreement)
                .compose(found -> start(command, command.money(), null, found.orElse(null)))
                .recover(e -> Future.succeededFuture(Outcome.refused(Reason.JOURNAL_UNAVAILABLE)));
    }

    private Future<Optional<Transaction>> original(SubmitPayment command) {
        TxId id = command.original();
        if (id != null) {
            return stored(id);
        }
        String key = String.valueOf(command.originalKey());
        InFlight running = table.byKey(key);
        return running != null
                ? Future.succeededFuture(Optional.of(running.tx))
                : ports.journal()
                        .findByDedupeKey(key)
                        .compose(found ->
                                found.isEmpty() ? Future.succeededFuture(Optional.empty()) : stored(found.get()));
    }

    /** A tip comes as the new total; what is journalled is the tip. */
    private Future<Outcome> follow(SubmitPayment command, Transaction original) {
        if (command.kind() != Kind.ADJUSTMENT) {
            return start(command, command.money(), original, original);
        }
        long tipMinor = command.money().amountMinor() - original.money().amountMinor();
        return tipMinor <= 0
                ? Future.succeededFuture(Outcome.refused(Reason.INVALID_AMOUNT))
                : start(command, new Money(tipMinor, command.money().currency()), original, original);
    }

    private Future<Outcome> start(
            SubmitPayment command, Money money, @Nullable Transaction original, @Nullable Transaction named) {
        TxHeader header = header(command, money, original, terms(command, named));
        InFlight flight =
                new InFlight(Transaction.received(header), true, ports.metrics().start());
        flight.card = command.card();
        flight.payerCode = command.payerCode();
        flight.original = original;
        return begin(flight, named);
    }

    private Future<Outcome> begin(InFlight flight, @Nullable Transaction named) {
        TxHeader header = flight.tx.header();
        InFlight running = table.byKey(header.dedupeKey());
        if (running != null) {
            return join(running, header.fingerprint(), header.merchantId(), header.nonce());
        }
        Promise<Outcome> client = Promise.promise();
        flight.addClient(client);
        flight.riding.add(new Event.Received(header.receivedAt(), header));
        table.add(flight);
        lane.armDeadline(flight);
        lane.offer(flight, new Input.Submitted(named));
        return client.future();
    }

    private Future<Outcome> join(InFlight running, String fingerprint, String merchantId, @Nullable String nonce) {
        if (running.tx.header().hasNonce(merchantId, nonce)) {
            return Future.succeededFuture(Outcome.refused(Reason.REPLAYED));
        }
        if (!running.tx.header().fingerprint().equals(fingerprint)) {
            return Future.succeededFuture(Outcomes.conflict(running.tx));
        }
        if (running.tx.seq() == 0 && running.toldNoFromMemory()) {
            return Future.succeededFuture(Outcome.refused(Reason.JOURNAL_UNAVAILABLE));
        }
        if (Outcomes.answerable(running.tx)) {
            return Future.succeededFuture(Outcomes.of(running.tx, null, true));
        }
        Promise<Outcome> client = Promise.promise();
        running.addClient(client);
        return client.future().map(Outcome::asRepeat);
    }

    /** A terminal takes its transaction back; answered once that is durable. */
    public Future<Outcome> reverse(ReversePayment command) {
        TxId named = command.original();
        return named == null
                ? reverseByKey(command)
                : visit(named)
                        .compose(flight -> flight.isPresent() ? reverse(flight.get(), command) : reverseByKey(command))
                        .recover(e -> Future.succeededFuture(Outcome.refused(Reason.JOURNAL_UNAVAILABLE)));
    }

    private Future<Outcome> reverseByKey(ReversePayment command) {
        InFlight running = table.byKey(command.originalKey());
        if (running != null) {
            return reverse(running, command);
        }
        return ports.journal()
                .findByDedupeKey(command.originalKey())
                .compose(id -> id.isPresent() ? visit(id.get()) : Future.succeededFuture(Optional.<InFlight>empty()))
                .compose(flight -> flight.isPresent() ? reverse(flight.get(), command) : tombstone(command))
                .recover(e -> Future.succeededFuture(Outcome.refused(Reason.JOURNAL_UNAVAILABLE)));
    }

    private Future<Outcome> reverse(InFlight flight, ReversePayment command) {
        Reason refusal = Permissions.refusal(flight.tx, command);
        if (refusal != null) {
            table.removeWhenOver(flight);
            return Future.succeededFuture(Outcome.refused(refusal));
        }
        return lane.reverse(flight, "asked for by the terminal");
    }

    /** A merchant closes his payment, or takes it back. */
    public Future<Outcome> close(ClosePayment command) {
        return visit(command.id())
                .compose(found -> {
                    InFlight flight = found.orElse(null);
                    Reason refusal =
                            flight == null ? Reason.ORIGINAL_NOT_FOUND : Permissions.refusal(flight.tx, command);
                    if (refusal != null || flight == null) {
                        found.ifPresent(table::removeWhenOver);
                        return Future.succeededFuture(
                                Outcome.refused(refusal == null ? Reason.ORIGINAL_NOT_FOUND : refusal));
                    }
                    return command.how() == ClosePayment.How.CLOSE
                            ? lane.close(flight, command.answerWithinMs())
                            : lane.reverse(flight, "asked for by the merchant")
                                    .map(outcome ->
                                            outcome.payment() == null ? outcome : Outcomes.of(flight.tx, null, true));
                })
                .recover(e -> Future.succeededFuture(Outcome.refused(Reason.JOURNAL_UNAVAILABLE)));
    }

    /** Nothing to reverse yet: the original's key is taken, so that it can never be carried out. */
    private Future<Outcome> tombstone(ReversePayment command) {
        Instant now = ports.clock().instant();
        long amountMinor = command.amountMinor() == null ? 0 : command.amountMinor();
        TxHeader header = new TxHeader(
                settings.ids().next(),
                Kind.TOMBSTONE,
                command.originalKey(),
                "",
                command.merchantId(),
                command.terminalId(),
                "card",
                new Money(amountMinor, command.currency() == null ? CURRENCY : command.currency()),
                null,
                null,
                command.trace(),
                null,
                null,
                null,
                null,
                now,
                now.plusMillis(settings.hostTimeoutMs()),
                settings.node());
        return begin(
                        new InFlight(
                                Transaction.received(header),
                                true,
                                ports.metrics().start()),
                        null)
                .map(outcome ->
                        outcome.payment() == null ? outcome : Outcomes.ofReversal(Transaction.received(header)));
    }

    /** The payer brings back what he was sent; a payment that has an end is told as it is. */
    public Future<Outcome> confirm(ConfirmPayment command) {
        return confirm(command, true);
    }

    /** The same, passed on by a node that does not own the payment. */
    Future<Outcome> confirmHere(ConfirmPayment command) {
        return confirm(command, false);
    }

    private Future<Outcome> confirm(ConfirmPayment command, boolean mayPassOn) {
        return visit(command.id())
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture(Outcome.refused(Reason.ORIGINAL_NOT_FOUND))
                        : confirmations.confirm(found.get(), command, mayPassOn))
                .recover(e -> Future.succeededFuture(Outcome.refused(Reason.JOURNAL_UNAVAILABLE)));
    }

    /** Something a host said on its own; {@link FactReceipt#TAKEN} only once it is durable. */
    public Future<FactReceipt> reported(ReportHostFact fact) {
        return visit(fact.id())
                .compose(flight -> flight.isEmpty()
                        ? Future.succeededFuture(FactReceipt.UNKNOWN_PAYMENT)
                        : lane.report(flight.get(), fact))
                .recover(e -> Future.succeededFuture(FactReceipt.TRY_AGAIN));
    }

    /** Another node wrote to a transaction that is in flight here. */
    public void changed(TransactionChanged message) {
        InFlight flight = table.byId(message.id());
        if (flight != null && !flight.busy && flight.tx.seq() <= message.seq()) {
            lane.refresh(flight);
        } else if (flight == null) {
            visit(message.id()).onSuccess(found -> found.ifPresent(lane::recover));
        }
    }

    /** Somebody finds a payment open too long; answers how it stands afterwards. */
    public Future<PaymentFound> recover(RecoverPayment command) {
        boolean inMemory = table.byId(command.id()) != null;
        return visit(command.id())
                .compose(found ->
                        found.isPresent() ? lane.lookAfter(found.get(), inMemory) : Future.<Void>succeededFuture())
                .compose(looked -> read(new ReadPayment(command.id(), null, null, null)));
    }

    public Future<PaymentFound> read(ReadPayment query) {
        Future<Optional<TxId>> id = query.id() != null
                ? Future.succeededFuture(Optional.of(query.id()))
                : ports.journal()
                        .findByOrderNo(
                                String.valueOf(query.merchantId()),
                                query.kind() == null ? Kind.WALLET_PAYMENT : query.kind(),
                                String.valueOf(query.orderNo()));
        return id.compose(found -> found.isEmpty()
                        ? Future.succeededFuture(Optional.<io.txswitch.core.contract.PaymentView>empty())
                        : ports.journal().view(found.get()))
                .map(view -> new PaymentFound(view.filter(v ->
                                query.merchantId() == null || v.merchantId().equals(query.merchantId()))
                        .orElse(null)));
    }

    /** Takes up the open transactions of this node that are not in memory; completes with their number. */
    public Future<Integer> recover(Function<TxId, Boolean> mine) {
        return recoverAfter(new TxId(1), mine, 0);
    }

    private Future<Integer> recoverAfter(TxId after, Function<TxId, Boolean> mine, int soFar) {
        return ports.journal()
                .openOwnedBy(settings.node(), after, RECOVERY_PAGE)
                .compose(ids -> {
                    if (ids.isEmpty()) {
                        return Future.succeededFuture(soFar);
                    }
                    List<Future<Optional<InFlight>>> visits = ids.stream()
                            .filter(mine::apply)
                            .filter(id -> !has(id))
                            .map(this::visit)
                            .toList();
                    return Future.join(visits).transform(all -> {
                        visits.stream()
                                .filter(Future::succeeded)
                                .forEach(v -> v.result().ifPresent(this::takeUp));
                        return all.succeeded()
                                ? recoverAfter(ids.getLast(), mine, soFar + visits.size())
                                : Future.failedFuture(all.cause());
                    });
                });
    }

    private boolean has(TxId id) {
        InFlight running = table.byId(id);
        return running != null && running.owned;
    }

    /** It may be in memory already, as another node's, when the other's work has just been adopted. */
    private void takeUp(InFlight flight) {
        flight.owned = true;
        lane.recover(flight);
    }

    /** Transactions whose client still waits: what a drain waits for. */
    public int waitingClients() {
        return table.waitingClients();
    }

    /** The lease is lost: nothing here is ours any more. */
    public void abandonAll() {
        table.all().forEach(lane::abandon);
    }

    private void compensate(InFlight of) {
        TxHeader paid = of.tx.header();
        Instant now = ports.clock().instant();
        TxHeader header = new TxHeader(
                settings.ids().next(),
                Kind.COMPENSATION,
                "c:" + paid.id().text(),
                paid.fingerprint(),
                paid.merchantId(),
                paid.terminalId() == null ? NO_TERMINAL : paid.terminalId(),
                paid.product(),
                paid.money(),
                paid.card(),
                null,
                null,
                null,
                paid.id(),
                "returned",
                null,
                now,
                now.plusMillis(settings.hostTimeoutMs()),
                settings.node(),
                null,
                null,
                null,
                of.tx.kind() == Kind.AGREEMENT ? paid.terms() : null);
        InFlight flight =
                new InFlight(Transaction.received(header), true, ports.metrics().start());
        flight.original = of.tx;
        begin(flight, of.tx).onSuccess(outcome -> {
            if (outcome.payment() != null) {
                lane.offer(of, new Input.Compensated(outcome.payment().id()));
            }
        });
    }

    private Future<Optional<InFlight>> visit(TxId id) {
        InFlight running = table.byId(id);
        if (running != null) {
            return Future.succeededFuture(Optional.of(running));
        }
        return ports.journal()
                .load(id)
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture(Optional.empty())
                        : fromJournal(found.get()).map(Optional::of));
    }

    private Future<InFlight> fromJournal(Journal.Stored row) {
        Transaction tx = TransactionFold.fold(row.events(), row.appends());
        boolean owned = row.owner().equals(settings.node());
        InFlight flight = new InFlight(tx, owned, ports.metrics().start());
        flight.owner = row.owner();
        TxId original = tx.header().original();
        if (original == null) {
            return Future.succeededFuture(table.addIfAbsent(flight));
        }
        return stored(original).map(payment -> {
            flight.original = payment.orElse(null);
            return table.addIfAbsent(flight);
        });
    }

    private Future<Optional<Transaction>> stored(TxId id) {
        InFlight running = table.byId(id);
        // What is still open here may have been ended by another node: the journal knows.
        if (running != null && running.tx.phase().isFinal()) {
            return Future.succeededFuture(Optional.of(running.tx));
        }
        return ports.journal().load(id).map(row -> row.map(r -> TransactionFold.fold(r.events(), r.appends())));
    }

    /** What a payer signs on the way goes with the order, since wallets show it to him. */
    private static @Nullable Terms terms(SubmitPayment command, @Nullable Transaction named) {
        Terms terms = command.terms();
        TxId signs = terms == null ? null : terms.signs();
        AgreementTerms agreed = signs == null || named == null ? null : Originals.termsOf(named);
        return signs == null || agreed == null ? terms : Terms.signs(signs, agreed);
    }

    private TxHeader header(SubmitPayment command, Money money, @Nullable Transaction original, @Nullable Terms terms) {
        Instant now = ports.clock().instant();
        CardView card =
                command.card() == null ? cardOf(original) : settings.keys().view(command.card());
        return new TxHeader(
                settings.ids().next(),
                command.kind(),
                command.dedupeKey(),
                command.fingerprint(),
                command.merchantId(),
                command.terminalId(),
                command.product(),
                money,
                card,
                command.orderNo(),
                command.trace(),
                command.localDateTime(),
                original == null ? null : original.id(),
                command.subject(),
                command.notifyUrl(),
                now,
                now.plusMillis(command.answerWithinMs()),
                settings.node(),
                command.pos(),
                command.checkout(),
                command.nonce(),
                terms);
    }

    /** A follow-up without a card is about its original's. */
    private static @Nullable CardView cardOf(@Nullable Transaction original) {
        return original == null ? null : original.header().card();
    }
}
