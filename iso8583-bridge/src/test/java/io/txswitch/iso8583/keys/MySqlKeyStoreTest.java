package io.txswitch.iso8583.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.config.StoresConfig;
import io.txswitch.core.model.Secret;
import io.txswitch.iso8583.BridgeMigrations;
import io.txswitch.sandbox.stores.StoreAddresses;
import io.txswitch.sandbox.stores.TestStores;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class MySqlKeyStoreTest extends KeyStoreContract {
    private static StoresConfig.MySql mysql;
    private MySqlKeyStore store;

    @BeforeAll
    static void schema() {
        TestStores stores = TestStores.get();
        StoreAddresses at = stores.addresses();
        mysql = new StoresConfig.MySql(
                at.mysqlHost(),
                at.mysqlPort(),
                at.mysqlUser(),
                new Secret(at.mysqlPassword()),
                stores.freshSchema("keys"),
                4);
        BridgeMigrations.run(mysql.jdbcUrl(), mysql.user(), mysql.password());
    }

    @BeforeEach
    void connect(Vertx vertx) {
        store = MySqlKeyStore.create(vertx, mysql);
    }

    @Override
    KeyStore store() {
        return store;
    }

    @Test
    void migratingAgainDoesNothing() {
        assertThat(BridgeMigrations.run(mysql.jdbcUrl(), mysql.user(), mysql.password()))
                .isZero();
    }
}
