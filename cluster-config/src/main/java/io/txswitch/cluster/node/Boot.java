package io.txswitch.cluster.node;

import io.txswitch.channel.message.MySqlChannelMessages;
import io.txswitch.core.config.StoresConfig;
import io.txswitch.core.journal.JournalMigrations;
import io.txswitch.core.journal.MySqlDurability;
import io.txswitch.iso8583.BridgeMigrations;
import io.txswitch.notifier.NotifierMigrations;
import java.util.List;
import org.flywaydb.core.Flyway;

/** What is done before a node exists: every store gets its tables, and the database must keep what it commits. */
public final class Boot {
    private Boot() {}

    /** Brings every schema up to date; each module has its own history. Blocks. */
    static void migrate(StoresConfig.MySql mysql) {
        JournalMigrations.run(mysql.jdbcUrl(), mysql.user(), mysql.password());
        BridgeMigrations.run(mysql.jdbcUrl(), mysql.user(), mysql.password());
        MySqlChannelMessages.migrate(mysql);
        BridgeMigrations.run(mysql.jdbcUrl(), mysql.user(), mysql.password());
        NotifierMigrations.run(mysql.jdbcUrl(), mysql.user(), mysql.password());
        Flyway.configure()
                .dataSource(mysql.jdbcUrl(), mysql.user(), mysql.password().reveal())
                .locations("classpath:db/control")
                .table("control_schema_history")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }

    /** Why this database must not carry a journal; empty when it may. Blocks. */
    public static List<String> durabilityProblems(StoresConfig.MySql mysql) {
        return MySqlDurability.problems(mysql.jdbcUrl(), mysql.user(), mysql.password());
    }
}
