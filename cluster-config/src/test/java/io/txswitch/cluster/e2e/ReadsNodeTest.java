package io.txswitch.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.sandbox.demo.NodePorts;
import io.txswitch.sandbox.demo.Nodes;
import io.txswitch.sandbox.demo.Wait;
import io.txswitch.sandbox.merchant.ApiAnswer;
import io.txswitch.sandbox.merchant.MerchantClient;
import io.txswitch.sandbox.merchant.NewPayment;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A node that owns no transaction answers what merchants ask, whatever becomes of those that do. */
final class ReadsNodeTest {
    private static final List<String> READS_ONLY = List.of("api", "reads");
    private static final List<String> NO_READS =
            Nodes.ALL_ROLES.stream().filter(role -> !role.equals("reads")).toList();

    @Test
    void whatMerchantsAskIsAnsweredWhileNoCoreRuns() {
        try (TestSwitch running = TestSwitch.start("reads", 2, ReadsNodeTest::roles)) {
            MerchantClient merchant = running.merchant(1);
            ApiAnswer made = Wait.on(merchant.createPayment(new NewPayment("READS1", "alipay_qr", 1_070, "tea", "")));
            assertThat(made.status()).isEqualTo(201);
            String id = made.text("id");
            assertThat(Wait.until(30_000, () -> status(merchant, id).equals("succeeded")))
                    .as("the sandbox's payer pays")
                    .isTrue();
            assertThat(status(running.merchant(0), id))
                    .as("the other edge asks this node")
                    .isEqualTo("succeeded");

            running.node(0).process().kill9();

            assertThat(status(merchant, id)).isEqualTo("succeeded");
            assertThat(Wait.until(
                            30_000,
                            () -> Wait.on(merchant.raw(HttpMethod.GET, "/v1/payments", ""))
                                            .status()
                                    == 200))
                    .isTrue();
            String day = made.text("created_at").substring(0, 10);
            for (String path : List.of(
                    "/v1/payments?order_no=READS1",
                    "/v1/payments",
                    "/v1/refunds",
                    "/v1/agreements",
                    "/v1/totals?day=" + day + "&utc_offset=%2B00:00")) {
                assertThat(Wait.on(merchant.raw(HttpMethod.GET, path, "")).status())
                        .as(path)
                        .isEqualTo(200);
            }
            assertThat(Wait.until(
                            90_000,
                            () -> Wait.on(merchant.createPayment(
                                                    new NewPayment("READS2", "alipay_qr", 1_071, "tea", "")))
                                            .status()
                                    == 503))
                    .as("nobody is there to make one")
                    .isTrue();
            assertThat(running.errors(1)).isEmpty();
        }
    }

    private static String status(MerchantClient merchant, String id) {
        return Wait.on(merchant.getPayment(id)).text("status");
    }

    private static void roles(JsonObject config, List<NodePorts> ports) {
        JsonObject node = config.getJsonObject("node");
        node.put("roles", new JsonArray(node.getString("id").equals("node-1") ? NO_READS : READS_ONLY));
    }
}
