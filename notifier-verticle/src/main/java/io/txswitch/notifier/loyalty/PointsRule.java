package io.txswitch.notifier.loyalty;

import io.txswitch.core.contract.PaymentEvent;
import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.TxId;
import io.txswitch.notifier.MerchantEvent;
import io.txswitch.notifier.loyalty.Points.Entry;
import java.util.Optional;

/** One point for each whole {@code minorPerPoint} paid; what is given back takes as many away. */
final class PointsRule {
    private final long minorPerPoint;

    PointsRule(long minorPerPoint) {
        this.minorPerPoint = minorPerPoint;
    }

    /** What an event gives, or takes when it is a refund; empty for most. */
    Optional<Entry> given(PaymentEvent event) {
        // The phase alone does not say so, as more can be appended at the end: what led there has to be in it.
        boolean approved =
                event.payment().phase() == Phase.APPROVED && event.events().contains("HostApproved");
        int sign = event.payment().kind() == Kind.REFUND ? -1 : isPayment(event) ? 1 : 0;
        return approved && sign != 0 ? Optional.of(entry(event, sign)) : Optional.empty();
    }

    /** What an event takes back whole; empty for most. */
    Optional<Entry> reversed(PaymentEvent event) {
        boolean reversed =
                event.payment().phase() == Phase.REVERSED && event.events().contains("ReversalAcknowledged");
        return reversed && isPayment(event) ? Optional.of(entry(event, 0)) : Optional.empty();
    }

    private Entry entry(PaymentEvent event, int sign) {
        PaymentView view = event.payment();
        TxId original = sign < 0 ? view.original() : null;
        return new Entry(
                MerchantEvent.id(view.id(), event.seq()),
                view.merchantId(),
                original == null ? view.id() : original,
                sign * (view.money().amountMinor() / minorPerPoint),
                event.at());
    }

    private static boolean isPayment(PaymentEvent event) {
        return switch (event.payment().kind()) {
            case SALE, COMPLETION, WALLET_PAYMENT, CODE_PAYMENT, DEDUCTION -> true;
            case PRE_AUTH,
                    VOID,
                    BALANCE,
                    ADVICE,
                    ADJUSTMENT,
                    SCRIPT_RESULT,
                    AGREEMENT,
                    REFUND,
                    TRANSFER,
                    SHARE,
                    COMPENSATION,
                    TOMBSTONE -> false;
        };
    }
}
