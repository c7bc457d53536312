package io.txswitch.core.agreement;

import io.txswitch.core.agreement.Agreements.Due;
import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.Bus;
import io.txswitch.core.contract.Outcome;
import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.contract.ReadPayment;
import io.txswitch.core.flow.FlowMetrics;
import io.txswitch.core.flow.Timers;
import io.txswitch.core.model.AgreementTerms;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.Terms;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what is due by agreements that renew themselves; one per node, on one event loop.
 *
 * <p>Nothing is remembered between two looks: a period's deduction is asked for again under the same key until it has
 * an end, and only then is the row moved on. So a node may die at any point, and another go on.
 */
public final class Renewals {
    private static final Logger LOG = LoggerFactory.getLogger(Renewals.class);
    /** Reads are answered within a second or not at all; the bus adds its own. */
    private static final long READ_TIMEOUT_MS = 3_000;
    /** The core answers within the deduction's own time; the bus waits a little longer. */
    private static final long BUS_MARGIN_MS = 1_000;

    /**
     * All that the job sees of the world.
     *
     * @param leaseHeld whether this node may act
     */
    public record World(
            Agreements agreements, Bus bus, Timers timers, FlowMetrics metrics, BooleanSupplier leaseHeld) {}

    private final String node;
    private final RenewalConfig config;
    private final DeductProducts products;
    private final World world;
    private boolean over;
    private long timer;

    public Renewals(String node, RenewalConfig config, DeductProducts products, World world) {
        this.node = node;
        this.config = config;
        this.products = products;
        this.world = world;
    }

    /** Looks now and then until {@link #stop}. */
    public void start() {
        if (config.enabled() && !over) {
            timer = world.timers().arm(config.intervalMs(), this::tick);
        }
    }

    /** What is under way is finished by whoever looks next. */
    public void stop() {
        over = true;
        world.timers().cancel(timer);
    }

    private void tick() {
        look().onFailure(error -> LOG.warn("event=renewal_round_failed error=\"{}\"", error.toString()))
                .onComplete(done -> start());
    }

    /** One look at what is due here; completes with the number of periods that were moved on. */
    Future<Integer> look() {
        if (!world.leaseHeld().getAsBoolean()) {
            return Future.succeededFuture(0);
        }
        return world.agreements().due(node, config.page()).compose(rows -> {
            List<Future<Boolean>> all = rows.stream().map(this::renew).toList();
            return Future.join(all)
                    .map(done -> (int) all.stream().filter(Future::result).count());
        });
    }

    private Future<Boolean> renew(Due row) {
        return world.bus()
                .request(Addresses.PAYMENT_READ, new ReadPayment(row.agreement(), null, null, null), READ_TIMEOUT_MS)
                .compose(found -> take(row, found.payment()))
                .recover(error -> {
                    LOG.warn("tx={} renewal=not-now error=\"{}\"", row.agreement(), error.toString());
                    return Future.succeededFuture(false);
                });
    }

    private Future<Boolean> take(Due row, @Nullable PaymentView agreement) {
        AgreementTerms terms = agreement == null ? null : termsOf(agreement);
        if (agreement == null || terms == null || agreement.phase() != Phase.APPROVED) {
            return world.agreements().stop(row);
        }
        String product = products.of(agreement.product());
        if (product == null) {
            return giveUp(row, "no product to deduct by");
        }
        return world.bus()
                .request(
                        Addresses.PAYMENT_SUBMIT,
                        Deductions.of(agreement, terms, product, row),
                        Deductions.ANSWER_WITHIN_MS + BUS_MARGIN_MS)
                .compose(outcome -> settle(row, terms, outcome));
    }

    private static @Nullable AgreementTerms termsOf(PaymentView agreement) {
        Terms terms = agreement.terms();
        return terms == null ? null : terms.agreement();
    }

    /** A deduction that the merchant himself took back is an end of its period, too: he did not want it. */
    private Future<Boolean> settle(Due row, AgreementTerms terms, Outcome outcome) {
        return switch (outcome.result()) {
            case APPROVED, REVERSED -> {
                LOG.info("tx={} renewal={} period={}", row.agreement(), outcome.result(), row.period());
                yield world.agreements().advance(row, terms.dueAt(row.period() + 1));
            }
            case PENDING, UNKNOWN -> world.agreements().putOff(row, false, config.lookAgainMs());
            case REFUSED -> refused(row, outcome.reason());
            case DECLINED, CONFLICT -> failed(row, outcome.reason());
        };
    }

    private Future<Boolean> refused(Due row, @Nullable Reason reason) {
        if (reason == Reason.AGREEMENT_NOT_ACTIVE) {
            return world.agreements().stop(row);
        }
        return reason != null && reason.retryable()
                ? world.agreements().putOff(row, false, config.lookAgainMs())
                : failed(row, reason);
    }

    private Future<Boolean> failed(Due row, @Nullable Reason reason) {
        int failed = row.attempts() + 1;
        if (failed >= config.attempts()) {
            return giveUp(row, "period " + row.period() + " came to nothing " + failed + " times: " + reason);
        }
        LOG.info("tx={} renewal=failed period={} attempt={} reason={}", row.agreement(), row.period(), failed, reason);
        return world.agreements().putOff(row, true, config.pauseMs(failed));
    }

    /** Whoever moved the row away first has said so. */
    private Future<Boolean> giveUp(Due row, String detail) {
        return world.agreements().stop(row).onSuccess(stopped -> {
            if (stopped) {
                world.metrics().count("cases");
                LOG.warn("tx={} case=renewal-given-up detail=\"{}\"", row.agreement(), detail);
            }
        });
    }
}
