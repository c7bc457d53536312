package io.txswitch.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.config.StoresConfig;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class MySqlDeliveriesTest extends DeliveriesContract {
    private static StoresConfig stores;
    private MySqlStore store;
    private MySqlDeliveries deliveries;

    @BeforeAll
    static void schema() {
        stores = SharedStores.fresh("deliveries");
    }

    @BeforeEach
    void connect(Vertx vertx) {
        store = MySqlStore.create(vertx, stores.mysql());
        deliveries = new MySqlDeliveries(store);
    }

    @Override
    Deliveries deliveries() {
        return deliveries;
    }

    @Override
    EventLog log() {
        return new MySqlEventLog(store);
    }

    @Test
    void migratingAgainDoesNothing() {
        StoresConfig.MySql mysql = stores.mysql();

        assertThat(NotifierMigrations.run(mysql.jdbcUrl(), mysql.user(), mysql.password()))
                .isZero();
    }
}
