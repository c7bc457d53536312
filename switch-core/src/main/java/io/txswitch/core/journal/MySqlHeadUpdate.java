package io.txswitch.core.journal;

import io.txswitch.core.model.Transaction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Head rows brought to a later append, many in one statement: {@code col=CASE id WHEN … THEN … END}, or the plain value
 * where all rows have the same. One statement costs the server far less than one per row.
 */
final class MySqlHeadUpdate {
    /** Rows per statement: a CASE is searched from the top, so its cost grows with the square of the rows. */
    static final int MAX_ROWS = 64;

    private static final List<String> COLUMNS = List.of(
            "amount_minor",
            "phase",
            "reason",
            "host_id",
            "channel_no",
            "stan",
            "auth_code",
            "host_code",
            "open",
            "updated_at");

    /** The amount of nearly all: what was asked is what was approved. */
    private static final String UNCHANGED = "amount_minor";

    private MySqlHeadUpdate() {}

    /** The values of {@link #COLUMNS} as literals. */
    static List<String> values(Transaction after) {
        Long approvedMinor = after.facts().approvedMinor();
        return List.of(
                approvedMinor == null ? UNCHANGED : approvedMinor.toString(),
                ascii(after.phase().name()),
                ascii(after.reason() == null ? null : after.reason().name()),
                ascii(after.hostId()),
                text(after.facts().channelNo()),
                ascii(after.facts().stan()),
                text(after.facts().authCode()),
                text(after.facts().hostCode()),
                after.isOpen() ? "1" : "0",
                new SqlText(24).time(after.updatedAt()).built());
    }

    private static String ascii(@Nullable String value) {
        return new SqlText(32).ascii(value).built();
    }

    private static String text(@Nullable String value) {
        return new SqlText(64).text(value).built();
    }

    /** One statement without its semicolon; changes, and counts, only heads whose next {@code seq} this is. */
    static void write(SqlText sql, List<MySqlRow> rows) {
        sql.sql("UPDATE tx SET ");
        boolean amounts = rows.stream().anyMatch(row -> !row.head().getFirst().equals(UNCHANGED));
        for (int i = amounts ? 0 : 1; i < COLUMNS.size(); i++) {
            int column = i;
            sql.sql(COLUMNS.get(i)).sql("=");
            choice(sql, rows, rows.stream().map(row -> row.head().get(column)).toList());
            sql.comma();
        }
        sql.sql("last_seq=last_seq+1 WHERE id IN(");
        for (int i = 0; i < rows.size(); i++) {
            sql.sql(i == 0 ? "" : ",").number(rows.get(i).append().id().value());
        }
        sql.sql(")AND last_seq=");
        List<String> before = new ArrayList<>(rows.size());
        rows.forEach(row -> before.add(Integer.toString(row.append().seq() - 1)));
        choice(sql, rows, before);
    }

    private static void choice(SqlText sql, List<MySqlRow> rows, List<String> values) {
        String first = values.getFirst();
        if (values.stream().allMatch(first::equals)) {
            sql.piece(first);
            return;
        }
        sql.sql("CASE id");
        for (int i = 0; i < rows.size(); i++) {
            sql.sql(" WHEN ").number(rows.get(i).append().id().value()).sql(" THEN ");
            sql.piece(values.get(i));
        }
        sql.sql(" END");
    }
}
