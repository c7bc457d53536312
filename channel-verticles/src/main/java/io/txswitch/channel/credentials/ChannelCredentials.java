package io.txswitch.channel.credentials;

import io.txswitch.channel.wallet.ChannelConfig;
import io.txswitch.channel.wallet.Credentials;
import io.txswitch.channel.wallet.LiveCredentials;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live credentials of one channel: the file's, which is the oldest, and those of the store; belongs to one event
 * loop.
 *
 * <p>While the store cannot be read, what it last said holds for a bounded time. After that a channel that has stored
 * credentials has none: one of them may have been retired because somebody stole it.
 */
public final class ChannelCredentials {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelCredentials.class);
    /** A channel needs two, and three while a rotation overlaps another; each costs a try on every notification. */
    public static final int MAX_LIVE = 8;

    private record Opened(Credentials credentials, long signsFromMs) {}

    private final ChannelConfig config;
    private final CredentialAccess access;
    private final InstantSource clock;
    private @Nullable List<SealedCredential> rows;
    private List<Opened> opened = List.of();
    private long readAtMs;

    public ChannelCredentials(ChannelConfig config, CredentialAccess access, InstantSource clock) {
        this.config = config;
        this.access = access;
        this.clock = clock;
    }

    /** Reads the store; fails when it cannot be read and nothing is known yet, else what is known stays. */
    public Future<Void> read() {
        return access.store()
                .of(config.id())
                .onSuccess(this::take)
                .<Void>mapEmpty()
                .recover(cause -> {
                    LOG.warn(
                            "channel={} credentials=unreadable since_ms={} cause={}",
                            config.id(),
                            rows == null ? -1 : clock.millis() - readAtMs,
                            cause.getClass().getSimpleName());
                    return rows == null ? Future.failedFuture(cause) : Future.succeededFuture();
                });
    }

    private void take(List<SealedCredential> read) {
        readAtMs = clock.millis();
        if (read.equals(rows)) {
            return;
        }
        List<Opened> all = new ArrayList<>();
        for (SealedCredential each : read) {
            if (each.live() && all.size() < MAX_LIVE) {
                open(each).ifPresent(all::add);
            }
        }
        rows = List.copyOf(read);
        opened = List.copyOf(all);
        LOG.info("channel={} credentials={} file={}", config.id(), names(read), config.credentials() != null);
    }

    private static List<String> names(List<SealedCredential> rows) {
        return rows.stream()
                .filter(SealedCredential::live)
                .map(SealedCredential::id)
                .toList();
    }

    /** One that does not open is left out: the others still serve. */
    private Optional<Opened> open(SealedCredential row) {
        try {
            return Optional.of(new Opened(access.vault().open(config.kind(), row), row.signsFromMs()));
        } catch (RuntimeException e) {
            LOG.warn(
                    "channel={} credential={} refused={}",
                    config.id(),
                    row.id(),
                    e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    /** The live ones now, as far as they are known; empty when there are none, or not for certain any more. */
    public Optional<LiveCredentials<Credentials>> live() {
        boolean stale = clock.millis() - readAtMs > access.staleMs();
        List<Credentials> all = new ArrayList<>();
        Credentials signing = null;
        if (!opened.isEmpty() && stale) {
            return Optional.empty();
        }
        for (Opened each : opened) {
            all.add(each.credentials());
            if (signing == null && each.signsFromMs() <= clock.millis()) {
                signing = each.credentials();
            }
        }
        Credentials ofFile = config.credentials();
        if (ofFile != null) {
            all.add(ofFile);
        }
        // None may sign yet: the oldest does, rather than nobody.
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(new LiveCredentials<>(
                        signing != null ? signing : ofFile != null ? ofFile : all.getLast(), all));
    }
}
