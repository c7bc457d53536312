package io.txswitch.api;

import io.txswitch.core.bus.Address;
import io.txswitch.core.bus.Bus;
import io.txswitch.core.bus.BusException;
import io.vertx.core.Future;
import java.util.function.Function;

/** Asks another part of the switch on behalf of a merchant; a silence is told as "unavailable". */
final class CoreAsk {
    private final Bus bus;
    private final int withinMs;

    CoreAsk(Bus bus, int withinMs) {
        this.bus = bus;
        this.withinMs = withinMs;
    }

    <C, R> Future<Answer> ask(Address<C, R> address, C question, Function<R, Answer> answer) {
        return bus.request(address, question, withinMs)
                .map(answer)
                .recover(cause -> cause instanceof BusException
                        ? Future.succeededFuture(
                                Problem.of(ApiCode.UNAVAILABLE, "This part of the switch does not answer; try again."))
                        : Future.failedFuture(cause));
    }
}
