package io.txswitch.iso8583;

import io.txswitch.core.model.Secret;
import org.flywaydb.core.Flyway;

/** Brings the bridge's tables to the version that this program is written for. */
public final class BridgeMigrations {
    private static final String LOCATION = "classpath:db/bridge";
    private static final String HISTORY_TABLE = "bridge_history";

    private BridgeMigrations() {}

    /**
     * Migrates; blocks, so it belongs to the boot before any event loop runs. Several nodes may do it at once: the
     * first takes the lock, the others find it done.
     *
     * @return the number of migrations carried out
     * @throws org.flywaydb.core.api.FlywayException when the database is not there or a migration has been altered
     */
    public static int run(String jdbcUrl, String user, Secret password) {
        return Flyway.configure(BridgeMigrations.class.getClassLoader())
                .dataSource(jdbcUrl, user, password.reveal())
                .locations(LOCATION)
                .table(HISTORY_TABLE)
                // Other modules have tables in the same database, which is no reason to refuse it.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate()
                .migrationsExecuted;
    }
}
