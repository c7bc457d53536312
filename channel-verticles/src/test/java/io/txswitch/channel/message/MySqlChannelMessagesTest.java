package io.txswitch.channel.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.txswitch.channel.message.ChannelMessage.Direction;
import io.txswitch.core.config.StoresConfig;
import io.txswitch.core.model.Secret;
import io.txswitch.core.model.TxId;
import io.txswitch.sandbox.stores.StoreAddresses;
import io.txswitch.sandbox.stores.TestStores;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class MySqlChannelMessagesTest extends ChannelMessagesContract {
    private static StoresConfig.MySql store;
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private MySqlChannelMessages messages;

    @BeforeAll
    static void migrated() {
        store = at(TestStores.get().freshSchema("channels"));
        MySqlChannelMessages.migrate(store);
        MySqlChannelMessages.migrate(store);
    }

    private static StoresConfig.MySql at(String schema) {
        StoreAddresses at = TestStores.get().addresses();
        return new StoresConfig.MySql(
                at.mysqlHost(), at.mysqlPort(), at.mysqlUser(), new Secret(at.mysqlPassword()), schema, 4);
    }

    @BeforeEach
    void open(Vertx vertx) {
        messages = MySqlChannelMessages.open(vertx, store, metrics);
    }

    @AfterEach
    void close() {
        get(messages.close());
    }

    @Override
    ChannelMessages messages() {
        return messages;
    }

    @Test
    void aStoreThatIsAwayLosesMessagesAndHoldsNobodyUp(Vertx vertx) {
        MySqlChannelMessages away = MySqlChannelMessages.open(vertx, at("no_such_schema"), metrics);
        for (int i = 0; i < 5_000; i++) {
            away.keep(message(new TxId(7), AT, Direction.REQUEST, "lost"));
        }
        await().untilAsserted(() -> assertThat(
                        metrics.counter("txswitch_channel_messages_dropped").count())
                .isEqualTo(5_000));
        get(away.close());
    }
}
