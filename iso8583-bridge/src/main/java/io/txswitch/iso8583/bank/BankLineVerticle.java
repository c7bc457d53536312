package io.txswitch.iso8583.bank;

import io.txswitch.core.bus.Addresses;
import io.txswitch.core.contract.KeysExchanged;
import io.txswitch.iso8583.Drain;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One bank of a node; serves {@code HOST_CALL.with(bankId)} and tells everyone whether it is up. */
public final class BankLineVerticle extends VerticleBase {
    private static final long HEALTH_EVERY_MS = 2_000;
    private static final long FORGET_EVERY_MS = 3_600_000;
    private static final long DRAIN_LIMIT_MS = 5_000;

    private final BankConfig config;
    private final BankPorts ports;
    private final Consumer<LineState> states;
    private @Nullable LineAssembly line;

    public BankLineVerticle(BankConfig config, BankPorts ports) {
        this(config, ports, state -> {});
    }

    /** @param states told every few seconds, on the verticle's event loop, how the line is */
    BankLineVerticle(BankConfig config, BankPorts ports, Consumer<LineState> states) {
        this.config = config;
        this.ports = ports;
        this.states = states;
    }

    @Override
    public Future<?> start() {
        return vertx.executeBlocking(() -> config.dialect().codec()).compose(ready -> open());
    }

    private Future<?> open() {
        BankMetrics metrics = new BankMetrics(ports.meters(), config.id());
        HealthBeacon beacon = new HealthBeacon(config.id(), ports.node(), ports.bus(), metrics);
        LineAssembly made = new LineAssembly(vertx, config, ports, beacon, new SplittableRandom());
        line = made;
        vertx.setPeriodic(0, HEALTH_EVERY_MS, id -> {
            beacon.tell();
            states.accept(made.state());
        });
        vertx.setPeriodic(0, FORGET_EVERY_MS, id -> ports.traces().forgetOld(config.id()));
        return made.connections()
                .start()
                .compose(listening ->
                        ports.bus().serve(Addresses.BANK_KEYS.with(config.id()), ask -> exchangeKeys(made)))
                .compose(served -> ports.bus().serve(Addresses.HOST_CALL.with(config.id()), made.host()::call));
    }

    private static Future<KeysExchanged> exchangeKeys(LineAssembly line) {
        return line.exchangeKeys()
                .map(types -> new KeysExchanged(true, types.toString()))
                .recover(cause -> Future.succeededFuture(new KeysExchanged(false, String.valueOf(cause.getMessage()))));
    }

    /** Requests under way are waited for a little; what is then unanswered is UNKNOWN. */
    @Override
    public Future<?> stop() {
        LineAssembly open = line;
        if (open == null) {
            return Future.succeededFuture();
        }
        open.connections().drain();
        return Drain.until(vertx, open::isQuiet, DRAIN_LIMIT_MS)
                .onComplete(done -> open.connections().stop());
    }
}
