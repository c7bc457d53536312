package io.txswitch.core.agreement;

import io.txswitch.core.journal.InMemoryStore;
import io.txswitch.core.journal.InMemoryStore.Claimed;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** {@link Agreements} over an {@link InMemoryStore}; single-threaded, its clock is the database's. */
public final class InMemoryAgreements implements Agreements {
    private final InMemoryStore store;
    private final Supplier<List<String>> livingNodes;
    private final InstantSource clock;

    /** @param livingNodes whose lease lives, in any order */
    public InMemoryAgreements(InMemoryStore store, Supplier<List<String>> livingNodes, InstantSource clock) {
        this.store = store;
        this.livingNodes = livingNodes;
        this.clock = clock;
    }

    @Override
    public Future<List<Due>> due(String node, int limit) {
        List<String> living = livingNodes.get().stream().sorted().toList();
        int part = living.indexOf(node);
        return Future.succeededFuture(store.claims().stream()
                .filter(claim -> part >= 0 && claim.shard() % living.size() == part && isDue(claim))
                .sorted(Comparator.comparing(InMemoryAgreements::dueAt).thenComparing(Claimed::id))
                .limit(limit)
                .map(claim -> new Due(claim.id(), claim.periodNo(), claim.attempts()))
                .toList());
    }

    private boolean isDue(Claimed claim) {
        return claim.dueAt() != null && !claim.dueAt().isAfter(clock.instant());
    }

    private static Instant dueAt(Claimed claim) {
        return claim.dueAt() == null ? Instant.MAX : claim.dueAt();
    }

    @Override
    public Future<Boolean> advance(Due seen, @Nullable Instant dueAt) {
        return change(seen, claim -> claim.at(seen.period() + 1, 0).dueAt(dueAt));
    }

    @Override
    public Future<Boolean> putOff(Due seen, boolean failed, long delayMs) {
        Instant later = clock.instant().plusMillis(delayMs);
        return change(
                seen,
                claim -> claim.at(seen.period(), seen.attempts() + (failed ? 1 : 0))
                        .dueAt(later));
    }

    @Override
    public Future<Boolean> stop(Due seen) {
        return change(seen, claim -> claim.dueAt(null));
    }

    private Future<Boolean> change(Due seen, UnaryOperator<Claimed> change) {
        boolean there = store.claims().stream()
                .anyMatch(claim -> claim.id().equals(seen.agreement())
                        && claim.dueAt() != null
                        && claim.periodNo() == seen.period()
                        && claim.attempts() == seen.attempts());
        if (there) {
            store.changeClaim(seen.agreement(), change);
        }
        return Future.succeededFuture(there);
    }
}
