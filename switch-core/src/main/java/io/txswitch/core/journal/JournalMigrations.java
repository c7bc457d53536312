package io.txswitch.core.journal;

import io.txswitch.core.model.Secret;
import org.flywaydb.core.Flyway;

/** Brings the core's tables to the version that this program is written for. */
public final class JournalMigrations {
    static final String LOCATION = "classpath:db/core";
    static final String HISTORY_TABLE = "core_schema_history";

    private JournalMigrations() {}

    /**
     * Migrates; blocks, so it belongs to the boot before any event loop runs. Several nodes may do it at once: the
     * first takes the lock, the others find it done.
     *
     * @return the number of migrations carried out
     * @throws org.flywaydb.core.api.FlywayException when the database is not there or a migration has been altered
     */
    public static int run(String jdbcUrl, String user, Secret password) {
        return Flyway.configure(JournalMigrations.class.getClassLoader())
                .dataSource(jdbcUrl, user, password.reveal())
                .locations(LOCATION)
                .table(HISTORY_TABLE)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate()
                .migrationsExecuted;
    }
}
