package io.txswitch.iso8583.registry;

import io.txswitch.core.model.Secret;
import io.txswitch.iso8583.BridgeMigrations;
import io.txswitch.sandbox.stores.StoreAddresses;
import io.txswitch.sandbox.stores.TestStores;
import io.vertx.core.Vertx;
import io.vertx.mysqlclient.MySQLBuilder;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;

/** A schema with the bridge's tables, and a pool as a node makes it. */
final class RegistryStores {
    private RegistryStores() {}

    static String schema(String hint) {
        TestStores stores = TestStores.get();
        StoreAddresses at = stores.addresses();
        String schema = stores.freshSchema(hint);
        BridgeMigrations.run(stores.jdbcUrl(schema), at.mysqlUser(), new Secret(at.mysqlPassword()));
        return schema;
    }

    static Pool pool(Vertx vertx, String schema) {
        StoreAddresses at = TestStores.get().addresses();
        return MySQLBuilder.pool()
                .using(vertx)
                .connectingTo(new MySQLConnectOptions()
                        .setHost(at.mysqlHost())
                        .setPort(at.mysqlPort())
                        .setUser(at.mysqlUser())
                        .setPassword(at.mysqlPassword())
                        .setDatabase(schema)
                        .setUseAffectedRows(true))
                .with(new PoolOptions().setMaxSize(4))
                .build();
    }
}
