package io.txswitch.api;

import io.micrometer.core.instrument.MeterRegistry;
import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.Bus;
import io.txswitch.core.config.Merchant;
import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.contract.ReadPayment;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import java.util.Optional;

/** Finds a merchant's own transactions; another merchant's are not there for him. */
final class PaymentReader {
    private final Bus bus;
    private final ReadModel readModel;
    private final long withinMs;
    private final MeterRegistry meters;

    PaymentReader(Bus bus, ReadModel readModel, long withinMs, MeterRegistry meters) {
        this.bus = bus;
        this.readModel = readModel;
        this.withinMs = withinMs;
        this.meters = meters;
    }

    /**
     * By our id, from the read model when that has the end of it.
     *
     * @return fails with {@code BusException} when the journal cannot be asked
     */
    Future<Optional<PaymentView>> byId(Merchant merchant, TxId id) {
        return readModel.find(id).compose(hit -> {
            boolean settled = hit.isPresent() && hit.get().phase().isFinal();
            meters.counter("txswitch_api_read_model", "hit", String.valueOf(settled))
                    .increment();
            return settled
                    ? Future.succeededFuture(hit.filter(view -> isHis(merchant, view)))
                    : journaled(merchant, id);
        });
    }

    /** By our id, as the journal has it now. */
    Future<Optional<PaymentView>> journaled(Merchant merchant, TxId id) {
        return ask(merchant, new ReadPayment(id, merchant.id(), null, null));
    }

    /** By the merchant's own number. */
    Future<Optional<PaymentView>> byNumber(Merchant merchant, String number, Kind kind) {
        return ask(merchant, new ReadPayment(null, merchant.id(), number, kind));
    }

    private Future<Optional<PaymentView>> ask(Merchant merchant, ReadPayment question) {
        return bus.request(Addresses.PAYMENT_READ, question, withinMs)
                .map(found -> Optional.ofNullable(found.payment()).filter(view -> isHis(merchant, view)));
    }

    private static boolean isHis(Merchant merchant, PaymentView view) {
        return view.merchantId().equals(merchant.id());
    }
}
