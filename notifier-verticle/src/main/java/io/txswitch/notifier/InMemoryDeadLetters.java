package io.txswitch.notifier;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** {@link DeadLetters} and {@link DeadLetterFile} of one process, for tests and simulation. */
public final class InMemoryDeadLetters implements DeadLetters, DeadLetterFile {
    private final Map<String, DeadLetter> letters = new ConcurrentHashMap<>();

    @Override
    public Future<Void> publish(DeadLetter letter) {
        letters.putIfAbsent(letter.id(), letter);
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> file(Collection<DeadLetter> filed) {
        filed.forEach(this::publish);
        return Future.succeededFuture();
    }

    @Override
    public Future<List<DeadLetter>> newest(int limit) {
        return Future.succeededFuture(letters.values().stream()
                .sorted((one, other) -> other.at().compareTo(one.at()))
                .limit(limit)
                .toList());
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}
