package io.txswitch.iso8583.terminal;

import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.Bus;
import io.txswitch.core.contract.Outcome;
import io.txswitch.core.contract.ReversePayment;
import io.txswitch.core.contract.SubmitPayment;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.TxHeader;
import io.txswitch.iso8583.TestWorld;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A core that answers as a test wants it to, and remembers what it was asked. */
final class FakeCore {
    final List<SubmitPayment> submitted = new CopyOnWriteArrayList<>();
    final List<ReversePayment> reversed = new CopyOnWriteArrayList<>();
    volatile Function<SubmitPayment, Future<Outcome>> sale = command -> Future.succeededFuture(approved(command));

    void serve(Bus bus) {
        TestWorld.await(bus.serve(Addresses.PAYMENT_SUBMIT, command -> {
            submitted.add(command);
            return sale.apply(command);
        }));
        TestWorld.await(bus.serve(Addresses.PAYMENT_REVERSE, command -> {
            reversed.add(command);
            return Future.succeededFuture(new Outcome(Outcome.Result.REVERSED, null, null, "00", null, false));
        }));
    }

    static Outcome approved(SubmitPayment command) {
        TxHeader header = TestWorld.header(TestWorld.nextId(), command.money().amountMinor(), command.card());
        return new Outcome(
                Outcome.Result.APPROVED,
                TestWorld.view(header, Phase.APPROVED, "A1B2C3"),
                null,
                "00",
                new byte[] {(byte) 0x8A, 2, '0', '0'},
                false);
    }
}
