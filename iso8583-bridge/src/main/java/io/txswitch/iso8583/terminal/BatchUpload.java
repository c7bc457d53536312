package io.txswitch.iso8583.terminal;

import io.txswitch.core.bus.Bus;
import io.txswitch.core.contract.BatchContents;
import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Reason;
import io.txswitch.iso8583.codec.IsoMessage;
import io.txswitch.iso8583.registry.Batch;
import io.txswitch.iso8583.registry.Batches;
import io.txswitch.iso8583.registry.Batches.Stored;
import io.txswitch.iso8583.registry.UploadedRecord;
import io.txswitch.iso8583.registry.UploadedRecord.Verdict;
import io.txswitch.iso8583.terminal.UploadedRecords.Said;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what a terminal uploads of a batch that did not balance (0320): each transaction is stored with what the
 * journal says to it; the last message brings the report. Belongs to one event loop.
 */
final class BatchUpload {
    private static final Logger LOG = LoggerFactory.getLogger(BatchUpload.class);
    private static final String OK = "00";
    /** Terminals that upload at the same time; each upload is over in a minute. */
    private static final int MAX_REMEMBERED = 64;

    private static final long REMEMBERED_S = 60;

    /** What the journal has of a batch, for the length of an upload. */
    private record Journal(Map<String, PaymentView> byTrace, Instant until) {}

    private final TerminalAnswers answers;
    private final Bus bus;
    private final Batches batches;
    private final InstantSource clock;
    private final Map<String, Journal> journals = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Journal> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    BatchUpload(TerminalAnswers answers, Bus bus, Batches batches, InstantSource clock) {
        this.answers = answers;
        this.bus = bus;
        this.batches = batches;
        this.clock = clock;
    }

    Future<IsoMessage> take(Demand demand) {
        String number = demand.particulars().batch();
        List<Said> records = UploadedRecords.of(demand);
        if (number == null || records == null) {
            return refused(demand, Reason.FORMAT_ERROR);
        }
        return batches.find(demand.terminalId(), number)
                .compose(found -> found.isEmpty()
                        ? refused(demand, Reason.BATCH_CLOSED)
                        : journal(demand, found.get()).compose(journal -> stored(demand, number, records, journal)));
    }

    private Future<Map<String, PaymentView>> journal(Demand demand, Batch batch) {
        String key = demand.terminalId() + "/" + batch.number();
        Journal known = journals.get(key);
        if (known != null && clock.instant().isBefore(known.until())) {
            return Future.succeededFuture(known.byTrace());
        }
        return Settlement.contents(bus, demand, batch, clock.instant()).map(contents -> {
            Map<String, PaymentView> byTrace = byTrace(contents);
            journals.put(key, new Journal(byTrace, clock.instant().plusSeconds(REMEMBERED_S)));
            return byTrace;
        });
    }

    private static Map<String, PaymentView> byTrace(BatchContents contents) {
        Map<String, PaymentView> found = new LinkedHashMap<>();
        for (PaymentView each : contents.payments()) {
            String trace = each.trace();
            if (trace != null) {
                found.put(trace, each);
            }
        }
        return found;
    }

    private Future<IsoMessage> stored(
            Demand demand, String batch, List<Said> records, Map<String, PaymentView> journal) {
        Future<Stored> all = Future.succeededFuture(Stored.ADDED);
        for (Said each : records) {
            Verdict verdict = verdict(each, Optional.ofNullable(journal.get(each.trace())));
            UploadedRecord record = new UploadedRecord(
                    demand.terminalId(), batch, each.trace(), "amount " + each.amountMinor(), verdict);
            all = all.compose(before -> isRefused(before) ? Future.succeededFuture(before) : batches.store(record));
        }
        return all.compose(last -> switch (last) {
            case ADDED, REPEATED -> Future.succeededFuture(answers.plain(answers.begin(demand.message()), OK));
            case NO_BATCH -> refused(demand, Reason.BATCH_CLOSED);
            case FULL -> refused(demand, Reason.OVERLOADED);
        });
    }

    private static boolean isRefused(Stored stored) {
        return stored == Stored.NO_BATCH || stored == Stored.FULL;
    }

    private static Verdict verdict(Said said, Optional<PaymentView> known) {
        return known.map(payment -> isDone(payment.phase()) && payment.money().amountMinor() == said.amountMinor()
                        ? Verdict.MATCHES
                        : Verdict.DIFFERS)
                .orElse(Verdict.UNKNOWN);
    }

    private static boolean isDone(Phase phase) {
        return phase == Phase.APPROVED || phase == Phase.FORWARDING || phase == Phase.FORWARDED;
    }

    /** The last message: how the upload compares with the journal. */
    Future<IsoMessage> end(Demand demand) {
        String number = demand.particulars().batch();
        if (number == null) {
            return refused(demand, Reason.FORMAT_ERROR);
        }
        return batches.summary(demand.terminalId(), number).compose(found -> {
            journals.remove(demand.terminalId() + "/" + number);
            if (found.isEmpty()) {
                return refused(demand, Reason.BATCH_CLOSED);
            }
            Batches.Summary sum = found.get();
            LOG.info(
                    "terminal={} batch={} uploaded={} matching={} differing={} unknown={}",
                    demand.terminalId(),
                    number,
                    sum.uploaded(),
                    sum.matching(),
                    sum.differing(),
                    sum.unknown());
            return Future.succeededFuture(answers.plain(answers.begin(demand.message()), OK));
        });
    }

    private Future<IsoMessage> refused(Demand demand, Reason reason) {
        return Future.succeededFuture(answers.refusal(demand.message(), reason));
    }
}
