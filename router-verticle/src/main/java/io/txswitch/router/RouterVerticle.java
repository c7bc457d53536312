package io.txswitch.router;

import io.micrometer.core.instrument.MeterRegistry;
import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.Bus;
import io.txswitch.core.contract.FindRoute;
import io.txswitch.core.contract.RouteChoice;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves {@link Addresses#ROUTE_FIND} and hears {@link Addresses#HOST_HEALTH}. */
public final class RouterVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(RouterVerticle.class);
    private static final String NONE = "none";

    private final RouterActor actor;
    private final Bus bus;
    private final MeterRegistry meters;

    public RouterVerticle(RouterConfig config, Bus bus, InstantSource time, MeterRegistry meters) {
        this.actor = new RouterActor(config, time);
        this.bus = bus;
        this.meters = meters;
    }

    @Override
    public Future<?> start() {
        return Future.all(
                bus.listen(Addresses.HOST_HEALTH, actor::heard),
                bus.serve(Addresses.ROUTE_FIND, asked -> Future.succeededFuture(find(asked))));
    }

    private RouteChoice find(FindRoute asked) {
        RouteChoice choice = actor.find(asked);
        String host = choice.hostId() == null ? NONE : choice.hostId();
        meters.counter("txswitch_routes_total", "product", knownProduct(choice, asked), "host", host)
                .increment();
        if (choice.hostId() == null) {
            LOG.warn("tx={} route=none rule=\"{}\"", asked.id(), choice.rule());
        }
        return choice;
    }

    /** A product is only a label when a route names it: the set of labels stays that of the configuration. */
    private static String knownProduct(RouteChoice choice, FindRoute asked) {
        return choice.hostId() == null ? NONE : asked.product();
    }
}
