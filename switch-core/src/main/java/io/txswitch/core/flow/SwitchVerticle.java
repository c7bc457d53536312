package io.txswitch.core.flow;

import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.Bus;
import io.txswitch.core.contract.ReversePayment;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.Function;

/** The shell of one {@link TransactionActor}: one instance per event loop of the core. */
public final class SwitchVerticle extends VerticleBase {
    private final int index;
    private final String node;
    private final Shards shards;
    private final Bus bus;
    private final Function<Vertx, TransactionActor> actors;

    public SwitchVerticle(int index, String node, Shards shards, Bus bus, Function<Vertx, TransactionActor> actors) {
        this.index = index;
        this.node = node;
        this.shards = shards;
        this.bus = bus;
        this.actors = actors;
    }

    @Override
    public Future<?> start() {
        shards.put(index, context, actors.apply(vertx));
        return Future.all(List.of(
                bus.serve(Addresses.PAYMENT_SUBMIT, c -> shards.on(shards.of(c.dedupeKey()), a -> a.submit(c))),
                bus.serve(Addresses.PAYMENT_REVERSE, c -> shards.on(shardOf(c), a -> a.reverse(c))),
                bus.serve(Addresses.PAYMENT_CLOSE, c -> shards.on(shards.of(c.id()), a -> a.close(c))),
                bus.serve(Addresses.PAYMENT_CONFIRM, c -> shards.on(shards.of(c.id()), a -> a.confirm(c))),
                bus.serve(Addresses.PAYMENT_READ, c -> shards.on(index, a -> a.read(c))),
                bus.serve(Addresses.HOST_FACT, c -> shards.on(shards.of(c.id()), a -> a.reported(c))),
                bus.serve(Addresses.PAYMENT_RECOVER, c -> shards.on(shards.of(c.id()), a -> a.recover(c))),
                index == 0 ? listenToOthers() : Future.<Void>succeededFuture()));
    }

    private int shardOf(ReversePayment command) {
        TxId original = command.original();
        return original == null ? shards.of(command.originalKey()) : shards.of(original);
    }

    private Future<Void> listenToOthers() {
        Future<Void> passedOn = bus.serve(
                Addresses.PAYMENT_CONFIRM.with(node), c -> shards.on(shards.of(c.id()), a -> a.confirmHere(c)));
        return passedOn.compose(v -> bus.listen(
                Addresses.TRANSACTION_CHANGED.with(node),
                message -> shards.on(shards.of(message.id()), actor -> {
                    actor.changed(message);
                    return Future.succeededFuture();
                })));
    }

    @Override
    public Future<?> stop() {
        shards.remove(index);
        return Future.succeededFuture();
    }
}
