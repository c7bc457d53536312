package io.txswitch.notifier.loyalty;

import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.Bus;
import io.txswitch.core.contract.PaymentEvent;
import io.txswitch.core.contract.PaymentFound;
import io.txswitch.core.contract.RecoverPayment;
import io.txswitch.core.model.TxId;
import io.txswitch.notifier.PaymentEvents;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds payments that are still open past their time and has the core look after them; it decides nothing itself. */
public final class RepairVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(RepairVerticle.class);
    /** A wallet is asked behind this: longer than a host has. */
    private static final long WITHIN_MS = 30_000;

    /** Where events come from, and where open payments are remembered. */
    public record Ports(PaymentEvents events, OpenPayments open) {}

    private final LoyaltyConfig config;
    private final Bus bus;
    private final Function<Vertx, Ports> makePorts;
    private @Nullable Ports ports;

    /** @param makePorts called on the verticle's own event loop, to which the clients then belong */
    public RepairVerticle(LoyaltyConfig config, Bus bus, Function<Vertx, Ports> makePorts) {
        this.config = config;
        this.bus = bus;
        this.makePorts = makePorts;
    }

    @Override
    public Future<?> start() {
        Ports made = makePorts.apply(vertx);
        ports = made;
        vertx.setPeriodic(config.scanMs(), tick -> repair(made.open()));
        return made.events().start(batch -> take(made.open(), batch));
    }

    /** Of each payment the newest in the batch counts: most open and end in the same one. */
    private Future<Void> take(OpenPayments open, List<PaymentEvent> batch) {
        Map<TxId, Boolean> over = new LinkedHashMap<>();
        batch.forEach(
                event -> over.put(event.payment().id(), event.payment().phase().isFinal()));
        return open.heard(ids(over, false), ids(over, true), config.openAfterMs());
    }

    private static List<TxId> ids(Map<TxId, Boolean> all, boolean over) {
        return all.entrySet().stream()
                .filter(each -> each.getValue() == over)
                .map(Map.Entry::getKey)
                .toList();
    }

    private void repair(OpenPayments open) {
        open.due(config.openAfterMs())
                .onSuccess(due -> due.forEach(id -> repair(open, id)))
                .onFailure(lost -> LOG.debug("repair=not-now error=\"{}\"", lost.toString()));
    }

    private void repair(OpenPayments open, TxId id) {
        bus.request(Addresses.PAYMENT_RECOVER, new RecoverPayment(id), WITHIN_MS)
                .map(PaymentFound::payment)
                .onFailure(lost -> LOG.warn("tx={} repair=unasked error=\"{}\"", id, lost.getMessage()))
                .onSuccess(view -> {
                    LOG.info("tx={} repair=asked phase={}", id, view == null ? "none" : view.phase());
                    if (view == null || view.phase().isFinal()) {
                        open.heard(List.of(), List.of(id), 0);
                    }
                });
    }

    @Override
    public Future<?> stop() {
        Ports running = Objects.requireNonNull(ports);
        return running.events().stop().eventually(() -> running.open().close());
    }
}
