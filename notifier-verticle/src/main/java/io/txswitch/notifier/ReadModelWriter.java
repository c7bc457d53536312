package io.txswitch.notifier;

import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes views to a {@link ReadModel} that may be away; confined to one event loop.
 *
 * <p>Nothing waits for it. What could not be written is kept and written with what comes next, so that a view from
 * before the loss does not stand there when the store is back.
 */
final class ReadModelWriter {
    private static final Logger LOG = LoggerFactory.getLogger(ReadModelWriter.class);
    /** Views kept while the store is away, a kilobyte each; beyond it the oldest go, and expire as they stand. */
    private static final int MAX_OWED = 10_000;

    private final ReadModel readModel;
    private final Map<TxId, PaymentView> owed = new LinkedHashMap<>();
    private boolean lost;

    ReadModelWriter(ReadModel readModel) {
        this.readModel = readModel;
    }

    /** Never fails. */
    Future<Void> write(Collection<PaymentView> views) {
        Map<TxId, PaymentView> newest = new LinkedHashMap<>(owed);
        owed.clear();
        views.forEach(view -> newest.merge(view.id(), view, ReadModelWriter::newer));
        if (newest.isEmpty()) {
            return Future.succeededFuture();
        }
        return readModel
                .write(new ArrayList<>(newest.values()))
                .onSuccess(written -> lost = false)
                .recover(cause -> {
                    keep(newest.values());
                    if (!lost) {
                        LOG.warn("notifier=read-model-lost error=\"{}\"", cause.toString());
                    }
                    lost = true;
                    return Future.succeededFuture();
                });
    }

    /** What is still owed is tried once more. */
    void retry() {
        if (!owed.isEmpty()) {
            write(new ArrayList<>());
        }
    }

    private void keep(Collection<PaymentView> views) {
        views.forEach(view -> owed.merge(view.id(), view, ReadModelWriter::newer));
        var oldest = owed.keySet().iterator();
        while (owed.size() > MAX_OWED && oldest.hasNext()) {
            oldest.next();
            oldest.remove();
        }
    }

    /** A refund changes the refunded amount, which only grows, and no version. */
    static PaymentView newer(PaymentView there, PaymentView next) {
        boolean newer = next.version() > there.version()
                || (next.version() == there.version() && next.refundedMinor() >= there.refundedMinor());
        return newer ? next : there;
    }
}
