package io.txswitch.core.flow;

import static io.txswitch.core.model.Phase.*;

import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Trigger;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every legal move of every kind of transaction; an empty cell is illegal.
 *
 * <p>{@code docs/TRANSACTION.md} is rendered from these tables.
 */
public final class Transitions {
    private static final EnumMap<Phase, EnumMap<Trigger, Phase>> CHARGE = charge();
    private static final EnumMap<Phase, EnumMap<Trigger, Phase>> INQUIRY = inquiry();
    private static final EnumMap<Phase, EnumMap<Trigger, Phase>> REFUND = refund();
    private static final EnumMap<Phase, EnumMap<Trigger, Phase>> ADVICE = advice();
    private static final EnumMap<Phase, EnumMap<Trigger, Phase>> TOMBSTONE = tombstone();

    private Transitions() {}

    /** The phase after a trigger, or null when the table does not allow it. */
    public static @Nullable Phase next(Kind kind, Phase phase, Trigger trigger) {
        Map<Trigger, Phase> row = of(kind).get(phase);
        return row == null ? null : row.get(trigger);
    }

    /** The whole table of one kind. */
    public static Map<Phase, EnumMap<Trigger, Phase>> of(Kind kind) {
        return switch (kind) {
            case SALE, PRE_AUTH, COMPLETION, VOID, WALLET_PAYMENT, CODE_PAYMENT, AGREEMENT, DEDUCTION -> CHARGE;
            case BALANCE -> INQUIRY;
            case REFUND, TRANSFER, SHARE -> REFUND;
            case ADVICE, ADJUSTMENT, SCRIPT_RESULT, COMPENSATION -> ADVICE;
            case TOMBSTONE -> TOMBSTONE;
        };
    }

    private static EnumMap<Phase, EnumMap<Trigger, Phase>> charge() {
        Table table = new Table();
        table.from(RECEIVED)
                .on(Trigger.RISK_PASSED, SCREENED)
                .on(Trigger.RISK_REFUSED, DECLINED)
                .on(Trigger.HELD, HELD);
        table.from(HELD)
                .on(Trigger.RELEASED, SCREENED)
                .on(Trigger.REFUSED, DECLINED)
                .on(Trigger.EXPIRED, DECLINED);
        table.from(SCREENED).on(Trigger.ROUTE_FOUND, ROUTED).on(Trigger.ROUTE_MISSING, DECLINED);
        table.from(ROUTED).on(Trigger.DISPATCHED, SENT).on(Trigger.NOT_SENT, SCREENED);
        table.from(SENT)
                .on(Trigger.APPROVED_IN_TIME, APPROVED)
                .on(Trigger.DECLINED, DECLINED)
                .on(Trigger.RETRYABLE_DECLINE, SCREENED)
                .on(Trigger.NOT_SENT, SCREENED)
                .on(Trigger.PENDING, PENDING)
                .on(Trigger.CONFIRM_NEEDED, PENDING)
                .on(Trigger.SILENT, UNKNOWN)
                .on(Trigger.APPROVED_LATE, REVERSING)
                .on(Trigger.REVERSAL_ASKED, REVERSING);
        table.from(PENDING)
                .on(Trigger.PAID, APPROVED)
                .on(Trigger.DECLINED, DECLINED)
                .on(Trigger.CONFIRM_NEEDED, PENDING)
                .on(Trigger.STILL_PENDING, PENDING)
                .on(Trigger.SILENT, PENDING)
                .on(Trigger.CLOSED_AT_CHANNEL, CLOSED)
                .on(Trigger.REVERSAL_ASKED, REVERSING)
                .on(Trigger.EXPIRED, UNKNOWN);
        table.from(UNKNOWN)
                .on(Trigger.QUERY_SAYS_PAID, APPROVED)
                .on(Trigger.APPROVED_LATE, REVERSING)
                .on(Trigger.DECLINED, DECLINED)
                .on(Trigger.CLOSED_AT_CHANNEL, CLOSED)
                .on(Trigger.STILL_PENDING, UNKNOWN)
                .on(Trigger.SILENT, UNKNOWN)
                .on(Trigger.REVERSAL_BEGUN, REVERSING);
        table.from(APPROVED).on(Trigger.REVERSAL_ASKED, REVERSING);
        table.from(REVERSING)
                .on(Trigger.REVERSAL_ACKED, REVERSED)
                .on(Trigger.REVERSAL_REFUSED, REVERSING)
                .on(Trigger.SILENT, REVERSING)
                .on(Trigger.APPROVED_LATE, REVERSING)
                .on(Trigger.DECLINED, REVERSING);
        lateSuccess(table);
        return table.rows;
    }

