package io.txswitch.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.sandbox.merchant.ApiAnswer;
import io.txswitch.sandbox.merchant.MerchantClient;
import io.txswitch.sandbox.merchant.MerchantKeys;
import io.txswitch.sandbox.merchant.NewRefund;
import io.txswitch.sandbox.merchant.SignedRequest;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.junit5.VertxExtension;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The sandbox's merchant read the same specification a second time: both must mean the same by it. */
@ExtendWith(VertxExtension.class)
class IndependentClientTest {
    private ApiNode node;
    private MerchantClient client;

    @BeforeEach
    void start(Vertx vertx) {
        node = ApiNode.start(vertx);
        MerchantKeys keys = new MerchantKeys("app-1", ApiNode.SECRET.reveal(), "whsec_eA==");
        client = new MerchantClient(
                vertx, "http://127.0.0.1:" + node.port(), keys, InstantSource.fixed(ApiNode.NOW), new Random(1));
    }

    @AfterEach
    void stop() {
        client.close();
    }

    @Test
    void aPaymentAndItsRefundGoThrough() {
        ApiAnswer made = Waiting.on(client.createPayment(new io.txswitch.sandbox.merchant.NewPayment(
                "order-1", "wechat_qr", 1234, "\u4e00\u676f\u8336", "http://127.0.0.1:9999/hooks")));
        assertThat(made.status()).isEqualTo(201);
        ApiAnswer read = Waiting.on(client.getPayment(made.text("id")));
        assertThat(read.json()).isEqualTo(made.json());
        ApiAnswer refund = Waiting.on(client.createRefund(new NewRefund("refund-1", made.text("id"), 34, "cold")));
        assertThat(refund.status()).isEqualTo(201);
        assertThat(refund.text("order_no")).isEqualTo("order-1");
    }

    @Test
    void whatWasTamperedWithOrReplayedIsRefused() {
        assertThat(Waiting.on(client.tampered(HttpMethod.POST, "/v1/payments", Bodies.payment("order-1")))
                        .status())
                .isEqualTo(401);
        SignedRequest signed = client.sign(HttpMethod.POST, "/v1/payments", Bodies.payment("order-1"));
        assertThat(Waiting.on(client.send(signed)).status()).isEqualTo(201);
        assertThat(Waiting.on(client.send(signed)).status()).isEqualTo(401);
        assertThat(node.core.submitted).hasSize(1);
    }
}
