package io.txswitch.risk;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** {@link Velocity} of one process, for tests and simulation; it forgets a card only when asked about it. */
public final class InMemoryVelocity implements Velocity {
    private final InstantSource time;
    private final Map<String, Map<String, Long>> usesByCard = new ConcurrentHashMap<>();

    public InMemoryVelocity(InstantSource time) {
        this.time = time;
    }

    @Override
    public Future<Boolean> admit(String cardHash, String dedupeKey, RiskConfig.CardVelocity limit) {
        long nowMs = time.millis();
        AtomicBoolean admitted = new AtomicBoolean();
        usesByCard.compute(cardHash, (card, known) -> {
            Map<String, Long> uses = known == null ? new LinkedHashMap<>() : known;
            uses.values().removeIf(atMs -> atMs <= nowMs - limit.windowMs());
            admitted.set(uses.containsKey(dedupeKey) || uses.size() < limit.maxCount());
            if (admitted.get()) {
                uses.putIfAbsent(dedupeKey, nowMs);
            }
            return uses;
        });
        return Future.succeededFuture(admitted.get());
    }
}
