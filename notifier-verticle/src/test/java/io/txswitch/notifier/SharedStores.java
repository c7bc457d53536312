package io.txswitch.notifier;

import io.txswitch.core.config.StoresConfig;
import io.txswitch.core.model.Secret;
import io.txswitch.sandbox.stores.StoreAddresses;
import io.txswitch.sandbox.stores.TestStores;

/** The build's stores, as a node would be configured for them. */
final class SharedStores {
    private SharedStores() {}

    /** With a schema that has the notifier's tables, and a prefix of its own. */
    static StoresConfig fresh(String hint) {
        TestStores stores = TestStores.get();
        StoreAddresses at = stores.addresses();
        String prefix = stores.keyPrefix(hint);
        StoresConfig config = new StoresConfig(
                new StoresConfig.MySql(
                        at.mysqlHost(),
                        at.mysqlPort(),
                        at.mysqlUser(),
                        new Secret(at.mysqlPassword()),
                        stores.freshSchema(hint),
                        4),
                new StoresConfig.Redis(at.redisHost(), at.redisPort(), new Secret(at.redisPassword()), prefix),
                new StoresConfig.Kafka(at.kafkaBootstrap(), prefix));
        StoresConfig.MySql mysql = config.mysql();
        NotifierMigrations.run(mysql.jdbcUrl(), mysql.user(), mysql.password());
        return config;
    }
}
