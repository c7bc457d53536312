package io.txswitch.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.txswitch.core.bus.WireJson;
import io.txswitch.core.config.StoresConfig;
import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.TxId;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.junit5.VertxExtension;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class RedisReadModelTest extends ReadModelContract {
    private static final long TTL_MS = 600_000;
    /** What is kept does not depend on how busy the machine is; the bound has a test of its own. */
    private static final RedisReadModel.Limits PATIENT = new RedisReadModel.Limits(TTL_MS, 30_000);

    private static StoresConfig stores;
    private final ObjectMapper json = WireJson.mapper(Samples.KEYS);
    private RedisReadModel readModel;
    private Redis redis;

    @BeforeAll
    static void prefix() {
        stores = SharedStores.fresh("read_model");
    }

    @BeforeEach
    void connect(Vertx vertx) {
        readModel = RedisReadModel.create(vertx, stores.redis(), json, PATIENT);
        redis = Redis.createClient(vertx, stores.redis().uri());
    }

    @Override
    ReadModel readModel() {
        return readModel;
    }

    @Override
    Optional<PaymentView> find(TxId id) {
        return get("rm:" + id.text()).map(this::decode);
    }

    @Override
    Optional<TxId> idOf(String merchantId, String orderNo) {
        return get("rmo:" + merchantId + ":" + orderNo).map(TxId::parse);
    }

    private Optional<String> get(String key) {
        return Optional.ofNullable(
                        redis.send(Request.cmd(Command.GET).arg(stores.redis().keyPrefix() + key))
                                .await())
                .map(Object::toString);
    }

    private PaymentView decode(String text) {
        try {
            return json.readValue(text, PaymentView.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void everyEntryExpires() {
        PaymentView view = Samples.payment(Samples.anyId(), "SHOP", Phase.APPROVED);
        readModel.write(List.of(view)).await();

        for (String key : List.of("rm:" + view.id().text(), "rmo:SHOP:" + view.orderNo())) {
            assertThat(redis.send(Request.cmd(Command.PTTL).arg(stores.redis().keyPrefix() + key))
                            .await()
                            .toLong())
                    .isBetween(1L, TTL_MS);
        }
    }

    @Test
    void anEntryThatIsNoJsonIsReplaced() {
        PaymentView view = Samples.payment(Samples.anyId(), "SHOP", Phase.APPROVED);
        redis.send(Request.cmd(Command.SET)
                        .arg(stores.redis().keyPrefix() + "rm:" + view.id().text())
                        .arg("not json"))
                .await();

        readModel.write(List.of(view)).await();

        assertThat(find(view.id())).contains(view);
    }

    @Test
    void aHungServerIsGivenUpInTime(Vertx vertx) {
        NetServer deaf = vertx.createNetServer()
                .connectHandler(socket -> {})
                .listen(0, "127.0.0.1")
                .await();
        RedisReadModel lost = RedisReadModel.create(
                vertx, new StoresConfig.Redis("127.0.0.1", deaf.actualPort(), null, "t:"), json, TTL_MS);

        assertThatThrownBy(() -> lost.write(List.of(Samples.payment(Samples.anyId(), "SHOP", Phase.APPROVED)))
                        .await())
                .hasMessageContaining("50");
    }
}
