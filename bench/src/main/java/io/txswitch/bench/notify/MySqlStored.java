package io.txswitch.bench.notify;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What the notifier has stored, by plain SQL. */
record MySqlStored(String jdbcUrl) {
    /**
     * Events of one phase of the run.
     *
     * @param spanUs between the first and the last row
     */
    record Span(long count, long spanUs) {}

    private static final String QUERY = "SELECT COUNT(*), COALESCE(MAX(added_at_us) - MIN(added_at_us), 0)"
            + " FROM notify_event WHERE tx_id >= ? AND tx_id < ?";

    /** Nothing when the table is not there yet. */
    Span between(String firstId, String endId) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                PreparedStatement query = connection.prepareStatement(QUERY)) {
            query.setString(1, firstId);
            query.setString(2, endId);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return new Span(row.getLong(1), row.getLong(2));
            }
        } catch (SQLException e) {
            return new Span(0, 0);
        }
    }
}
