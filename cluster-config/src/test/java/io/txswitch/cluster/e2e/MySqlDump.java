package io.txswitch.cluster.e2e;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Everything that stands in a schema, as text. */
final class MySqlDump {
    private MySqlDump() {}

    static long number(String jdbcUrl, String sql) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("the database cannot be asked", e);
        }
    }

    /** One line for each row of every table. */
    static List<String> rows(String jdbcUrl) {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement()) {
            for (String table : tables(statement)) {
                try (ResultSet found = statement.executeQuery("SELECT * FROM `" + table + "`")) {
                    while (found.next()) {
                        rows.add(table + ": " + row(found));
                    }
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException("the database cannot be dumped", e);
        }
    }

    private static List<String> tables(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet found = statement.executeQuery("SHOW TABLES")) {
            while (found.next()) {
                tables.add(found.getString(1));
            }
        }
        return tables;
    }

    private static String row(ResultSet found) throws SQLException {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
            Object value = found.getObject(i);
            text.append(value instanceof byte[] bytes ? new String(bytes, StandardCharsets.ISO_8859_1) : value)
                    .append('|');
        }
        return text.toString();
    }
}
