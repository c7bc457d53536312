package io.txswitch.core.flow;

import io.txswitch.core.model.TxId;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The transaction actors of one node, each on its event loop; a transaction stays with the one its key names. */
public final class Shards {
    private record Shard(Context context, TransactionActor actor) {}

    private final AtomicReferenceArray<@Nullable Shard> shards;

    public Shards(int count) {
        if (count < 1 || count > TxIds.MAX_SHARDS) {
            throw new IllegalArgumentException("1 to " + TxIds.MAX_SHARDS + " shards");
        }
        this.shards = new AtomicReferenceArray<>(count);
    }

    public int count() {
        return shards.length();
    }

    void put(int index, Context context, TransactionActor actor) {
        shards.set(index, new Shard(context, actor));
    }

    void remove(int index) {
        shards.set(index, null);
    }

    int of(String dedupeKey) {
        return Math.floorMod(dedupeKey.hashCode(), shards.length());
    }

    /** A node with another number of loops may have made the id: then any loop will do, but always the same. */
    int of(TxId id) {
        return TxIds.shardOf(id) % shards.length();
    }

    /** Runs on the shard's event loop and answers on the caller's. */
    <T> Future<T> on(int index, Function<TransactionActor, Future<T>> action) {
        Shard shard = shards.get(index);
        if (shard == null) {
            return Future.failedFuture("the transaction core is not running");
        }
        if (shard.context == Vertx.currentContext()) {
            return action.apply(shard.actor);
        }
        Promise<T> promise = Promise.promise();
        shard.context.runOnContext(v -> action.apply(shard.actor).onComplete(promise));
        return promise.future();
    }

    /** Transactions whose client still waits, on all shards. */
    public Future<Integer> waitingClients() {
        return sum(actor -> Future.succeededFuture(actor.waitingClients()));
    }

    /** Takes up open transactions that this node owns now and does not have in memory. */
    public Future<Integer> recover() {
        List<Future<Integer>> all = new ArrayList<>();
        for (int i = 0; i < shards.length(); i++) {
            int index = i;
            all.add(on(i, actor -> actor.recover(id -> of(id) == index)));
        }
        return Future.all(all)
                .map(done -> all.stream().mapToInt(future -> future.result()).sum());
    }

    /** The lease is lost. */
    public void abandonAll() {
        each(TransactionActor::abandonAll);
    }

    private void each(Consumer<TransactionActor> action) {
        sum(actor -> {
            action.accept(actor);
            return Future.succeededFuture(0);
        });
    }

    private Future<Integer> sum(Function<TransactionActor, Future<Integer>> action) {
        List<Future<Integer>> all = new ArrayList<>();
        for (int i = 0; i < shards.length(); i++) {
            if (shards.get(i) != null) {
                all.add(on(i, action));
            }
        }
        return Future.all(all)
                .map(done -> all.stream().mapToInt(future -> future.result()).sum());
    }
}
