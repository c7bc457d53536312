package io.txswitch.notifier;

import io.txswitch.core.contract.PaymentEvent;
import io.txswitch.core.model.Phase;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which append a merchant is told about: the one that reached an end, and no other.
 *
 * <p>The state alone does not say so, because more can be appended at the end (a case, an anomaly): the events of the
 * append have to contain one that leads there. Compensations and tombstones are the switch's own affair: the merchant
 * was already told how his payment ended, and it did not change.
 */
final class EventTypes {
    /** The events that lead to an end. */
    private static final Map<Phase, Set<String>> LEADING = Map.of(
            Phase.APPROVED, Set.of("HostApproved"),
            Phase.DECLINED, Set.of("RiskRefused", "RouteMissing", "NotSent", "HostDeclined"),
            Phase.CLOSED, Set.of("ChannelClosed"),
            Phase.REVERSED, Set.of("ReversalAcknowledged"));

    private EventTypes() {}

    /** The webhook an append becomes, or null. */
    static @Nullable WebhookType of(PaymentEvent event) {
        Phase phase = event.payment().phase();
        if (Collections.disjoint(LEADING.getOrDefault(phase, Set.of()), event.events())) {
            return null;
        }
        return switch (event.payment().kind()) {
            case SALE, COMPLETION, WALLET_PAYMENT, CODE_PAYMENT, DEDUCTION -> ofPayment(phase);
            case REFUND -> ofRefund(phase);
            case PRE_AUTH,
                    VOID,
                    BALANCE,
                    ADVICE,
                    ADJUSTMENT,
                    SCRIPT_RESULT,
                    AGREEMENT,
                    TRANSFER,
                    SHARE,
                    COMPENSATION,
                    TOMBSTONE ->
                null;
        };
    }

    /** The names this table knows, for a test that holds them against the model. */
    static Set<String> names() {
        return LEADING.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
    }

    private static @Nullable WebhookType ofPayment(Phase phase) {
        return switch (phase) {
            case APPROVED -> WebhookType.PAYMENT_SUCCEEDED;
            case DECLINED -> WebhookType.PAYMENT_FAILED;
            case CLOSED -> WebhookType.PAYMENT_CLOSED;
            case REVERSED -> WebhookType.PAYMENT_REVERSED;
            default -> null;
        };
    }

    private static @Nullable WebhookType ofRefund(Phase phase) {
        return switch (phase) {
            case APPROVED -> WebhookType.REFUND_SUCCEEDED;
            case DECLINED, CLOSED -> WebhookType.REFUND_FAILED;
            default -> null;
        };
    }
}
