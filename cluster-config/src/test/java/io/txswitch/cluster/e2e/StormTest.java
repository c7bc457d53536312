package io.txswitch.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.sandbox.demo.NodePorts;
import io.txswitch.sandbox.demo.Wait;
import io.txswitch.sandbox.merchant.ApiAnswer;
import io.txswitch.sandbox.merchant.MerchantClient;
import io.txswitch.sandbox.merchant.NewPayment;
import io.txswitch.sandbox.merchant.NewRefund;
import io.txswitch.sandbox.merchant.SignedRequest;
import io.txswitch.sandbox.wallet.NoticeFault;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two nodes and a storm: every wallet notification is posted five times, shuffled, to both. The nodes themselves ask
 * the wallets late, so that what ends most payments is a notification, or the loyalty example's consumer that finds it
 * open.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StormTest {
    private static final Logger LOG = LoggerFactory.getLogger(StormTest.class);
    private static final List<String> PRODUCTS = List.of("alipay_qr", "wechat_qr", "unionpay_qr");
    private static final int EACH = 6;
    private static final int REFUNDS = 200;
    private static final long WITHIN_MS = 30_000;
    /** The nodes themselves ask the wallets so late that most is told before. */
    private static final long LATER_MS = 4_000;

    private static final long REPAIR_AFTER_MS = 1_000;
    private static final int NOTHING = 404;

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Vertx vertx = Vertx.vertx();
    private NoticeStorm storm;
    private TestSwitch running;
    private List<MerchantClient> nodes;

    @BeforeAll
    void start() {
        LOG.info("seed={}", seed);
        storm = Wait.on(NoticeStorm.start(vertx, new Random(seed)));
        running = TestSwitch.start("storm", 2, this::tune);
        storm.towards(running.nodes().stream().map(each -> each.ports().http()).toList());
        nodes = List.of(running.merchant(0), running.merchant(1));
    }

    private void tune(JsonObject config, List<NodePorts> ports) {
        JsonArray channels = config.getJsonArray("channels");
        channels.forEach(each -> ((JsonObject) each).put("notify-base-url", storm.url()));
        config.getJsonObject("core")
                .getJsonObject("flow")
                .put("first-retry-ms", LATER_MS)
                .put("max-retry-ms", LATER_MS);
        config.put("api", new JsonObject().put("limits", new JsonObject().put("requests-per-s", 100_000)));
        config.getJsonObject("loyalty").put("open-after-ms", REPAIR_AFTER_MS).put("scan-ms", 200);
    }

    @AfterAll
    void stop() {
        running.close();
        Wait.quietly(vertx.close());
    }

    @AfterEach
    void theBooksAgreeAndNobodyComplained() {
        storm.hold(false);
        PRODUCTS.forEach(product -> faults(product, NoticeFault.NONE));
        assertThat(running.booksAtRest().differences()).as("seed %d", seed).isEmpty();
        assertThat(running.errors(0)).isEmpty();
        assertThat(running.errors(1)).isEmpty();
    }

    private void faults(String product, NoticeFault fault) {
        switch (product) {
            case "alipay_qr" -> running.world().alipay().faults().notices(fault);
            case "wechat_qr" -> running.world().wechat().faults().notices(fault);
            default -> running.world().unionpay().faults().notices(fault);
        }
    }

    private List<String> created(String prefix, int each, long amountMinor) {
        List<Future<ApiAnswer>> answers = new ArrayList<>();
        for (String product : PRODUCTS) {
            for (int i = 0; i < each; i++) {
                NewPayment order =
                        new NewPayment(prefix + product.charAt(0) + i, product, amountMinor, "a storm of tea", "");
                answers.add(nodes.get(i % 2).createPayment(order));
            }
        }
        return answers.stream()
                .map(Wait::on)
                .peek(answer ->
                        assertThat(answer.status()).as(answer.json().encode()).isEqualTo(201))
                .map(answer -> answer.text("id"))
                .toList();
    }

    private long in(String prefix, String phase) {
        return running.count("SELECT COUNT(*) FROM tx WHERE order_no LIKE '" + prefix + "%' AND phase='" + phase + "'");
    }

    private long appends() {
        return running.count("SELECT COUNT(*) FROM tx_event");
    }

    private void ends(String prefix, String phase, int count) {
        assertThat(Wait.until(WITHIN_MS, () -> in(prefix, phase) == count))
                .as("%s %s seed %d", prefix, phase, seed)
                .isTrue();
    }

    /** The whole storm once more changes not a row. */
    private void nothingChangesByAnotherStorm() {
        assertThat(running.booksAtRest().differences()).isEmpty();
        long before = appends();
        Wait.on(storm.again());
        assertThat(appends()).as("seed %d", seed).isEqualTo(before);
    }

    @Test
    void everyNotificationFiveTimesShuffledToBothNodesEndsEachPaymentOnce() {
        storm.hold(true);
        created("H", EACH, 1_200);
        assertThat(Wait.until(WITHIN_MS, () -> storm.held() >= EACH * PRODUCTS.size()))
                .isTrue();
        Wait.on(storm.release());
        ends("H", "APPROVED", EACH * PRODUCTS.size());
        nothingChangesByAnotherStorm();
        assertThat(running.count(
                        "SELECT COUNT(*) FROM tx t WHERE order_no LIKE 'H%' AND (SELECT COUNT(*) FROM tx_event e"
                                + " WHERE e.tx_id=t.id) <> 3"))
                .as("asked for, to be paid, paid: three appends")
                .isZero();
    }

    @Test
    void aStormBeforeOurOwnAnswerIsTakenAsThePayment() {
        PRODUCTS.forEach(product -> faults(product, NoticeFault.EARLY));
        created("E", 2, 1_200);
        ends("E", "APPROVED", 2 * PRODUCTS.size());
        nothingChangesByAnotherStorm();
    }

    @Test
    void aStormOfSuccessAfterAllWasTakenBackIsOldNews() {
        storm.hold(true);
        List<String> ids = created("T", 2, 1_200);
        assertThat(Wait.until(WITHIN_MS, () -> storm.held() >= ids.size())).isTrue();
        for (String id : ids) {
            ApiAnswer answer = Wait.on(nodes.getFirst().raw(HttpMethod.POST, "/v1/payments/" + id + "/cancel", ""));
            assertThat(answer.ok()).as(answer.json().encode()).isTrue();
        }
        Wait.on(storm.release());
        storm.hold(false);
        ends("T", "REVERSED", ids.size());
        nothingChangesByAnotherStorm();
        assertThat(running.count(of("T%", "COMPENSATION"))).isZero();
    }

    private static String of(String order, String kind) {
        return "SELECT COUNT(*) FROM tx c JOIN tx t ON t.id=c.original_id WHERE t.order_no LIKE '" + order
                + "' AND c.kind='" + kind + "'";
    }

    /** The wallet said that it had closed the order, and took the payer's money all the same. */
    @Test
    void aLateSuccessAfterTheCloseIsReturnedByOneCompensation() {
        NewPayment order = new NewPayment("L1", "alipay_qr", 1_269, "late tea", "");
        String id = Wait.on(nodes.getFirst().createPayment(order)).text("id");
        Wait.on(running.world().alipay().scan(id));
        running.world().alipay().faults().closeInNameOnce();
        Wait.on(nodes.getFirst().raw(HttpMethod.POST, "/v1/payments/" + id + "/close", ""));
        ends("L1", "CLOSED", 1);
        Wait.on(running.world().alipay().pay(id));
        String compensation = of("L1", "COMPENSATION");
        assertThat(Wait.until(WITHIN_MS, () -> running.count(compensation + " AND c.phase='FORWARDED'") == 1))
                .isTrue();
        nothingChangesByAnotherStorm();
        assertThat(running.count(compensation)).isEqualTo(1);
        assertThat(in("L1", "CLOSED")).isEqualTo(1);
        assertThat(logged("tx=" + id, "case=late-success")).isEqualTo(1);
    }

    private long logged(String... words) {
        return List.of(0, 1).stream()
                .flatMap(node -> running.logLines(node).stream())
                .filter(line -> List.of(words).stream().allMatch(line::contains))
                .count();
    }

    @Test
    void twoHundredFullRefundsAtOnceOnBothNodesLeadToOne() {
        String id = Wait.on(
                        nodes.getFirst().createPayment(new NewPayment("R1", "alipay_qr", 1_200, "tea, given back", "")))
                .text("id");
        ends("R1", "APPROVED", 1);
        List<Future<ApiAnswer>> asked = new ArrayList<>();
        for (int i = 0; i < REFUNDS; i++) {
            asked.add(nodes.get(i % 2).createRefund(new NewRefund("RF" + i, id, 1_200, "all of it")));
        }
        List<ApiAnswer> told = asked.stream().map(Wait::on).toList();
        assertThat(told.stream().filter(ApiAnswer::ok)).hasSize(1);
        assertThat(told.stream().filter(each -> !each.ok()))
                .hasSize(REFUNDS - 1)
                .allMatch(each -> each.text("code").equals("refund_exceeds_payment"));
        assertThat(running.count(of("R1", "REFUND") + " AND c.phase='APPROVED'"))
                .isEqualTo(1);
        ApiAnswer payment = Wait.on(nodes.get(1).getPayment(id));
        assertThat(payment.json().getLong("refunded_amount")).isEqualTo(1_200L);
    }

    /** What stores a nonce for a payment is the journal; a store of hints that forgets everything changes nothing. */
    @Test
    void aReplayIsRefusedOnBothNodesAlsoAfterRedisForgotEverything() {
        String body = "{\"order_no\":\"N1\",\"product\":\"alipay_qr\",\"amount\":1200,\"currency\":\"CNY\","
                + "\"subject\":\"tea\"}";
        SignedRequest signed = nodes.getFirst().sign(HttpMethod.POST, "/v1/payments", body);
        assertThat(Wait.on(nodes.getFirst().send(signed)).status()).isEqualTo(201);
        ends("N1", "APPROVED", 1);
        RedisDump.flush(
                running.world().vertx(), running.world().stores().addresses().redisUri());
        for (MerchantClient node : nodes) {
            assertThat(Wait.on(node.send(signed)).status()).isEqualTo(401);
        }
        assertThat(Wait.on(nodes.get(1).raw(HttpMethod.POST, "/v1/payments", body))
                        .status())
                .as("the same order, signed anew, is no replay")
                .isEqualTo(200);
        assertThat(Wait.on(nodes.get(1).getPayment("0G0000000000A")).status()).isEqualTo(NOTHING);
    }

    @Test
    void pointsFollowAPaymentAndOneThatNobodyTellsOfIsRepairedByAskingItsWallet() {
        String paid = Wait.on(
                        nodes.getFirst().createPayment(new NewPayment("P1", "wechat_qr", 2_500, "tea with points", "")))
                .text("id");
        String points = "SELECT COALESCE(SUM(points),0) FROM loyalty_points WHERE payment_id='";
        assertThat(Wait.until(WITHIN_MS, () -> running.count(points + paid + "'") == 25))
                .isTrue();
        String silent = Wait.on(
                        nodes.get(1).createPayment(new NewPayment("P2", "alipay_qr", 3_068, "nobody tells of it", "")))
                .text("id");
        assertThat(Wait.until(WITHIN_MS, () -> running.count(points + silent + "'") == 30))
                .isTrue();
        assertThat(in("P2", "APPROVED")).isEqualTo(1);
        assertThat(logged("tx=" + silent, "repair=asked")).isPositive();
        Wait.on(nodes.getFirst().createRefund(new NewRefund("P1R", paid, 2_500, "points go back")));
        assertThat(Wait.until(WITHIN_MS, () -> running.count(points + paid + "'") == 0))
                .isTrue();
        assertThat(Wait.until(
                        WITHIN_MS,
                        () -> running.count("SELECT COUNT(*) FROM loyalty_open_payment WHERE" + " payment_id IN ('"
                                        + paid + "','" + silent + "')")
                                == 0))
                .isTrue();
    }
}
