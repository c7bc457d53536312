package io.txswitch.sandbox.books;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The switch's journal as anybody with a database client sees it: plain SQL, no code of the switch. */
public final class JournalView {
    private final String url;
    private final String user;
    private final String password;

    public JournalView(String url, String user, String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    /** The phase of the transaction with this retrieval reference number; empty when there is none. */
    public String phase(String rrn) {
        return one("SELECT phase FROM tx WHERE rrn = ?", rrn);
    }

    /** The node that owns it. */
    public String owner(String rrn) {
        return one("SELECT owner FROM tx WHERE rrn = ?", rrn);
    }

    /** How many transactions still owe something. */
    public long open() {
        return Long.parseLong(one("SELECT COUNT(*) FROM tx WHERE open = 1", null));
    }

    /** Every transaction, by its 13-character id. */
    public Map<String, JournalRow> all() {
        String sql = "SELECT id, rrn, kind, phase, amount_minor, refunded_minor, merchant_id, order_no, original_id,"
                + " open, last_seq, CAST(UNIX_TIMESTAMP(received_at) * 1000 AS SIGNED) AS received_ms,"
                + " (SELECT COUNT(*) FROM tx_event e WHERE e.tx_id = tx.id) AS appends FROM tx";
        Map<String, JournalRow> rows = new LinkedHashMap<>();
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet found = statement.executeQuery()) {
            while (found.next()) {
                JournalRow row = row(found);
                rows.put(row.id(), row);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the journal cannot be read: " + e.getMessage(), e);
        }
        return rows;
    }

    private static JournalRow row(ResultSet found) throws SQLException {
        long original = found.getLong("original_id");
        String originalId = found.wasNull() ? "" : text(original);
        return new JournalRow(
                text(found.getLong("id")),
                found.getString("rrn"),
                found.getString("kind"),
                found.getString("phase"),
                found.getLong("amount_minor"),
                found.getLong("refunded_minor"),
                found.getString("merchant_id"),
                originalId,
                found.getBoolean("open"),
                found.getLong("received_ms"),
                found.getInt("last_seq"),
                found.getInt("appends"));
    }

    /** The 13 Crockford characters of an id, worked out here once more. */
    static String text(long id) {
        StringBuilder out = new StringBuilder();
        for (int shift = 60; shift >= 0; shift -= 5) {
            out.append("0123456789ABCDEFGHJKMNPQRSTVWXYZ".charAt((int) (id >>> shift) & 31));
        }
        return out.toString().toUpperCase(Locale.ROOT);
    }

    private String one(String sql, @Nullable String parameter) {
        List<String> found = new ArrayList<>();
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            if (parameter != null) {
                statement.setString(1, parameter);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the journal cannot be read: " + e.getMessage(), e);
        }
        return found.isEmpty() ? "" : found.getFirst();
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }
}
