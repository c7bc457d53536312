package io.txswitch.iso8583.terminal;

import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.Bus;
import io.txswitch.core.contract.BatchContents;
import io.txswitch.core.contract.Outcome;
import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.contract.ReadBatch;
import io.txswitch.core.contract.ReversePayment;
import io.txswitch.core.contract.SubmitPayment;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.Phase;
import io.txswitch.iso8583.TestWorld;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A core that answers as a test wants it to, and remembers what it was asked. */
final class FakeCore {
    final List<SubmitPayment> submitted = new CopyOnWriteArrayList<>();
    final List<ReversePayment> reversed = new CopyOnWriteArrayList<>();
    final List<ReadBatch> read = new CopyOnWriteArrayList<>();
    volatile BatchContents batch = new BatchContents(0, 0, 0, 0, List.of());
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
        TestWorld.await(bus.serve(Addresses.BATCH_READ, command -> {
            read.add(command);
            return Future.succeededFuture(batch);
        }));
    }

    static Outcome approved(SubmitPayment command) {
        return new Outcome(
                Outcome.Result.APPROVED,
                view(command, command.money(), command.kind() == Kind.CODE_PAYMENT ? null : "A1B2C3"),
                null,
                "00",
                new byte[] {(byte) 0x8A, 2, '0', '0'},
                false);
    }

    static PaymentView view(SubmitPayment command, Money money, @Nullable String authCode) {
        Instant now = Instant.now();
        return new PaymentView(
                TestWorld.nextId(),
                1,
                command.kind(),
                Phase.APPROVED,
                null,
                command.merchantId(),
                command.terminalId(),
                command.product(),
                money,
                0,
                null,
                command.trace(),
                command.localDateTime(),
                command.original(),
                "bank-a",
                "00",
                authCode,
                null,
                null,
                null,
                null,
                null,
                "n1",
                now,
                now);
    }
}
