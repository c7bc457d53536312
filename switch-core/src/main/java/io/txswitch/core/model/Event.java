package io.txswitch.core.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A fact of one transaction, in the past tense; the journal holds these and nothing else.
 *
 * <p>Records may gain nullable components; a component is never renamed or given another meaning (golden files in
 * {@code journal} tests).
 */
public sealed interface Event {
    Instant at();

    /** The trigger that this fact is, or null when it moves nothing. */
    default @Nullable Trigger trigger() {
        return null;
    }

    record Received(Instant at, TxHeader header) implements Event {}

    record RiskPassed(Instant at, String rule) implements Event {
        @Override
        public Trigger trigger() {
            return Trigger.RISK_PASSED;
        }
    }

    record RiskRefused(Instant at, Reason reason, String rule) implements Event {
        @Override
        public Trigger trigger() {
            return Trigger.RISK_REFUSED;
        }
    }

    record Routed(Instant at, String hostId, String rule) implements Event {
        @Override
        public Trigger trigger() {
            return Trigger.ROUTE_FOUND;
        }
    }

    record RouteMissing(Instant at, Reason reason) implements Event {
        @Override
        public Trigger trigger() {
            return Trigger.ROUTE_MISSING;
        }
    }

    /** Written before the first byte leaves for the host. */
    record Dispatched(Instant at, String hostId) implements Event {
        @Override
        public Trigger trigger() {
            return Trigger.DISPATCHED;
        }
    }

    record NotSent(Instant at, String hostId, HostFacts facts) implements Event {
        @Override
        public Trigger trigger() {
            return Trigger.NOT_SENT;
        }
    }

    /** The host refused in a way that lets another route be tried. */
    record HostTurnedAway(Instant at, String hostId, HostFacts facts) implements Event {
        @Override
        public Trigger trigger() {
            return Trigger.RETRYABLE_DECLINE;
        }
    }

    /** The host took the money; {@code how} tells in time, late, by notification or by query. */
    record HostApproved(Instant at, Trigger how, HostFacts facts) implements Event {
        @Override
        public Trigger trigger() {
            return how;
        }
    }

    record HostDeclined(Instant at, Reason reason, HostFacts facts) implements Event {
        @Override
        public Trigger trigger() {
            return Trigger.DECLINED;
        }
    }

    record HostPending(Instant at, Trigger how, HostFacts facts) implements Event {
        @Override
        public Trigger trigger() {
            return how;
        }
    }

    record HostSilent(Instant at, HostFacts facts) implements Event {
        @Override
        public Trigger trigger() {
            return Trigger.SILENT;
        }
    }

    record PaymentExpired(Instant at) implements Event {
        @Override
        public Trigger trigger() {
            return Trigger.EXPIRED;
        }
    }

    record ChannelClosed(Instant at, HostFacts facts) implements Event {
        @Override
        public Trigger trigger() {
            return Trigger.CLOSED_AT_CHANNEL;
        }
    }

    /** The client has been, or may have been, told that there is no answer. */
    record ClientToldNo(Instant at, Reason reason) implements Event {}

    record ReversalStarted(Instant at, Trigger how, String why) implements Event {
        @Override
        public Trigger trigger() {
            return how;
        }
    }

    record ReversalAcknowledged(Instant at, HostFacts facts) implements Event {
        @Override
        public Trigger trigger() {
            return Trigger.REVERSAL_ACKED;
        }
    }

    record ForwardBegun(Instant at, String hostId) implements Event {
        @Override
        public Trigger trigger() {
            return Trigger.FORWARD_BEGUN;
        }
    }

    record Forwarded(Instant at, HostFacts facts) implements Event {
        @Override
        public Trigger trigger() {
            return Trigger.FORWARD_ACKED;
        }
    }

    record TombstoneSet(Instant at) implements Event {
        @Override
        public Trigger trigger() {
            return Trigger.ORIGINAL_MISSING;
        }
    }

    /** A success learned after the end: the money is on its way back as {@link CompensationOpened} tells. */
    record LateSuccess(Instant at, HostFacts facts) implements Event {
        @Override
        public Trigger trigger() {
            return Trigger.LATE_SUCCESS;
        }
    }

    record CompensationOpened(Instant at, TxId compensation) implements Event {}

    record CaseOpened(Instant at, String code, String detail) implements Event {}

    /** A trigger that the table does not allow here, kept for people to look at. */
    record AnomalySeen(Instant at, Trigger seen, Phase phase, HostFacts facts) implements Event {}
}
