package io.txswitch.notifier;

import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.Bus;
import io.txswitch.core.config.Merchant;
import io.txswitch.core.contract.PaymentEvent;
import io.txswitch.core.contract.PaymentFound;
import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.contract.ReadPayment;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
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

    private final Map<String, Merchant> merchants;
    private final NotifierPorts ports;
    private final Bus bus;
    private final Consumer<String> wakeMerchant;
    private boolean readModelLost;

    Intake(Map<String, Merchant> merchants, NotifierPorts ports, Bus bus, Consumer<String> wakeMerchant) {
        this.merchants = merchants;
        this.ports = ports;
        this.bus = bus;
        this.wakeMerchant = wakeMerchant;
    }

    /** Done when all that is owed is durable; repeating a batch adds nothing. */
    Future<Void> take(List<PaymentEvent> batch) {
        return originals(batch).compose(originals -> {
            List<Delivery> owed = owed(batch, originals);
            return show(batch, originals)
                    .compose(shown -> owed.isEmpty()
                            ? Future.<Void>succeededFuture()
                            : ports.deliveries().add(owed))
                    .onSuccess(added ->
                            owed.stream().map(Delivery::merchantId).distinct().forEach(wakeMerchant));
        });
    }

    /** The payments that this batch's refunds gave back: their refunded amount has changed too. */
    private Future<Map<TxId, PaymentView>> originals(List<PaymentEvent> batch) {
        Set<TxId> ids = batch.stream()
                .filter(event -> isRefund(EventTypes.of(event)))
                .map(event -> event.payment().original())
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

    private static boolean isRefund(@Nullable WebhookType type) {
        return type != null && type.isRefund();
    }

    private Future<Optional<PaymentView>> read(TxId id, int attempts) {
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
        Map<TxId, PaymentView> newest = new LinkedHashMap<>();
        batch.forEach(event -> newest.merge(event.payment().id(), event.payment(), Intake::newer));
        originals.values().forEach(view -> newest.merge(view.id(), view, Intake::newer));
        return ports.readModel()
                .write(new ArrayList<>(newest.values()))
                .onSuccess(written -> readModelLost = false)
                .recover(lost -> {
                    if (!readModelLost) {
                        LOG.warn("notifier=read-model-lost error=\"{}\"", lost.toString());
                    }
                    readModelLost = true;
                    return Future.succeededFuture();
                });
    }

    private static PaymentView newer(PaymentView there, PaymentView next) {
        return next.version() >= there.version() ? next : there;
    }

    private List<Delivery> owed(List<PaymentEvent> batch, Map<TxId, PaymentView> originals) {
        List<Delivery> owed = new ArrayList<>();
        for (PaymentEvent event : batch) {
            WebhookType type = EventTypes.of(event);
            String url = type == null ? null : url(event.payment());
            if (type != null && url != null) {
                owed.add(delivery(type, event, url, originals));
            }
        }
        return owed;
    }

    /** Where the merchant wants it, null when nowhere, or when there is no secret to sign it with. */
    private @Nullable String url(PaymentView view) {
        Merchant merchant = merchants.get(view.merchantId());
        String url = view.notifyUrl() != null || merchant == null ? view.notifyUrl() : merchant.webhookUrl();
        if (url == null) {
            return null;
        }
        if (merchant == null || merchant.webhookSecret() == null || url.length() > WebhookUrl.MAX_LENGTH) {
            LOG.warn("tx={} notifier=no-delivery merchant={} why=no-secret-or-long-url", view.id(), view.merchantId());
            return null;
        }
        return url;
    }

    private static Delivery delivery(
            WebhookType type, PaymentEvent event, String url, Map<TxId, PaymentView> originals) {
        PaymentView view = event.payment();
        TxId original = view.original();
        return new Delivery(
                Delivery.eventId(view.id(), event.seq()),
                view.id(),
                original == null ? view.id() : original,
                event.seq(),
                view.merchantId(),
                type,
                url,
                WebhookBody.of(type, event, original == null ? null : originals.get(original)));
    }
}
