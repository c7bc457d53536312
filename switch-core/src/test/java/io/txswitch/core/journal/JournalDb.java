package io.txswitch.core.journal;

import io.txswitch.core.config.StoresConfig;
import io.txswitch.core.model.Secret;
import io.txswitch.sandbox.stores.StoreAddresses;
import io.txswitch.sandbox.stores.TestStores;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A migrated schema of a test's own. */
public record JournalDb(StoresConfig.MySql config) {
    public static JournalDb fresh(String hint) {
        StoreAddresses at = TestStores.get().addresses();
        StoresConfig.MySql config = new StoresConfig.MySql(
                at.mysqlHost(),
                at.mysqlPort(),
                at.mysqlUser(),
                new Secret(at.mysqlPassword()),
                TestStores.get().freshSchema(hint),
                4);
        JournalMigrations.run(config.jdbcUrl(), config.user(), config.password());
        return new JournalDb(config);
    }

    /** The same database by another way. */
    public JournalDb through(int port) {
        return new JournalDb(new StoresConfig.MySql(
                config.host(), port, config.user(), config.password(), config.database(), config.poolSize()));
    }

    public JournalDb lease(String node, int no, long epoch) {
        return execute("INSERT INTO node_lease VALUES('" + node + "'," + no + "," + epoch + ",UTC_TIMESTAMP(6),NULL)");
    }

    public JournalDb execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return this;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of every row. */
    public List<Long> numbers(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<Long> numbers = new ArrayList<>();
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
            return numbers;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(
                config.jdbcUrl(), config.user(), config.password().reveal());
    }
}
