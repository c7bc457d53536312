package io.txswitch.iso8583.bank;

import io.micrometer.core.instrument.MeterRegistry;
import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.Bus;
import io.txswitch.core.config.KeyRing;
import io.txswitch.iso8583.Drain;
import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.InstantSource;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** One bank of a node; serves {@code HOST_CALL.with(bankId)} and tells everyone whether it is up. */
public final class BankLineVerticle extends VerticleBase {
    private static final long HEALTH_EVERY_MS = 2_000;
    /** Failures further apart than this are not "in a row", however few charges there are. */
    private static final long FAILURE_WINDOW_MS = 600_000;

    private static final long DRAIN_LIMIT_MS = 5_000;

    private final BankConfig config;
    private final String node;
    private final Bus bus;
    private final KeyRing keys;
    private final BankMetrics metrics;
    private @Nullable BankConnections connections;
    private @Nullable BankLine line;

    /** @param node the id of this node, for the health it tells */
    public BankLineVerticle(BankConfig config, String node, Bus bus, KeyRing keys, MeterRegistry registry) {
        this.config = config;
        this.node = node;
        this.bus = bus;
        this.keys = keys;
        this.metrics = new BankMetrics(registry, config.id());
    }

    @Override
    public Future<?> start() {
        return vertx.executeBlocking(() -> config.dialect().codec()).compose(ready -> open());
    }

    private Future<?> open() {
        InstantSource clock = InstantSource.system();
        SplittableRandom random = new SplittableRandom();
        HealthBeacon beacon = new HealthBeacon(config.id(), node, bus, metrics);
        CircuitBreaker circuit = CircuitBreaker.create("bank-" + config.id(), vertx, circuitOptions())
                .openHandler(nothing -> beacon.changed())
                .halfOpenHandler(nothing -> beacon.changed())
                .closeHandler(nothing -> beacon.changed());
        BankLine asking = new BankLine(vertx, config, new LateAnswers(vertx, bus, metrics), metrics, beacon::changed);
        BankConnections lines = new BankConnections(vertx, config, new NetworkMessages(clock, random), random, asking);
        asking.leaveBy(lines::pick);
        BankHost serving = new BankHost(
                new Deadlines(config.answerWithinMs(), node, clock),
                new BankMapping(keys, clock),
                asking,
                circuit,
                metrics);
        line = asking;
        connections = lines;
        beacon.watch(serving);
        lines.start();
        vertx.setPeriodic(0, HEALTH_EVERY_MS, id -> beacon.tell());
        return bus.serve(Addresses.HOST_CALL.with(config.id()), serving::call);
    }

    private CircuitBreakerOptions circuitOptions() {
        return new CircuitBreakerOptions()
                .setMaxFailures(config.breakerFailures())
                .setFailuresRollingWindow(FAILURE_WINDOW_MS)
                .setResetTimeout(config.breakerResetMs())
                .setTimeout(-1)
                .setNotificationAddress(null);
    }

    /** Requests under way are waited for a little; what is then unanswered is UNKNOWN. */
    @Override
    public Future<?> stop() {
        if (connections != null) {
            connections.drain();
        }
        return Drain.until(vertx, () -> line == null || line.inFlight() == 0, DRAIN_LIMIT_MS)
                .onComplete(done -> {
                    if (connections != null) {
                        connections.stop();
                    }
                });
    }
}
