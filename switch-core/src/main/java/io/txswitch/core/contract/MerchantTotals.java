package io.txswitch.core.contract;

import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Phase;
import java.util.List;

/** The answer to {@link ReadTotals}: one row per product, kind, phase and currency that occurs, in this order. */
public record MerchantTotals(List<Row> rows) {
    /** Sums in minor units. */
    public record Row(
            String product,
            Kind kind,
            Phase phase,
            String currency,
            long count,
            long amountMinor,
            long refundedMinor) {}

    public MerchantTotals {
        rows = List.copyOf(rows);
    }
}
