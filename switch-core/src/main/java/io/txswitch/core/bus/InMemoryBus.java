package io.txswitch.core.bus;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** {@link Bus} in one thread, for tests and the simulator: a request calls its handler, and nothing is lost. */
public final class InMemoryBus implements Bus {
    private final Map<String, Function<Object, Future<Object>>> handlers = new HashMap<>();
    private final Map<String, List<Consumer<Object>>> listeners = new HashMap<>();

    @Override
    public <C, R> Future<R> request(Address<C, R> address, C command, long timeoutMs) {
        Function<Object, Future<Object>> handler = handlers.get(address.name());
        if (handler == null) {
            return Future.failedFuture(new BusException(address.name() + ": nobody serves it", true));
        }
        return handler.apply(command).map(reply -> address.reply().cast(reply));
    }

    @Override
    public <C, R> Future<Void> serve(Address<C, R> address, Function<C, Future<R>> handler) {
        handlers.put(
                address.name(),
                command -> handler.apply(address.command().cast(command)).map(reply -> (Object) reply));
        return Future.succeededFuture();
    }

    /** Takes a handler away, as a crash does. */
    public void silence(Address<?, ?> address) {
        handlers.remove(address.name());
    }

    @Override
    public <C> void publish(Address<C, Void> address, C message) {
        listeners.getOrDefault(address.name(), List.of()).forEach(listener -> listener.accept(message));
    }

    @Override
    public <C> Future<Void> listen(Address<C, Void> address, Consumer<C> listener) {
        listeners
                .computeIfAbsent(address.name(), name -> new ArrayList<>())
                .add(message -> listener.accept(address.command().cast(message)));
        return Future.succeededFuture();
    }
}
