package io.txswitch.iso8583.registry;

import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.Bus;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link TerminalDirectory} over the registry and the profiles; what was read is remembered. Thread-safe.
 *
 * <p>Calls for one terminal share one query. What could not be read again, as the database is away, stays as it was
 * known: a terminal does not become a stranger by an outage.
 */
public final class CachedTerminals implements TerminalDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(CachedTerminals.class);

    /**
     * How much is remembered, and how long.
     *
     * @param maxKnown terminals with a row
     * @param maxAbsent terminals without one; apart, so that made-up ids push no terminal out
     * @param knownMs a change that no hint told of is seen after so long
     * @param absentMs likewise that a terminal was added
     * @param retryMs how long old knowledge serves before an absent database is asked again
     */
    public record Settings(int maxKnown, int maxAbsent, long knownMs, long absentMs, long retryMs) {
        /** More terminals than one node serves; some hundred bytes each. */
        public static final Settings USUAL = new Settings(50_000, 50_000, 30_000, 5_000, 2_000);
    }

    /** @param freshUntilMs epoch milliseconds */
    private record Entry(Optional<Terminal> terminal, long freshUntilMs) {}

    private final TerminalRegistry registry;
    private final Families families;
    private final InstantSource clock;
    private final Settings settings;
    private final ConcurrentHashMap<String, Entry> known = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Entry> absent = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Future<Optional<Terminal>>> reading = new ConcurrentHashMap<>();

    public CachedTerminals(TerminalRegistry registry, Families families, InstantSource clock, Settings settings) {
        this.registry = registry;
        this.families = families;
        this.clock = clock;
        this.settings = settings;
    }

    /** Hears of changes that are made on any node. */
    public Future<Void> listen(Bus bus) {
        return bus.listen(Addresses.TERMINAL_CHANGED, changed -> forget(changed.terminalId()));
    }

    /** The next lookup reads it anew; a query under way is not remembered. */
    public void forget(String terminalId) {
        reading.remove(terminalId);
        known.remove(terminalId);
        absent.remove(terminalId);
    }

    @Override
    public Future<Optional<TerminalProfile>> lookup(String terminalId) {
        if (!Terminal.isId(terminalId)) {
            return Future.succeededFuture(families.matched(terminalId));
        }
        Entry entry = entry(terminalId);
        if (entry != null && clock.millis() < entry.freshUntilMs()) {
            return Future.succeededFuture(profile(terminalId, entry.terminal()));
        }
        return read(terminalId).map(found -> profile(terminalId, found));
    }

    private @Nullable Entry entry(String terminalId) {
        Entry entry = known.get(terminalId);
        return entry == null ? absent.get(terminalId) : entry;
    }

    private Future<Optional<Terminal>> read(String terminalId) {
        Promise<Optional<Terminal>> promise = Promise.promise();
        Future<Optional<Terminal>> mine = promise.future();
        Future<Optional<Terminal>> other = reading.putIfAbsent(terminalId, mine);
        if (other != null) {
            return other;
        }
        Entry before = entry(terminalId);
        registry.find(terminalId)
                .map(found -> new Entry(found, clock.millis() + lifeMs(found)))
                .otherwise(error -> stale(terminalId, before, error))
                .onComplete(read -> {
                    boolean current = reading.remove(terminalId, mine);
                    if (read.failed()) {
                        promise.fail(read.cause());
                        return;
                    }
                    if (current) {
                        remember(terminalId, read.result());
                    }
                    promise.complete(read.result().terminal());
                });
        return mine;
    }

    private long lifeMs(Optional<Terminal> found) {
        return found.isPresent() ? settings.knownMs() : settings.absentMs();
    }

    private Entry stale(String terminalId, @Nullable Entry before, Throwable error) {
        if (before == null) {
            throw new IllegalStateException("the registry of terminals cannot be read", error);
        }
        LOG.debug("terminal={} registry=away known=still", terminalId);
        return new Entry(before.terminal(), clock.millis() + settings.retryMs());
    }

    private void remember(String terminalId, Entry entry) {
        boolean here = entry.terminal().isPresent();
        ConcurrentHashMap<String, Entry> into = here ? known : absent;
        if (into.size() >= (here ? settings.maxKnown() : settings.maxAbsent())) {
            long nowMs = clock.millis();
            into.values().removeIf(each -> each.freshUntilMs() < nowMs);
        }
        if (into.size() < (here ? settings.maxKnown() : settings.maxAbsent())) {
            into.put(terminalId, entry);
            (here ? absent : known).remove(terminalId);
        }
    }

    private Optional<TerminalProfile> profile(String terminalId, Optional<Terminal> found) {
        if (found.isEmpty()) {
            return families.matched(terminalId);
        }
        Terminal terminal = found.get();
        Optional<Family> family = families.find(terminal.family());
        if (family.isEmpty()) {
            LOG.warn("terminal={} family={} unknown on this node", terminalId, terminal.family());
        }
        return family.map(template -> new TerminalProfile(
                terminalId, terminal.merchantId(), template, terminal.status() == Terminal.Status.BLOCKED, true));
    }
}
