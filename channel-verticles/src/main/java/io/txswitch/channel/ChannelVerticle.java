package io.txswitch.channel;

import io.txswitch.channel.wallet.ChannelConfig;
import io.txswitch.channel.wallet.ChannelPorts;
import io.txswitch.core.bus.Addresses;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostHealth;
import io.txswitch.core.contract.HostRequest;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One wallet channel of this node: serves {@code HOST_CALL.with(id)} and tells everyone how the channel is. */
public final class ChannelVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelVerticle.class);
    /** So often everyone hears of the channel again, for nodes that came later. */
    private static final long HEALTH_PERIOD_MS = 5_000;

    private final LiveChannel channel;
    private final ChannelConfig config;
    private final ChannelPorts ports;
    private @Nullable ChannelCalls calls;
    private @Nullable ChannelBreaker breaker;

    ChannelVerticle(LiveChannel channel, ChannelConfig config, ChannelPorts ports) {
        this.channel = channel;
        this.config = config;
        this.ports = ports;
    }

    /** The channel's id: a host's name to the router and the journal. */
    public String channelId() {
        return config.id();
    }

    @Override
    public Future<?> start() {
        ChannelCalls theCalls = new ChannelCalls(vertx, channel, config.id(), config.limits(), ports);
        ChannelBreaker theBreaker =
                new ChannelBreaker(vertx, config.id(), config.limits().breakerResetMs(), this::changed);
        calls = theCalls;
        breaker = theBreaker;
        vertx.setPeriodic(HEALTH_PERIOD_MS, now -> publish());
        return channel.start(vertx, ports.bus(), this::publish)
                .compose(ready -> ports.bus()
                        .serve(Addresses.HOST_CALL.with(config.id()), request -> serve(theCalls, theBreaker, request)))
                .onSuccess(known -> publish());
    }

    /** The bulkhead comes first: a full one says nothing about the wallet's health. */
    private static Future<HostAnswer> serve(ChannelCalls calls, ChannelBreaker breaker, HostRequest request) {
        return calls.hasRoom() && request.deadlineMs() > 0
                ? breaker.guard(() -> calls.run(request))
                : calls.run(request);
    }

    private void changed() {
        LOG.warn("channel={} up={}", config.id(), up());
        publish();
    }

    private boolean up() {
        return channel.current() != null && Objects.requireNonNull(breaker).lets();
    }

    private String words() {
        return channel.current() == null
                ? "no live credential"
                : Objects.requireNonNull(breaker).lets() ? "ready" : "resting after failures";
    }

    private void publish() {
        boolean up = up();
        ports.bus().publish(Addresses.HOST_HEALTH, new HostHealth(config.id(), ports.node(), up, words()));
    }

    @Override
    public Future<?> stop() {
        if (calls != null) {
            calls.close();
        }
        if (breaker != null) {
            breaker.close();
        }
        channel.close();
        return Future.succeededFuture();
    }
}
