package io.txswitch.iso8583.terminal;

import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.Bus;
import io.txswitch.core.contract.BatchContents;
import io.txswitch.core.contract.ReadBatch;
import io.txswitch.core.model.Reason;
import io.txswitch.iso8583.codec.IsoMessage;
import io.txswitch.iso8583.registry.Batch;
import io.txswitch.iso8583.registry.BatchTotals;
import io.txswitch.iso8583.registry.Batches;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles a terminal's batch (0500): compares its totals with the journal's and closes the batch.
 *
 * <p>The batch is closed either way, as what differs is looked into with what the terminal then uploads; a repeat is
 * told what the first was told. Nothing of money depends on it: the journal is right, the terminal may not be.
 */
final class Settlement {
    private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);
    private static final String OK = "00";
    private static final String DIFFERENT = "95";
    /** A batch of some thousand is summed up by the database in less. */
    static final long READ_TIMEOUT_MS = 10_000;

    private final TerminalAnswers answers;
    private final Bus bus;
    private final Batches batches;
    private final OpenBatches open;
    private final InstantSource clock;

    Settlement(TerminalAnswers answers, Bus bus, Batches batches, OpenBatches open, InstantSource clock) {
        this.answers = answers;
        this.bus = bus;
        this.batches = batches;
        this.open = open;
        this.clock = clock;
    }

    Future<IsoMessage> settle(Demand demand) {
        BatchTotals said = Totals.said(demand.grammar(), demand.message());
        boolean unnamed = demand.particulars().batch() == null && demand.grammar() == Grammar.UNIONPAY;
        if (said == null || unnamed) {
            return Future.succeededFuture(answers.refusal(demand.message(), Reason.FORMAT_ERROR));
        }
        return named(demand).compose(found -> {
            if (found.isEmpty()) {
                return Future.succeededFuture(answers.refusal(demand.message(), Reason.BATCH_CLOSED));
            }
            Batch.Closing earlier = found.get().closing();
            return earlier == null ? close(demand, found.get(), said) : Future.succeededFuture(answer(demand, earlier));
        });
    }

    /** The batch the message names; the open one where it names none, or where the terminal counts for itself. */
    private Future<Optional<Batch>> named(Demand demand) {
        String number = demand.particulars().batch();
        String terminal = demand.terminalId();
        if (number == null) {
            return open.current(terminal).map(Optional::of);
        }
        return batches.find(terminal, number)
                .compose(found ->
                        found.isEmpty() && !demand.caller().family().batches().numbered()
                                ? batches.adopt(terminal, number).map(Optional::of)
                                : Future.succeededFuture(found));
    }

    private Future<IsoMessage> close(Demand demand, Batch batch, BatchTotals said) {
        return contents(bus, demand, batch, clock.instant()).compose(contents -> {
            BatchTotals journal = Totals.of(contents);
            boolean balanced = said.equals(journal);
            String report = balanced ? "" : "terminal " + words(said) + "; journal " + words(journal);
            Batch.Closing closing = new Batch.Closing(clock.instant(), balanced, said, journal, report);
            return batches.close(demand.terminalId(), batch.number(), closing).map(closed -> {
                open.forget(demand.terminalId());
                return closed.map(each -> told(demand, each.batch(), closing))
                        .orElseGet(() -> answers.refusal(demand.message(), Reason.BATCH_CLOSED));
            });
        });
    }

    private IsoMessage told(Demand demand, Batch closed, Batch.Closing mine) {
        Batch.Closing closing = closed.closing();
        if (mine.balanced()) {
            LOG.info("terminal={} batch={} settled", demand.terminalId(), closed.number());
        } else {
            LOG.warn("terminal={} batch={} differs=\"{}\"", demand.terminalId(), closed.number(), mine.report());
        }
        return answer(demand, closing == null ? mine : closing);
    }

    private IsoMessage answer(Demand demand, Batch.Closing closing) {
        IsoMessage.Builder answer = answers.begin(demand.message());
        Totals.answer(answer, demand, closing.journal(), closing.balanced());
        boolean saidByCode = demand.grammar() == Grammar.ISO87 && !closing.balanced();
        return answers.plain(answer, saidByCode ? DIFFERENT : OK);
    }

    private static String words(BatchTotals totals) {
        return totals.debitCount() + " debits " + totals.debitMinor() + ", " + totals.creditCount() + " credits "
                + totals.creditMinor();
    }

    /**
     * What the journal has of a batch. A terminal that counts for itself is not known to have begun one: then the
     * search goes back as far as a batch may be open.
     */
    static Future<BatchContents> contents(Bus bus, Demand demand, Batch batch, Instant now) {
        Instant earliest =
                now.minus(Duration.ofHours(demand.caller().family().batches().maxOpenHours()));
        boolean told = demand.caller().family().batches().numbered();
        Instant since = told && batch.openedAt().isAfter(earliest) ? batch.openedAt() : earliest;
        return bus.request(
                Addresses.BATCH_READ, new ReadBatch(demand.terminalId(), batch.number(), since), READ_TIMEOUT_MS);
    }
}
