package io.txswitch.iso8583.registry;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** {@link Batches} in this process, for tests and simulations; thread-safe. */
public final class InMemoryBatches implements Batches {
    private record Upload(String terminalId, long serial) {}

    private final InstantSource clock;
    /** Oldest first; the lists are never changed, only replaced. */
    private final ConcurrentHashMap<String, List<Batch>> batches = new ConcurrentHashMap<>();

    private final ConcurrentHashMap<Upload, SortedMap<String, UploadedRecord>> uploads = new ConcurrentHashMap<>();

    public InMemoryBatches(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Future<Batch> current(String terminalId) {
        Terminal.requireId(terminalId);
        return Future.succeededFuture(batches.computeIfAbsent(
                        terminalId, id -> List.of(Batch.first(id, clock.instant())))
                .getLast());
    }

    @Override
    public Future<Optional<Batch>> newest(String terminalId) {
        return Future.succeededFuture(
                Optional.ofNullable(batches.get(terminalId)).map(List::getLast));
    }

    @Override
    public Future<Optional<Batch>> find(String terminalId, String number) {
        return Future.succeededFuture(newest(batches.getOrDefault(terminalId, List.of()), number));
    }

    private static Optional<Batch> newest(List<Batch> all, String number) {
        return all.reversed().stream()
                .filter(each -> each.number().equals(number))
                .findFirst();
    }

    @Override
    public Future<Batch> adopt(String terminalId, String number) {
        Batch.requireNumber(number);
        return current(terminalId)
                .map(open -> batches.computeIfPresent(terminalId, (id, all) -> {
                            List<Batch> changed = new ArrayList<>(all);
                            changed.add(changed.removeLast().renumbered(number));
                            return List.copyOf(changed);
                        })
                        .getLast());
    }

    @Override
    public Future<Optional<Closed>> close(String terminalId, String number, Batch.Closing closing) {
        AtomicReference<Optional<Closed>> result = new AtomicReference<>(Optional.empty());
        batches.computeIfPresent(terminalId, (id, all) -> {
            Batch named = newest(all, number).orElse(null);
            if (named == null) {
                return all;
            }
            if (!named.isOpen()) {
                result.set(Optional.of(new Closed(named, all.getLast().number(), true)));
                return all;
            }
            Batch next = named.next(closing.at());
            List<Batch> changed = new ArrayList<>(all.subList(0, all.size() - 1));
            changed.add(named.closed(closing));
            changed.add(next);
            result.set(Optional.of(new Closed(named.closed(closing), next.number(), false)));
            return List.copyOf(changed);
        });
        return Future.succeededFuture(result.get());
    }

    @Override
    public Future<Stored> store(UploadedRecord record) {
        return find(record.terminalId(), record.batch())
                .map(found -> found.map(batch -> store(batch, record)).orElse(Stored.NO_BATCH));
    }

    private Stored store(Batch batch, UploadedRecord record) {
        AtomicReference<Stored> result = new AtomicReference<>(Stored.ADDED);
        uploads.compute(new Upload(batch.terminalId(), batch.serial()), (key, before) -> {
            SortedMap<String, UploadedRecord> all = new TreeMap<>(before == null ? new TreeMap<>() : before);
            if (all.containsKey(record.trace())) {
                result.set(Stored.REPEATED);
            } else if (all.size() >= MAX_RECORDS) {
                result.set(Stored.FULL);
            } else {
                all.put(record.trace(), record);
            }
            return all;
        });
        return Objects.requireNonNull(result.get());
    }

    @Override
    public Future<Optional<Summary>> summary(String terminalId, String number) {
        return find(terminalId, number)
                .map(found -> found.map(batch -> {
                    List<UploadedRecord> all = uploaded(batch);
                    return new Summary(
                            batch,
                            all.size(),
                            count(all, UploadedRecord.Verdict.MATCHES),
                            count(all, UploadedRecord.Verdict.DIFFERS),
                            count(all, UploadedRecord.Verdict.UNKNOWN));
                }));
    }

    private static int count(List<UploadedRecord> all, UploadedRecord.Verdict verdict) {
        return (int) all.stream().filter(each -> each.verdict() == verdict).count();
    }

    private List<UploadedRecord> uploaded(Batch batch) {
        return List.copyOf(uploads.getOrDefault(new Upload(batch.terminalId(), batch.serial()), new TreeMap<>())
                .values());
    }

    @Override
    public Future<List<UploadedRecord>> records(String terminalId, String number) {
        return find(terminalId, number)
                .map(found -> found.map(this::uploaded).orElse(List.of()).stream()
                        .limit(MAX_LISTED)
                        .toList());
    }
}
