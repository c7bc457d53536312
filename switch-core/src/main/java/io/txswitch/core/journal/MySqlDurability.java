package io.txswitch.core.journal;

import io.txswitch.core.model.Secret;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Asks the database whether its COMMIT means what the switch promises. A node refuses to start while there is a
 * problem: an approval that a power cut can undo has been told to a payer.
 */
public final class MySqlDurability {
    /** Batches are below 1 MiB of text; MySQL's oldest default is 4 MiB. */
    private static final long MIN_PACKET_BYTES = 4L << 20;

    private MySqlDurability() {}

    /**
     * Reads the server's settings; blocks, for the boot and for {@code doctor} only.
     *
     * @return a sentence per problem, empty when all is well
     */
    public static List<String> problems(String jdbcUrl, String user, Secret password) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl, user, password.reveal())) {
            List<String> problems = problems(variables(connection));
            if (!hasInnoDb(connection)) {
                problems.add("the storage engine InnoDB is not available");
            }
            return problems;
        } catch (SQLException e) {
            return List.of("the settings cannot be read: " + e.getMessage());
        }
    }

    /** The judgement alone: names in lower case to values as SHOW VARIABLES prints them. */
    static List<String> problems(Map<String, String> variables) {
        List<String> problems = new ArrayList<>();
        expect(variables, "innodb_flush_log_at_trx_commit", "1", problems);
        if (isOn(variables, "log_bin")) {
            expect(variables, "sync_binlog", "1", problems);
        }
        if (variables.containsKey("innodb_doublewrite")
                && variables.get("innodb_doublewrite").equalsIgnoreCase("OFF")) {
            problems.add("innodb_doublewrite is OFF: a torn page cannot be repaired");
        }
        String flush = variables.getOrDefault("innodb_flush_method", "");
        if (flush.equalsIgnoreCase("nosync") || flush.equalsIgnoreCase("O_DIRECT_NO_FSYNC")) {
            problems.add("innodb_flush_method is " + flush + ": writes are not forced to the disk");
        }
        if (isOn(variables, "read_only") || isOn(variables, "super_read_only")) {
            problems.add("the server is read-only");
        }
        long packet = Long.parseLong(variables.getOrDefault("max_allowed_packet", "0"));
        if (packet < MIN_PACKET_BYTES) {
            problems.add("max_allowed_packet is " + packet + ", below " + MIN_PACKET_BYTES);
        }
        return problems;
    }

    private static void expect(Map<String, String> variables, String name, String wanted, List<String> problems) {
        String found = variables.getOrDefault(name, "unset");
        if (!found.equals(wanted)) {
            problems.add(name + " is " + found + ", must be " + wanted);
        }
    }

    private static boolean isOn(Map<String, String> variables, String name) {
        String value = variables.getOrDefault(name, "OFF");
        return value.equalsIgnoreCase("ON") || value.equals("1");
    }

    private static Map<String, String> variables(Connection connection) throws SQLException {
        Map<String, String> variables = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW GLOBAL VARIABLES")) {
            while (rows.next()) {
                variables.put(rows.getString(1).toLowerCase(Locale.ROOT), rows.getString(2));
            }
        }
        return variables;
    }

    private static boolean hasInnoDb(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW ENGINES")) {
            while (rows.next()) {
                String support = rows.getString("Support");
                if (rows.getString("Engine").equalsIgnoreCase("InnoDB") && !support.equalsIgnoreCase("NO")) {
                    return true;
                }
            }
            return false;
        }
    }
}
