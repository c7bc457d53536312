package io.txswitch.iso8583.registry;

import io.txswitch.iso8583.TestWorld;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Pool;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class MySqlTerminalRegistryTest extends TerminalRegistryContract {
    private static String schema;
    private Pool pool;

    @BeforeAll
    static void migrate() {
        schema = RegistryStores.schema("registry");
    }

    @BeforeEach
    void connect(Vertx vertx) {
        pool = RegistryStores.pool(vertx, schema);
    }

    @AfterEach
    void disconnect() {
        TestWorld.await(pool.close());
    }

    @Override
    TerminalRegistry registry() {
        return new MySqlTerminalRegistry(pool, InstantSource.system());
    }
}
