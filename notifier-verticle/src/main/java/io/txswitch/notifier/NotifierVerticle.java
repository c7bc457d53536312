package io.txswitch.notifier;

import io.txswitch.core.config.Merchant;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Listens to the journal's events and delivers; one per node, and any number of nodes share the work. */
public final class NotifierVerticle extends VerticleBase {
    private static final long PURGE_EVERY_MS = TimeUnit.MINUTES.toMillis(1);

    private record Parts(NotifierPorts ports, Dispatcher dispatcher) {}

    private final NotifierConfig config;
    private final Map<String, Merchant> merchants;
    private final Function<Vertx, NotifierPorts> makePorts;
    private final NotifierContext node;
    private @Nullable Parts parts;

    /** @param makePorts called on the verticle's own event loop, to which the clients then belong */
    public NotifierVerticle(
            NotifierConfig config,
            Map<String, Merchant> merchants,
            Function<Vertx, NotifierPorts> makePorts,
            NotifierContext node) {
        this.config = config;
        this.merchants = Map.copyOf(merchants);
        this.makePorts = makePorts;
        this.node = node;
    }

    @Override
    public Future<?> start() {
        NotifierPorts ports = makePorts.apply(vertx);
        Fanout fanout = new Fanout(merchants, ports.endpoints());
        RetrySchedule schedule = new RetrySchedule(config.retryMs(), node.random());
        Attempts attempts = new Attempts(fanout, ports, schedule, node.time(), node.meters());
        Dispatcher dispatcher = new Dispatcher(config, ports.deliveries(), attempts);
        ReadModelWriter views = new ReadModelWriter(ports.readModel());
        Intake intake = new Intake(fanout, ports, node, views, dispatcher::wake);
        parts = new Parts(ports, dispatcher);
        vertx.setPeriodic(config.scanMs(), tick -> {
            dispatcher.scan();
            views.retry();
        });
        vertx.setPeriodic(PURGE_EVERY_MS, tick -> ports.deliveries().purge(TimeUnit.DAYS.toMillis(config.keepDays())));
        return service(ports, fanout, dispatcher)
                .serve(node.bus())
                .compose(served -> ports.events().start(batch -> {
                    node.meters().counter("txswitch_notifier_events_total").increment(batch.size());
                    return intake.take(batch);
                }));
    }

    private NotifierService service(NotifierPorts ports, Fanout fanout, Dispatcher dispatcher) {
        return new NotifierService(
                new EndpointDesk(
                        merchants, ports.endpoints(), ports.webhooks(), node.random(), config.secretOverlapMs()),
                new EventDesk(ports.log(), fanout, dispatcher::scan));
    }

    @Override
    public Future<?> stop() {
        Parts running = Objects.requireNonNull(parts);
        return running.ports()
                .events()
                .stop()
                .eventually(() -> running.dispatcher().drain())
                .eventually(() -> running.ports().close());
    }
}
