package io.txswitch.core.model;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One transaction as the fold of its events; immutable.
 *
 * @param seq the number of appends so far: the next append gets this {@code seq}
 * @param reason why it was refused or is unsettled
 * @param hostId the bank or channel it was last routed to
 * @param triedHosts hosts that certainly never got it
 * @param toldNo the client has been told "no answer"
 * @param reversalWhy why it is being reversed
 * @param lateSuccess a success arrived after the end and is not yet compensated
 * @param caseOpen a case for people has been opened
 * @param moneySeen the host has said that it took the money: the same said again is old news
 * @param confirmNeeded the payer was sent something that has to be brought back by a {@code ConfirmPayment}
 */
public record Transaction(
        TxHeader header,
        int seq,
        Phase phase,
        @Nullable Reason reason,
        @Nullable String hostId,
        Set<String> triedHosts,
        HostFacts facts,
        boolean toldNo,
        boolean lateSuccess,
        boolean caseOpen,
        boolean moneySeen,
        boolean confirmNeeded,
        Instant updatedAt) {

    /** The state before anything is known but the request itself. */
    public static Transaction received(TxHeader header) {
        return new Transaction(
                header,
                0,
                Phase.RECEIVED,
                null,
                null,
                Set.of(),
                HostFacts.NONE,
                false,
                false,
                false,
                false,
                false,
                header.receivedAt());
    }

    public TxId id() {
        return header.id();
    }

    public Kind kind() {
        return header.kind();
    }

    /**
     * True when somebody waits at a counter: what is not approved by the deadline is taken back. A second step over the
     * API takes the payer's own time, once whoever asked has been told of it; no terminal can bring one.
     */
    public boolean isAnsweredInTime() {
        return kind().isAnsweredInTime() && (!confirmNeeded || toldNo || header.terminalId() != null);
    }

    /** What it is about: the part that was approved, or what was asked. */
    public Money money() {
        Long approved = facts.approvedMinor();
        return approved == null
                ? header.money()
                : new Money(approved, header.money().currency());
    }

    /** True while the switch still owes something: recovery looks for these. */
    public boolean isOpen() {
        return !phase.isFinal() || lateSuccess;
    }

    public Transaction withSeq(int next) {
        return new Transaction(
                header,
                next,
                phase,
                reason,
                hostId,
                triedHosts,
                facts,
                toldNo,
                lateSuccess,
                caseOpen,
                moneySeen,
                confirmNeeded,
                updatedAt);
    }

    /** This transaction after one more event; {@code next} is the phase the table gave. */
    public Transaction after(Event event, Phase next) {
        return new Transaction(
                header,
                seq,
                next,
                reasonAfter(event),
                event instanceof Event.Routed routed ? routed.hostId() : hostId,
                triedAfter(event),
                factsAfter(event),
                toldNo || event instanceof Event.ClientToldNo,
                event instanceof Event.LateSuccess || (lateSuccess && !(event instanceof Event.CompensationOpened)),
                caseOpen || event instanceof Event.CaseOpened,
                moneySeen || event instanceof Event.HostApproved || event instanceof Event.LateSuccess,
                next == Phase.PENDING && confirmAfter(event),
                event.at());
    }

    private boolean confirmAfter(Event event) {
        return event instanceof Event.HostPending pending ? pending.how() == Trigger.CONFIRM_NEEDED : confirmNeeded;
    }

    private @Nullable Reason reasonAfter(Event event) {
        if (phase == Phase.REVERSING || phase == Phase.REVERSED) {
            return event instanceof Event.ClientToldNo told && reason == null ? told.reason() : reason;
        }
        return switch (event) {
            case Event.RiskRefused e -> e.reason();
            case Event.RouteMissing e -> e.reason();
            case Event.HostDeclined e -> e.reason();
            case Event.NotSent e -> Reason.NOT_SENT;
            case Event.HostTurnedAway e -> Reason.DECLINED_BY_HOST;
            case Event.HostSilent e -> Reason.NO_ANSWER;
            case Event.ClientToldNo e -> e.reason();
            case Event.ChannelClosed e -> Reason.CLOSED;
            case Event.HostApproved e -> null;
            default -> reason;
        };
    }

    private Set<String> triedAfter(Event event) {
        String tried = switch (event) {
            case Event.NotSent e -> e.hostId();
            case Event.HostTurnedAway e -> e.hostId();
            default -> null;
        };
        if (tried == null) {
            return triedHosts;
        }
        Set<String> more = new TreeSet<>(triedHosts);
        more.add(tried);
        return Set.copyOf(more);
    }

    private HostFacts factsAfter(Event event) {
        return switch (event) {
            case Event.HostApproved e -> e.facts().over(facts);
            case Event.HostDeclined e -> e.facts().over(facts);
            case Event.HostTurnedAway e -> e.facts().over(facts);
            case Event.HostPending e -> e.facts().over(facts);
            case Event.HostSilent e -> e.facts().over(facts);
            case Event.LateSuccess e -> e.facts().over(facts);
            default -> facts;
        };
    }
}
