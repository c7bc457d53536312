package io.txswitch.core.reads;

import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.Bus;
import io.txswitch.core.bus.BusException;
import io.txswitch.core.contract.PaymentFound;
import io.txswitch.core.journal.PaymentSearch;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The shell of a {@link PaymentSearch}: what merchants ask of the journal, without a word to the flow. */
public final class ReadsVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(ReadsVerticle.class);

    private final Bus bus;
    private final PaymentSearch search;

    /** @param search on connections that nobody else uses */
    public ReadsVerticle(Bus bus, PaymentSearch search) {
        this.bus = bus;
        this.search = search;
    }

    @Override
    public Future<?> start() {
        return Future.all(
                bus.serve(
                        Addresses.PAYMENT_QUERY,
                        query -> answered(() -> search.read(query).map(found -> new PaymentFound(found.orElse(null))))),
                bus.serve(Addresses.PAYMENTS_LIST, query -> answered(() -> search.page(query))),
                bus.serve(Addresses.TOTALS_READ, query -> answered(() -> search.totals(query))));
    }

    /** A database that does not answer is a state of the world, and told to the asker; anything else is a bug. */
    private static <T> Future<T> answered(Supplier<Future<T>> question) {
        return question.get().recover(error -> {
            LOG.warn("reads=unanswered error=\"{}\"", error.toString());
            return Future.failedFuture(new BusException("the journal did not answer", false));
        });
    }
}
