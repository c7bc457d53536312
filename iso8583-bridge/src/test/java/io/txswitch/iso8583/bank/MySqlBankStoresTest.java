package io.txswitch.iso8583.bank;

import io.txswitch.core.model.Secret;
import io.txswitch.iso8583.BridgeMigrations;
import io.txswitch.sandbox.stores.StoreAddresses;
import io.txswitch.sandbox.stores.TestStores;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.mysqlclient.MySQLBuilder;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class MySqlBankStoresTest extends BankStoresContract {
    private static MySQLConnectOptions options;
    private Pool pool;

    @BeforeAll
    static void schema() {
        TestStores stores = TestStores.get();
        StoreAddresses at = stores.addresses();
        String schema = stores.freshSchema("bank_lines");
        options = new MySQLConnectOptions()
                .setHost(at.mysqlHost())
                .setPort(at.mysqlPort())
                .setUser(at.mysqlUser())
                .setPassword(at.mysqlPassword())
                .setDatabase(schema)
                .setUseAffectedRows(true);
        BridgeMigrations.run(stores.jdbcUrl(schema), at.mysqlUser(), new Secret(at.mysqlPassword()));
    }

    @BeforeEach
    void connect(Vertx vertx) {
        pool = MySQLBuilder.pool(
                builder -> builder.using(vertx).connectingTo(options).with(new PoolOptions().setMaxSize(4)));
    }

    @Override
    TraceLog traces() {
        return new MySqlTraceLog(pool);
    }

    @Override
    LineLeases leases() {
        return new MySqlLineLeases(pool, TTL_MS);
    }

    @Override
    BankDirectory directory() {
        return new MySqlBankDirectory(pool);
    }
}
