package io.txswitch.api;

import io.micrometer.core.instrument.MeterRegistry;
import io.txswitch.core.bus.Address;
import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.Bus;
import io.txswitch.core.config.Merchant;
import io.txswitch.core.contract.PaymentFound;
import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.contract.ReadPayment;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds a merchant's own transactions; another merchant's are not there for him.
 *
 * <p>What he only wants to see is asked of the reads; what something is about to be done to, of the core itself. So a
 * flood of reads does not touch the flow, and a payment can be refunded while no reads are served.
 */
final class PaymentReader {
    private final Bus bus;
    private final ReadModel readModel;
    private final RecentReads recent;
    private final long withinMs;
    private final MeterRegistry meters;

    PaymentReader(Bus bus, ReadModel readModel, RecentReads recent, long withinMs, MeterRegistry meters) {
        this.bus = bus;
        this.readModel = readModel;
        this.recent = recent;
        this.withinMs = withinMs;
        this.meters = meters;
    }

    /**
     * By our id, from the read model when that has the end of it.
     *
     * @return fails with {@code BusException} when the journal cannot be asked
     */
    Future<Optional<PaymentView>> byId(Merchant merchant, TxId id) {
        return readModel.find(id).compose(found -> {
            Optional<PaymentView> hit = found.filter(view -> isHis(merchant, view));
            boolean settled = found.isPresent() && found.get().phase().isFinal();
            meters.counter("txswitch_api_read_model", "hit", String.valueOf(settled))
                    .increment();
            return settled
                    ? Future.succeededFuture(hit)
                    : recent.read(
                            merchant.id(),
                            id,
                            hit,
                            () -> ask(
                                    Addresses.PAYMENT_QUERY, merchant, new ReadPayment(id, merchant.id(), null, null)));
        });
    }

    /** By the merchant's own number. */
    Future<Optional<PaymentView>> byNumber(Merchant merchant, String number, Kind kind) {
        return ask(Addresses.PAYMENT_QUERY, merchant, new ReadPayment(null, merchant.id(), number, kind));
    }

    /** A payment by a wallet, however payer and wallet met, by its order number. */
    Future<Optional<PaymentView>> byOrderNo(Merchant merchant, String orderNo) {
        return ask(Addresses.PAYMENT_QUERY, merchant, new ReadPayment(null, merchant.id(), orderNo, null));
    }

    /** By our id, as the core has it now. */
    Future<Optional<PaymentView>> journaled(Merchant merchant, TxId id) {
        return ask(Addresses.PAYMENT_READ, merchant, new ReadPayment(id, merchant.id(), null, null));
    }

    /** As {@link #byOrderNo}, as the core has it now. */
    Future<Optional<PaymentView>> journaledByOrderNo(Merchant merchant, String orderNo) {
        return firstOf(merchant, orderNo, Kind.WALLET_PAYMENT, Kind.CODE_PAYMENT, Kind.DEDUCTION);
    }

    private Future<Optional<PaymentView>> firstOf(Merchant merchant, String orderNo, Kind... kinds) {
        Future<Optional<PaymentView>> found = Future.succeededFuture(Optional.empty());
        for (Kind kind : kinds) {
            found = found.compose(earlier -> earlier.isPresent()
                    ? Future.succeededFuture(earlier)
                    : ask(Addresses.PAYMENT_READ, merchant, new ReadPayment(null, merchant.id(), orderNo, kind)));
        }
        return found;
    }

    /** Something was done to it just now: who asks next is to see that. */
    void touched(Merchant merchant, @Nullable TxId id) {
        if (id != null) {
            recent.forget(merchant.id(), id);
        }
    }

    private Future<Optional<PaymentView>> ask(
            Address<ReadPayment, PaymentFound> whom, Merchant merchant, ReadPayment question) {
        return bus.request(whom, question, withinMs)
                .map(found -> Optional.ofNullable(found.payment()).filter(view -> isHis(merchant, view)));
    }

    private static boolean isHis(Merchant merchant, PaymentView view) {
        return view.merchantId().equals(merchant.id());
    }
}
