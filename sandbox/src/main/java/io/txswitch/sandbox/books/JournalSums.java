package io.txswitch.sandbox.books;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** What later transactions did to earlier ones, as the journal tells it; by the id of the original. */
final class JournalSums {
    private final Map<String, Long> refunded = new HashMap<>();
    private final Map<String, Long> shared = new HashMap<>();
    private final Map<String, Long> tips = new HashMap<>();
    private final Map<String, Integer> voids = new HashMap<>();
    private final Map<String, Integer> completions = new HashMap<>();

    JournalSums(Collection<JournalRow> journal) {
        for (JournalRow row : journal) {
            if (row.originalId().isEmpty() || !row.succeeded()) {
                continue;
            }
            switch (row.kind()) {
                case "REFUND" -> refunded.merge(row.originalId(), row.amountMinor(), Long::sum);
                case "SHARE" -> shared.merge(row.originalId(), row.amountMinor(), Long::sum);
                case "ADJUSTMENT" -> tips.merge(row.originalId(), row.amountMinor(), Long::sum);
                case "VOID" -> voids.merge(row.originalId(), 1, Integer::sum);
                default -> {}
            }
        }
        journal.stream().filter(this::completes).forEach(row -> completions.merge(row.originalId(), 1, Integer::sum));
    }

    /** A completion that stands: one that was voided leaves its hold to be completed again. */
    private boolean completes(JournalRow row) {
        boolean completion = row.kind().equals("COMPLETION") || row.kind().equals("ADVICE");
        return completion && !row.originalId().isEmpty() && row.succeeded() && voids(row) == 0;
    }

    long refundedMinor(JournalRow row) {
        return refunded.getOrDefault(row.id(), 0L);
    }

    long sharedMinor(JournalRow row) {
        return shared.getOrDefault(row.id(), 0L);
    }

    int voids(JournalRow row) {
        return voids.getOrDefault(row.id(), 0);
    }

    int completions(JournalRow row) {
        return completions.getOrDefault(row.id(), 0);
    }

    /** What the bank has to hold or to have taken for a sale, a completion, an advice or a pre-authorisation. */
    long expectedMinor(JournalRow row) {
        if (!row.succeeded() || voids(row) > 0) {
            return 0;
        }
        return row.amountMinor() + tips.getOrDefault(row.id(), 0L) - refundedMinor(row);
    }
}
