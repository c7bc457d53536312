package io.txswitch.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.txswitch.core.bus.WireJson;
import io.txswitch.core.config.StoresConfig;
import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.model.Phase;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class RedisReadModelTest {
    private final ObjectMapper json = WireJson.mapper(ApiNode.KEYS);
    private RedisLink link;
    private String key = "";
    private ReadModel readModel;

    @BeforeEach
    void start(Vertx vertx) {
        StoresConfig.Redis config = RedisPlaces.shared("readmodel");
        link = new RedisLink(vertx, config, RedisPlaces.PATIENT_MS);
        key = config.keyPrefix() + "rm:" + Views.PAYMENT_ID;
        readModel = new RedisReadModel(link, config.keyPrefix(), json);
        await().until(link::up);
    }

    @AfterEach
    void stop() {
        Waiting.on(link.close());
    }

    private void stored(String text) {
        Waiting.on(link.send(Request.cmd(Command.SET).arg(key).arg(text)));
    }

    @Test
    void whatTheNotifierWroteIsFound() throws JsonProcessingException {
        PaymentView written = Views.payment(Phase.APPROVED);
        stored(json.writeValueAsString(written));
        assertThat(Waiting.on(readModel.find(Views.PAYMENT_ID))).contains(written);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(Waiting.on(readModel.find(Views.PAYMENT_ID))).isEmpty();
    }

    @Test
    void anEntryThatCannotBeReadIsAsGoodAsNone() {
        for (String text : new String[] {"", "null", "{}", "[]", "{\"id\":\"x\"}", "\u0000"}) {
            stored(text);
            assertThat(Waiting.on(readModel.find(Views.PAYMENT_ID))).as(text).isEmpty();
        }
    }

    @Test
    void anEntryOfAnotherPaymentIsNotShown() throws JsonProcessingException {
        stored(json.writeValueAsString(Views.refund(Phase.APPROVED)));
        assertThat(Waiting.on(readModel.find(Views.PAYMENT_ID))).isEmpty();
    }

    @Test
    void aLostRedisIsAsGoodAsNoEntry() {
        Waiting.on(link.close());
        assertThat(Waiting.on(readModel.find(Views.PAYMENT_ID))).isEmpty();
    }
}
