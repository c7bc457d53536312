package io.txswitch.core.journal;

import io.txswitch.core.journal.MySqlBatch.Waiting;
import io.txswitch.core.model.TxId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What waits for the next commit of a writer, in order of arrival. */
final class MySqlQueue {
    /** More rows per commit gain little: the flush is already shared by hundreds. */
    static final int MAX_BATCH_ROWS = 512;
    /** Characters of SQL text; well below the smallest default of max_allowed_packet (4 MiB). */
    static final int MAX_BATCH_LENGTH = 1 << 20;

    private final ArrayDeque<Waiting> queue = new ArrayDeque<>();

    void add(Waiting append) {
        queue.add(append);
    }

    /**
     * Takes the next batch, or null. Two appends to one transaction never share a batch, so that every statement of it
     * meets a head that only one append of the batch changes, and {@code (tx_id, seq)} names one append of the commit.
     */
    @Nullable
    MySqlBatch next() {
        List<Waiting> batch = new ArrayList<>();
        Set<TxId> ids = new HashSet<>();
        int length = 0;
        while (!queue.isEmpty() && batch.size() < MAX_BATCH_ROWS) {
            Waiting first = queue.element();
            length += first.row().length();
            if ((length > MAX_BATCH_LENGTH && !batch.isEmpty())
                    || !ids.add(first.append().id())) {
                break;
            }
            batch.add(queue.remove());
        }
        return batch.isEmpty() ? null : new MySqlBatch(batch);
    }
}
