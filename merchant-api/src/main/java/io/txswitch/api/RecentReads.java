package io.txswitch.api;

import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Saves questions to the journal: whoever asks for what is being read waits for that answer, and an answer is good
 * for a moment more. Thread-safe.
 *
 * <p>Never older than what a webhook said: a webhook is posted after the read model was written, and an answer is held
 * against that by its version. Without the read model nothing is saved, since then nobody could tell.
 */
final class RecentReads {
    /** A client that polls a payment asks about this often; longer would be noticed on another node. */
    static final long KEPT_MS = 250;
    /** A kilobyte each. */
    private static final int MAX_KEPT = 10_000;

    private record Key(String merchantId, TxId id) {}

    private record Kept(PaymentView view, long untilMs) {}

    private final InstantSource clock;
    private final BooleanSupplier readModelUp;
    private final Map<Key, Future<Optional<PaymentView>>> underWay = new ConcurrentHashMap<>();
    private final Map<Key, Kept> kept = new ConcurrentHashMap<>();

    RecentReads(InstantSource clock, BooleanSupplier readModelUp) {
        this.clock = clock;
        this.readModelUp = readModelUp;
    }

    /**
     * The newest that is known of one transaction of one merchant's.
     *
     * @param shown what the read model has
     * @param journal asks the journal
     */
    Future<Optional<PaymentView>> read(
            String merchantId, TxId id, Optional<PaymentView> shown, Supplier<Future<Optional<PaymentView>>> journal) {
        if (!readModelUp.getAsBoolean()) {
            return journal.get();
        }
        Key key = new Key(merchantId, id);
        Kept recent = kept.get(key);
        if (recent != null && clock.millis() < recent.untilMs && isAtLeast(recent.view, shown)) {
            return Future.succeededFuture(Optional.of(recent.view));
        }
        return shared(key, journal).map(found -> found.isPresent() && isAtLeast(found.get(), shown) ? found : shown);
    }

    private Future<Optional<PaymentView>> shared(Key key, Supplier<Future<Optional<PaymentView>>> journal) {
        Promise<Optional<PaymentView>> mine = Promise.promise();
        Future<Optional<PaymentView>> earlier = underWay.putIfAbsent(key, mine.future());
        if (earlier != null) {
            return earlier;
        }
        journal.get().onComplete(done -> {
            // Only while it is the one that is shared: what was forgotten meanwhile is not kept.
            if (underWay.remove(key, mine.future()) && done.succeeded()) {
                done.result().ifPresent(view -> keep(key, view));
            }
            mine.handle(done);
        });
        return mine.future();
    }

    private void keep(Key key, PaymentView view) {
        long nowMs = clock.millis();
        if (kept.size() >= MAX_KEPT) {
            kept.values().removeIf(each -> each.untilMs <= nowMs);
        }
        if (kept.size() < MAX_KEPT) {
            kept.put(key, new Kept(view, nowMs + KEPT_MS));
        }
    }

    /** Something was done to it just now. */
    void forget(String merchantId, TxId id) {
        Key key = new Key(merchantId, id);
        underWay.remove(key);
        kept.remove(key);
    }

    /** A refund changes the refunded amount, which only grows, and no version. */
    private static boolean isAtLeast(PaymentView view, Optional<PaymentView> shown) {
        return shown.isEmpty()
                || view.version() > shown.get().version()
                || (view.version() == shown.get().version()
                        && view.refundedMinor() >= shown.get().refundedMinor());
    }
}
