package io.txswitch.channel.credentials;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.txswitch.channel.message.MySqlChannelMessages;
import io.txswitch.core.config.StoresConfig;
import io.txswitch.core.model.Secret;
import io.txswitch.sandbox.stores.StoreAddresses;
import io.txswitch.sandbox.stores.TestStores;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class MySqlCredentialStoreTest extends CredentialStoreContract {
    private MySqlCredentialStore store;

    private static StoresConfig.MySql at(String schema) {
        StoreAddresses at = TestStores.get().addresses();
        return new StoresConfig.MySql(
                at.mysqlHost(), at.mysqlPort(), at.mysqlUser(), new Secret(at.mysqlPassword()), schema, 4);
    }

    @BeforeEach
    void open(Vertx vertx) {
        StoresConfig.MySql mysql = at(TestStores.get().freshSchema("credentials"));
        MySqlChannelMessages.migrate(mysql);
        store = MySqlCredentialStore.create(vertx, mysql);
    }

    @AfterEach
    void close() throws Exception {
        await(store.close());
    }

    @Override
    CredentialStore store() {
        return store;
    }

    @Test
    void aStoreThatIsAwayFailsInsteadOfSayingThereIsNone(Vertx vertx) throws Exception {
        MySqlCredentialStore away = MySqlCredentialStore.create(vertx, at("no_such_schema"));
        assertThatThrownBy(() -> await(away.of("alipay"))).isNotNull();
        assertThatThrownBy(() -> await(away.retire("alipay", "a", 1))).isNotNull();
        await(away.close());
    }
}
