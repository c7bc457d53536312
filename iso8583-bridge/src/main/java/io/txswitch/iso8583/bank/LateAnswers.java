package io.txswitch.iso8583.bank;

import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.Bus;
import io.txswitch.core.contract.FactReceipt;
import io.txswitch.core.contract.ReportHostFact;
import io.txswitch.core.model.TxId;
import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.IsoMessage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the core what a bank said when nobody waited any more.
 *
 * <p>Said a few times when it cannot be made durable; after that it is dropped, because a charge that nobody waited
 * for is being reversed in any case.
 */
final class LateAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(LateAnswers.class);
    private static final long TIMEOUT_MS = 5_000;
    private static final int MAX_TRIES = 5;
    private static final long RETRY_MS = 2_000;
    /** Facts under way: a bank that answers a whole outage at once does not fill the memory. */
    private static final int MAX_UNDER_WAY = 10_000;

    private final Vertx vertx;
    private final Bus bus;
    private final TraceNumbers traces;
    private final BankAnswers reader;
    private final BankMetrics metrics;
    private final String bankId;
    private int underWay;

    /** @param traces what DE11 of an answer must be, if the transaction that its DE37 names is ours */
    LateAnswers(Vertx vertx, Bus bus, TraceNumbers traces, BankAnswers reader, BankMetrics metrics) {
        this.vertx = vertx;
        this.bus = bus;
        this.traces = traces;
        this.reader = reader;
        this.metrics = metrics;
        this.bankId = metrics.bankId();
    }

    /**
     * An answer that nobody waits for: a fact about the transaction that its DE37 and DE11 name together, or nobody's.
     *
     * @return whether it names one of ours
     */
    Future<Boolean> heard(MatchKey key, IsoMessage answer) {
        TxId id = BankAnswers.idOf(answer);
        Future<String> stan = id == null ? Future.succeededFuture("") : traces.recall(id);
        return stan.map(known -> id != null && known.equals(answer.text(De.STAN)))
                .otherwise(false)
                .onSuccess(ours -> {
                    if (ours && id != null) {
                        LOG.info("tx={} late key={} code={}", id, key, answer.text(De.RESPONSE_CODE));
                        report(new ReportHostFact(bankId, id, reader.late(answer), null, null, null));
                    } else {
                        metrics.unmatched();
                        LOG.warn(
                                "bank={} unmatched key={} code={} why=\"no such request\"",
                                bankId,
                                key,
                                answer.text(De.RESPONSE_CODE));
                    }
                });
    }

    private void report(ReportHostFact fact) {
        metrics.late();
        if (underWay >= MAX_UNDER_WAY) {
            LOG.warn(
                    "bank={} late=dropped rrn={} why=\"too many\"",
                    fact.hostId(),
                    fact.id().rrn());
            return;
        }
        underWay++;
        attempt(fact, 1);
    }

    private void attempt(ReportHostFact fact, int number) {
        bus.request(Addresses.HOST_FACT, fact, TIMEOUT_MS).onComplete(done -> {
            boolean again = done.failed() || done.result() == FactReceipt.TRY_AGAIN;
            if (again && number < MAX_TRIES) {
                vertx.setTimer(RETRY_MS * number, id -> attempt(fact, number + 1));
                return;
            }
            underWay--;
            LOG.info(
                    "tx={} bank={} late={} receipt={} tries={}",
                    fact.id(),
                    fact.hostId(),
                    fact.answer().result(),
                    done.succeeded() ? done.result() : "none",
                    number);
        });
    }
}
