package io.txswitch.channel.credentials;

import io.vertx.core.Future;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** {@link CredentialStore} in this process, for tests and simulations; thread-safe. */
public final class InMemoryCredentialStore implements CredentialStore {
    private static final Comparator<SealedCredential> NEWEST_FIRST = Comparator.comparingLong(
                    SealedCredential::signsFromMs)
            .thenComparingLong(SealedCredential::createdAtMs)
            .thenComparing(SealedCredential::id)
            .reversed();

    private record Name(String channelId, String id) {}

    private final ConcurrentHashMap<Name, SealedCredential> rows = new ConcurrentHashMap<>();

    @Override
    public Future<Boolean> add(SealedCredential credential) {
        Name name = new Name(credential.channelId(), credential.id());
        return Future.succeededFuture(rows.putIfAbsent(name, credential) == null);
    }

    @Override
    public Future<List<SealedCredential>> of(String channelId) {
        return Future.succeededFuture(rows.values().stream()
                .filter(each -> each.channelId().equals(channelId))
                .sorted(NEWEST_FIRST)
                .limit(MAX_PER_CHANNEL)
                .toList());
    }

    @Override
    public Future<Boolean> retire(String channelId, String id, long atMs) {
        AtomicBoolean done = new AtomicBoolean();
        rows.computeIfPresent(new Name(channelId, id), (name, row) -> {
            done.set(row.live());
            return row.live()
                    ? new SealedCredential(channelId, id, "", row.signsFromMs(), row.createdAtMs(), atMs)
                    : row;
        });
        return Future.succeededFuture(done.get());
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}
