package io.txswitch.iso8583.terminal;

import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Reason;
import io.txswitch.iso8583.registry.Batch;
import io.txswitch.iso8583.registry.Batches;
import io.txswitch.iso8583.registry.Family;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The open batches of terminals that are told their batch, remembered so that a sale does not cost a query. Belongs to
 * one event loop.
 *
 * <p>A message of another batch than the remembered one is refused only after the store was asked: another node may
 * have settled.
 */
final class OpenBatches {
    /** Terminals that sell at the same time on one node. */
    private static final int MAX_KNOWN = 20_000;

    private final Batches batches;
    private final InstantSource clock;
    private final Map<String, Batch> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Batch> eldest) {
            return size() > MAX_KNOWN;
        }
    };

    OpenBatches(Batches batches, InstantSource clock) {
        this.batches = batches;
        this.clock = clock;
    }

    /** Why a transaction may not be done in the batch it names; empty when it may. */
    Future<Optional<Reason>> refusal(Demand demand) {
        Family family = demand.caller().family();
        Kind kind = demand.asked().kind();
        if (!family.batches().numbered() || kind == null) {
            return Future.succeededFuture(Optional.empty());
        }
        String named = demand.particulars().batch();
        if (named == null) {
            return Future.succeededFuture(Optional.of(Reason.FORMAT_ERROR));
        }
        Batch remembered = known.get(demand.terminalId());
        return remembered != null && remembered.number().equals(named)
                ? Future.succeededFuture(overdue(remembered, family, kind))
                : current(demand.terminalId())
                        .map(open -> open.number().equals(named)
                                ? overdue(open, family, kind)
                                : Optional.of(Reason.BATCH_CLOSED));
    }

    private Optional<Reason> overdue(Batch open, Family family, Kind kind) {
        Instant due = open.openedAt().plus(Duration.ofHours(family.batches().maxOpenHours()));
        boolean opensMore = kind.isCharge() && kind != Kind.ADVICE;
        return opensMore && clock.instant().isAfter(due) ? Optional.of(Reason.BATCH_CLOSED) : Optional.empty();
    }

    /** The open batch as the store has it. */
    Future<Batch> current(String terminalId) {
        return batches.current(terminalId).onSuccess(open -> known.put(terminalId, open));
    }

    /** It was settled. */
    void forget(String terminalId) {
        known.remove(terminalId);
    }
}
