package io.txswitch.notifier.loyalty;

import io.txswitch.core.contract.PaymentEvent;
import io.txswitch.notifier.PaymentEvents;
import io.txswitch.notifier.loyalty.Points.Entry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Gives points for payments: one insert per batch of events, and each event counts once. */
public final class PointsVerticle extends VerticleBase {
    /** Where events come from and points go to. */
    public record Ports(PaymentEvents events, Points points) {}

    private final PointsRule rule;
    private final Function<Vertx, Ports> makePorts;
    private @Nullable Ports ports;

    /** @param makePorts called on the verticle's own event loop, to which the clients then belong */
    public PointsVerticle(LoyaltyConfig config, Function<Vertx, Ports> makePorts) {
        this.rule = new PointsRule(config.minorPerPoint());
        this.makePorts = makePorts;
    }

    @Override
    public Future<?> start() {
        Ports made = makePorts.apply(vertx);
        ports = made;
        return made.events().start(batch -> take(made.points(), batch));
    }

    private Future<Void> take(Points points, List<PaymentEvent> batch) {
        List<Entry> given =
                batch.stream().map(rule::given).flatMap(Optional::stream).toList();
        Future<Void> done = given.isEmpty() ? Future.succeededFuture() : points.add(given);
        for (Entry each :
                batch.stream().map(rule::reversed).flatMap(Optional::stream).toList()) {
            done = done.compose(before -> points.takeBack(each));
        }
        return done;
    }

    @Override
    public Future<?> stop() {
        Ports running = Objects.requireNonNull(ports);
        return running.events().stop().eventually(() -> running.points().close());
    }
}
