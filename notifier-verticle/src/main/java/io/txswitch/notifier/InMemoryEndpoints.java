package io.txswitch.notifier;

import io.txswitch.core.contract.PutWebhookEndpoint;
import io.txswitch.core.contract.WebhookEndpoint;
import io.txswitch.core.contract.WebhookEndpoints;
import io.txswitch.core.model.Secret;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** {@link Endpoints} of one process, for tests and simulation. */
public final class InMemoryEndpoints implements Endpoints {
    private record Key(String merchantId, String id) {}

    private record Row(
            WebhookEndpoint endpoint,
            Secret secret,
            @Nullable Secret previous,
            Instant previousUntil) {
        Row with(WebhookEndpoint changed) {
            return new Row(changed, secret, previous, previousUntil);
        }
    }

    private final InstantSource time;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Key, Row> rows = new LinkedHashMap<>();

    public InMemoryEndpoints(InstantSource time) {
        this.time = time;
    }

    @Override
    public Future<List<SignedEndpoint>> of(Collection<String> merchantIds) {
        return locked(() -> rows.values().stream()
                .filter(row -> merchantIds.contains(row.endpoint.merchantId()))
                .map(this::signed)
                .toList());
    }

    private SignedEndpoint signed(Row row) {
        boolean both = row.previous != null && time.instant().isBefore(row.previousUntil);
        return new SignedEndpoint(row.endpoint, row.secret, both ? row.previous : null);
    }

    @Override
    public Future<Added> add(PutWebhookEndpoint made, Secret secret) {
        return locked(() -> {
            Key key = new Key(made.merchantId(), made.id());
            if (rows.containsKey(key)) {
                return Added.THERE;
            }
            long his = rows.keySet().stream()
                    .filter(each -> each.merchantId.equals(made.merchantId()))
                    .count();
            if (his >= WebhookEndpoints.MAX) {
                return Added.TOO_MANY;
            }
            rows.put(key, new Row(endpoint(made, time.instant()), secret, null, Instant.EPOCH));
            return Added.ADDED;
        });
    }

    private WebhookEndpoint endpoint(PutWebhookEndpoint put, Instant createdAt) {
        return new WebhookEndpoint(
                put.id(), put.merchantId(), put.url(), put.eventTypes(), put.enabled(), createdAt, time.instant());
    }

    @Override
    public Future<Optional<SignedEndpoint>> change(PutWebhookEndpoint change) {
        return replace(
                new Key(change.merchantId(), change.id()), row -> row.with(endpoint(change, row.endpoint.createdAt())));
    }

    @Override
    public Future<Optional<SignedEndpoint>> rotate(String merchantId, String id, Secret secret, long overlapMs) {
        return replace(
                new Key(merchantId, id),
                row -> new Row(row.endpoint, secret, row.secret, time.instant().plusMillis(overlapMs)));
    }

    private Future<Optional<SignedEndpoint>> replace(Key key, UnaryOperator<Row> change) {
        return locked(() -> Optional.ofNullable(rows.computeIfPresent(key, (same, row) -> change.apply(row)))
                .map(this::signed));
    }

    @Override
    public Future<Optional<SignedEndpoint>> remove(String merchantId, String id) {
        return locked(
                () -> Optional.ofNullable(rows.remove(new Key(merchantId, id))).map(this::signed));
    }

    private <T> Future<T> locked(Supplier<T> work) {
        lock.lock();
        try {
            return Future.succeededFuture(work.get());
        } finally {
            lock.unlock();
        }
    }
}
