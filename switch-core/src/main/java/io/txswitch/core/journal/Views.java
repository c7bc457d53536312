package io.txswitch.core.journal;

import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.model.Event;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.Transaction;
import io.txswitch.core.model.TxHeader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes what may be shown of a transaction out of what is known of it. */
public final class Views {
    private Views() {}

    /**
     * The view of a transaction.
     *
     * @param version the number of appends it reflects
     * @param refundedMinor given back by approved refunds so far, minor units
     */
    public static PaymentView of(Transaction tx, int version, long refundedMinor) {
        TxHeader header = tx.header();
        HostFacts facts = tx.facts();
        return new PaymentView(
                tx.id(),
                version,
                tx.kind(),
                tx.phase(),
                tx.reason(),
                header.merchantId(),
                header.terminalId(),
                header.product(),
                tx.money(),
                refundedMinor,
                header.orderNo(),
                header.trace(),
                header.localDateTime(),
                header.original(),
                tx.hostId(),
                facts.hostCode(),
                facts.authCode(),
                facts.channelNo(),
                facts.qrCode(),
                header.card() == null ? null : header.card().masked(),
                header.subject(),
                header.notifyUrl(),
                header.node(),
                header.receivedAt(),
                tx.updatedAt(),
                tx.confirmNeeded() ? true : null,
                header.terms(),
                header.checkout() == null ? null : header.checkout().returnUrl());
    }

    /**
     * A transaction from its events, with the phase and reason that were recorded with the last of them. The journal
     * asks no phase table: what an append led to was decided, and written, when it was made.
     *
     * @param events all events from the first; begins with {@link Event.Received}
     */
    public static Transaction recorded(List<Event> events, Phase phase, @Nullable Reason reason) {
        if (!(events.getFirst() instanceof Event.Received received)) {
            throw new IllegalArgumentException("a transaction begins with Received");
        }
        Transaction tx = Transaction.received(received.header());
        return recorded(tx, events.subList(1, events.size()), phase, reason);
    }

    /** The same, going on from an earlier state. */
    public static Transaction recorded(Transaction before, List<Event> events, Phase phase, @Nullable Reason reason) {
        Transaction tx = before;
        for (Event event : events) {
            tx = tx.after(event, phase);
        }
        return new Transaction(
                tx.header(),
                tx.seq(),
                phase,
                reason,
                tx.hostId(),
                tx.triedHosts(),
                tx.facts(),
                tx.toldNo(),
                tx.lateSuccess(),
                tx.caseOpen(),
                tx.moneySeen(),
                tx.confirmNeeded(),
                tx.updatedAt());
    }
}
