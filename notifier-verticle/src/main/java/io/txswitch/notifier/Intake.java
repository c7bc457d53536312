package io.txswitch.notifier;

import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.Bus;
import io.txswitch.core.contract.PaymentEvent;
import io.txswitch.core.contract.PaymentFound;
import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.contract.ReadPayment;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.TxId;
import io.txswitch.notifier.Delivery.Lane;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns appends into views for the read model and rows for the merchants, in this order; confined to one event loop.
 */
final class Intake {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final long READ_TIMEOUT_MS = 2_000;
    /** A refund's webhook does without its payment's order number rather than wait for ever for a core. */
    private static final int READ_ATTEMPTS = 3;

    private final Fanout fanout;
    private final NotifierPorts ports;
    private final NotifierContext node;
    private final ReadModelWriter views;
    private final Consumer<Lane> wake;

    Intake(Fanout fanout, NotifierPorts ports, NotifierContext node, ReadModelWriter views, Consumer<Lane> wake) {
        this.fanout = fanout;
        this.ports = ports;
        this.node = node;
        this.views = views;
        this.wake = wake;
    }

    /** An event that somebody is told of. */
    private record Told(WebhookType type, PaymentEvent event) {}

    /** Done when all that is owed is durable, or a dead letter; repeating a batch adds nothing. */
    Future<Void> take(List<PaymentEvent> batch) {
        return attempt(batch)
                .recover(cause -> cause instanceof UnstorableException ? oneByOne(batch) : Future.failedFuture(cause));
    }

    /** One of them can never be stored: the others can. */
    private Future<Void> oneByOne(List<PaymentEvent> batch) {
        Future<Void> done = Future.succeededFuture();
        for (PaymentEvent each : batch) {
            done = done.compose(before -> attempt(List.of(each)).recover(cause -> bury(each, cause)));
        }
        return done;
    }

    private Future<Void> bury(PaymentEvent event, Throwable cause) {
        if (!(cause instanceof UnstorableException)) {
            return Future.failedFuture(cause);
        }
        String reason = String.valueOf(cause.getMessage());
        LOG.warn(
                "tx={} notifier=unstorable seq={} reason=\"{}\"",
                event.payment().id(),
                event.seq(),
                reason);
        return ports.deadLetters()
                .publish(DeadLetter.ofEvent(
                        "notifier", event, reason, node.time().instant()));
    }

    /** What a bug makes of one event must not stop those behind it. */
    private Future<Void> attempt(List<PaymentEvent> batch) {
        try {
            return store(batch);
        } catch (RuntimeException e) {
            return Future.failedFuture(
                    new UnstorableException("a bug: " + e.getClass().getSimpleName(), e));
        }
    }

    private Future<Void> store(List<PaymentEvent> batch) {
        List<Told> told = told(batch);
        Set<String> merchants =
                told.stream().map(each -> each.event.payment().merchantId()).collect(Collectors.toSet());
        return originals(told)
                .compose(originals -> show(batch, originals)
                        .compose(shown ->
                                fanout.endpoints(merchants).compose(endpoints -> add(told, originals, endpoints))));
    }

    private List<Told> told(List<PaymentEvent> batch) {
        List<Told> told = new ArrayList<>();
        for (PaymentEvent event : batch) {
            WebhookType type = EventTypes.of(event);
            if (type != null && fanout.isTold(event.payment().merchantId())) {
                told.add(new Told(type, event));
            }
        }
        return told;
    }

    private Future<Void> add(List<Told> told, Map<TxId, PaymentView> originals, Collection<SignedEndpoint> endpoints) {
        List<MerchantEvent> events = new ArrayList<>();
        List<Delivery> owed = new ArrayList<>();
        try {
            for (Told each : told) {
                MerchantEvent event = event(each, originals);
                events.add(event);
                owed.addAll(fanout.deliveries(event, each.event.payment().notifyUrl(), endpoints));
            }
        } catch (RuntimeException e) {
            return Future.failedFuture(
                    new UnstorableException("a bug: " + e.getClass().getSimpleName(), e));
        }
        if (events.isEmpty()) {
            return Future.succeededFuture();
        }
        return ports.deliveries()
                .add(events, owed)
                .onSuccess(added -> owed.stream().map(Delivery::lane).distinct().forEach(wake));
    }

    /** The payments that this batch's refunds gave back: their refunded amount has changed too. */
    private Future<Map<TxId, PaymentView>> originals(List<Told> told) {
        Set<TxId> ids = told.stream()
                .filter(each -> each.type.isRefund())
                .map(each -> each.event.payment().original())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Map<TxId, PaymentView> found = new HashMap<>();
        List<Future<Void>> reads = ids.stream()
                .map(id -> read(id, READ_ATTEMPTS)
                        .onSuccess(view -> view.ifPresent(there -> found.put(id, there)))
                        .<Void>mapEmpty())
                .toList();
        return Future.all(reads).map(found);
    }

    private Future<Optional<PaymentView>> read(TxId id, int attempts) {
        Bus bus = node.bus();
        return bus.request(Addresses.PAYMENT_READ, new ReadPayment(id, null, null, null), READ_TIMEOUT_MS)
                .map(PaymentFound::payment)
                .map(Optional::ofNullable)
                .recover(lost -> {
                    if (attempts > 1) {
                        return read(id, attempts - 1);
                    }
                    LOG.warn("tx={} notifier=original-unread error=\"{}\"", id, lost.getMessage());
                    return Future.succeededFuture(Optional.empty());
                });
    }

    private Future<Void> show(List<PaymentEvent> batch, Map<TxId, PaymentView> originals) {
        List<PaymentView> all = new ArrayList<>();
        batch.forEach(event -> all.add(event.payment()));
        all.addAll(originals.values());
        return views.write(all);
    }

    private static MerchantEvent event(Told told, Map<TxId, PaymentView> originals) {
        PaymentView view = told.event.payment();
        TxId original = partOf(view);
        PaymentView given = original == null ? null : originals.get(original);
        return new MerchantEvent(
                MerchantEvent.id(view.id(), told.event.seq()),
                view.id(),
                original == null ? view.id() : original,
                told.event.seq(),
                view.merchantId(),
                told.type,
                told.event.at(),
                WebhookBody.of(told.type, told.event, given));
    }

    /** What it is told in turn with: a deduction names its agreement and is a payment of its own. */
    private static @Nullable TxId partOf(PaymentView view) {
        return view.kind() == Kind.DEDUCTION ? null : view.original();
    }
}
