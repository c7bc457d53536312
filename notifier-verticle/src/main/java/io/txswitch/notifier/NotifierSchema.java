package io.txswitch.notifier;

import io.txswitch.core.config.StoresConfig;
import org.flywaydb.core.Flyway;

/** The notifier's tables and their history; blocks, so it is called before any event loop runs. */
public final class NotifierSchema {
    private NotifierSchema() {}

    /** Brings the tables to this version's shape; safe when several nodes start at once. */
    public static void migrate(StoresConfig.MySql mysql) {
        Flyway.configure()
                .dataSource(mysql.jdbcUrl(), mysql.user(), mysql.password().reveal())
                .locations("classpath:db/notifier")
                .table("notifier_schema_history")
                // The database belongs to several modules: the tables of the others are no reason to refuse.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }
}