    /** A success learned after the end moves nothing: it opens a compensating transaction. */
    private static void lateSuccess(Table table) {
        table.from(DECLINED).on(Trigger.LATE_SUCCESS, DECLINED);
        table.from(CLOSED).on(Trigger.LATE_SUCCESS, CLOSED);
        table.from(REVERSED).on(Trigger.LATE_SUCCESS, REVERSED);
    }

    private static EnumMap<Phase, EnumMap<Trigger, Phase>> refund() {
        Table table = new Table();
        table.from(RECEIVED).on(Trigger.RISK_PASSED, SCREENED).on(Trigger.RISK_REFUSED, DECLINED);
        table.from(SCREENED).on(Trigger.ROUTE_FOUND, ROUTED).on(Trigger.ROUTE_MISSING, DECLINED);
        table.from(ROUTED).on(Trigger.DISPATCHED, SENT);
        table.from(SENT)
                .on(Trigger.APPROVED_IN_TIME, APPROVED)
                .on(Trigger.DECLINED, DECLINED)
                .on(Trigger.PENDING, PENDING)
                .on(Trigger.SILENT, UNKNOWN);
        table.from(PENDING)
                .on(Trigger.PAID, APPROVED)
                .on(Trigger.DECLINED, DECLINED)
                .on(Trigger.STILL_PENDING, PENDING)
                .on(Trigger.SILENT, PENDING);
        table.from(UNKNOWN)
                .on(Trigger.QUERY_SAYS_PAID, APPROVED)
                .on(Trigger.DECLINED, DECLINED)
                .on(Trigger.PENDING, PENDING)
                .on(Trigger.STILL_PENDING, UNKNOWN)
                .on(Trigger.SILENT, UNKNOWN);
        return table.rows;
    }

    /** Moves no money: silence is a refusal, and there is nothing to take back. */
    private static EnumMap<Phase, EnumMap<Trigger, Phase>> inquiry() {
        Table table = new Table();
        table.from(RECEIVED).on(Trigger.RISK_PASSED, SCREENED).on(Trigger.RISK_REFUSED, DECLINED);
        table.from(SCREENED).on(Trigger.ROUTE_FOUND, ROUTED).on(Trigger.ROUTE_MISSING, DECLINED);
        table.from(ROUTED).on(Trigger.DISPATCHED, SENT);
        table.from(SENT)
                .on(Trigger.APPROVED_IN_TIME, APPROVED)
                .on(Trigger.DECLINED, DECLINED)
                .on(Trigger.RETRYABLE_DECLINE, SCREENED)
                .on(Trigger.NOT_SENT, SCREENED)
                .on(Trigger.SILENT, DECLINED);
        return table.rows;
    }

    private static EnumMap<Phase, EnumMap<Trigger, Phase>> advice() {
        Table table = new Table();
        table.from(RECEIVED).on(Trigger.ROUTE_FOUND, ROUTED);
        table.from(ROUTED).on(Trigger.FORWARD_BEGUN, FORWARDING);
        table.from(FORWARDING)
                .on(Trigger.FORWARD_ACKED, FORWARDED)
                .on(Trigger.SILENT, FORWARDING)
                .on(Trigger.DECLINED, DECLINED);
        return table.rows;
    }

    private static EnumMap<Phase, EnumMap<Trigger, Phase>> tombstone() {
        Table table = new Table();
        table.from(RECEIVED).on(Trigger.ORIGINAL_MISSING, REVERSED);
        return table.rows;
    }

    /** Writes a table down row by row. */
    private static final class Table {
        private final EnumMap<Phase, EnumMap<Trigger, Phase>> rows = new EnumMap<>(Phase.class);

        Row from(Phase phase) {
            return new Row(rows.computeIfAbsent(phase, p -> new EnumMap<>(Trigger.class)));
        }
    }

    private record Row(EnumMap<Trigger, Phase> cells) {
        Row on(Trigger trigger, Phase target) {
            cells.put(trigger, target);
            return this;
        }
    }
}
