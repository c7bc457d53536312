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
            case REFUND -> ofMove(phase, WebhookType.REFUND_SUCCEEDED, WebhookType.REFUND_FAILED);
            case TRANSFER -> ofMove(phase, WebhookType.TRANSFER_SUCCEEDED, WebhookType.TRANSFER_FAILED);
            case SHARE -> ofMove(phase, WebhookType.SHARE_SUCCEEDED, WebhookType.SHARE_FAILED);
            case AGREEMENT -> ofAgreement(phase);
            case PRE_AUTH, VOID, BALANCE, ADVICE, ADJUSTMENT, SCRIPT_RESULT, COMPENSATION, TOMBSTONE -> null;
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

    private static @Nullable WebhookType ofAgreement(Phase phase) {
        return switch (phase) {
            case APPROVED -> WebhookType.AGREEMENT_SIGNED;
            case DECLINED, CLOSED -> WebhookType.AGREEMENT_CLOSED;
            case REVERSED -> WebhookType.AGREEMENT_CANCELLED;
            default -> null;
        };
    }

    /** What is never taken back either was done or was not. */
    private static @Nullable WebhookType ofMove(Phase phase, WebhookType succeeded, WebhookType failed) {
        return switch (phase) {
            case APPROVED -> succeeded;
            case DECLINED, CLOSED -> failed;
            default -> null;
        };
    }
}
