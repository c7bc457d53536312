package io.txswitch.channel;

import io.txswitch.channel.credentials.ChannelCredentials;
import io.txswitch.channel.credentials.CredentialAccess;
import io.txswitch.channel.wallet.Channel;
import io.txswitch.channel.wallet.ChannelConfig;
import io.txswitch.channel.wallet.Credentials;
import io.txswitch.channel.wallet.LiveCredentials;
import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.Bus;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A channel as its credentials are now: when they change it is made anew, and calls that have begun end with the one
 * they began with.
 *
 * <p>{@link #current} may be asked on any thread; the rest belongs to the event loop that started it.
 */
final class LiveChannel {
    private static final Logger LOG = LoggerFactory.getLogger(LiveChannel.class);

    private final ChannelConfig config;
    private final InstantSource clock;
    private final @Nullable CredentialAccess access;
    private volatile @Nullable Channel current;
    private @Nullable LiveCredentials<Credentials> made;
    private boolean stopped;
    private Runnable whenChanged = () -> {};

    /** @param access null when there are the file's credentials only */
    LiveChannel(ChannelConfig config, InstantSource clock, @Nullable CredentialAccess access) {
        this.config = config;
        this.clock = clock;
        this.access = access;
        Credentials ofFile = config.credentials();
        if (access == null && ofFile != null) {
            made = LiveCredentials.one(ofFile);
            current = WalletChannels.channel(config, LiveCredentials.one(ofFile), clock);
        }
    }

    /** The channel, or null while it has no live credential. */
    @Nullable
    Channel current() {
        return current;
    }

    /**
     * Done when the credentials have been read once; from then on they are kept fresh.
     *
     * @param changed told after each change of the channel, on the event loop
     */
    Future<Void> start(Vertx vertx, Bus bus, Runnable changed) {
        whenChanged = changed;
        CredentialAccess known = access;
        if (known == null) {
            return Future.succeededFuture();
        }
        ChannelCredentials credentials = new ChannelCredentials(config, known, clock);
        Context context = vertx.getOrCreateContext();
        vertx.setPeriodic(known.rereadMs(), now -> refresh(vertx, credentials));
        return bus.listen(Addresses.CREDENTIALS_CHANGED, told -> {
                    if (told.channelId().equals(config.id())) {
                        context.runOnContext(now -> refresh(vertx, credentials));
                    }
                })
                .compose(listening -> refresh(vertx, credentials));
    }

    private Future<Void> refresh(Vertx vertx, ChannelCredentials credentials) {
        return credentials.read().eventually(() -> adopt(vertx, credentials.live()));
    }

    private Future<Void> adopt(Vertx vertx, Optional<LiveCredentials<Credentials>> live) {
        LiveCredentials<Credentials> now = live.orElse(null);
        if (stopped || Objects.equals(now, made)) {
            return Future.succeededFuture();
        }
        made = now;
        if (now == null) {
            swap(null, 0);
            return Future.succeededFuture();
        }
        // The SDKs take their time to load; what is ordered here is also swapped in that order.
        return vertx.executeBlocking(() -> WalletChannels.channel(config, now, clock), true)
                .onSuccess(channel -> swap(channel, now.all().size()))
                .onFailure(cause -> {
                    made = null;
                    LOG.warn(
                            "channel={} live_credentials=unusable cause={}",
                            config.id(),
                            cause.getClass().getSimpleName());
                })
                .<Void>mapEmpty()
                .otherwiseEmpty();
    }

    private void swap(@Nullable Channel next, int live) {
        Channel before = stopped ? next : current;
        if (!stopped) {
            current = next;
            LOG.info("channel={} live_credentials={}", config.id(), live);
            whenChanged.run();
        }
        if (before != null) {
            before.close();
        }
    }

    void close() {
        stopped = true;
        Channel last = current;
        if (last != null) {
            last.close();
        }
    }
}
