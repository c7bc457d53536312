package io.txswitch.cluster.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.sandbox.books.BookComparer;
import io.txswitch.sandbox.demo.NodePorts;
import io.txswitch.sandbox.demo.Wait;
import io.txswitch.sandbox.demo.World;
import io.txswitch.sandbox.iso.Frame;
import io.txswitch.sandbox.merchant.ApiAnswer;
import io.txswitch.sandbox.merchant.MerchantClient;
import io.txswitch.sandbox.merchant.MerchantKeys;
import io.txswitch.sandbox.merchant.NewPayment;
import io.txswitch.sandbox.merchant.SignedRequest;
import io.txswitch.sandbox.pos.CardDeck;
import io.txswitch.sandbox.pos.PosAnswer;
import io.txswitch.sandbox.pos.PosRequest;
import io.txswitch.sandbox.pos.PosTerminal;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two nodes are shared by all; each test counts what it changed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BadInputTest {
    private static final int ASKED_AFTER_MS = 10_000;

    private static final String PAYMENTS = "/v1/payments";
    private static final int AT_ONCE = 100;
    private static final long CLOSED_WITHIN_MS = 20_000;
    /** More than a signature may be old. */
    private static final long STALE_SECONDS = 301;

    private TestSwitch running;
    private MerchantClient merchant;
    private long payments;
    private long sales;
    private long messages;
    private int orders;

    @BeforeAll
    void start() {
        running = TestSwitch.start("input", 2, BadInputTest::notifyTheOther);
        merchant = running.merchant(0);
        count();
    }

    /** The wallets' notifications of a node's payments go to the other node, long before the owner would ask. */
    private static void notifyTheOther(JsonObject config, List<NodePorts> ports) {
        config.getJsonObject("core").getJsonObject("flow").put("first-retry-ms", ASKED_AFTER_MS);
        int own = config.getJsonObject("http").getInteger("port");
        NodePorts other =
                ports.stream().filter(each -> each.http() != own).findFirst().orElseThrow();
        JsonArray channels = config.getJsonArray("channels");
        channels.forEach(each -> ((JsonObject) each).put("notify-base-url", "http://127.0.0.1:" + other.http()));
    }

    @AfterAll
    void stop() {
        running.close();
    }

    /** Whatever came in, the nodes go on, and the books agree. */
    @AfterEach
    void theNodesGoOn() {
        PosTerminal terminal = running.terminal(0, "T9200001");
        assertThat(Wait.on(terminal.chipSale(CardDeck.unionPay(1), 1_000)).responseCode())
                .isEqualTo("00");
        Wait.quietly(terminal.close());
        BookComparer.Result books = running.booksAtRest();
        assertThat(books.differences()).isEmpty();
        assertThat(running.errors(0)).isEmpty();
        assertThat(running.errors(1)).isEmpty();
        count();
    }

    private void count() {
        payments = running.count("SELECT COUNT(*) FROM tx");
        messages = running.count("SELECT COUNT(*) FROM channel_message");
        sales = running.world().bank().received("0200");
    }

    private void nothingHappened() {
        assertThat(running.count("SELECT COUNT(*) FROM tx")).isEqualTo(payments);
        assertThat(running.count("SELECT COUNT(*) FROM channel_message")).isEqualTo(messages);
        assertThat(running.world().bank().received("0200")).isEqualTo(sales);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000", // no room for a TPDU
                "ffff60000100000200", // longer than any message
                "000760000000000200", // a message of two bytes, no bitmap
                "000a6000000000ffffffffff", // no message type
                "001160000000000200ffffffffffffffffffffff", // a bitmap that promises everything
                "00096100000000020000", // no TPDU that anybody knows
                "474554202f20485454502f312e310d0a0d0a" // HTTP
            })
    void aFrameThatIsNoMessageClosesTheLine(String hex) {
        PosTerminal terminal = running.terminal(0, "T9200002");
        Wait.on(terminal.send(HexFormat.of().parseHex(hex)));
        assertThat(Wait.until(CLOSED_WITHIN_MS, () -> !terminal.isOpen() || answeredWith30(terminal)))
                .isTrue();
        nothingHappened();
        Wait.quietly(terminal.close());
    }

    private static boolean answeredWith30(PosTerminal terminal) {
        return terminal.unmatched().stream().anyMatch(answer -> answer.text(39).equals("30"));
    }

    @Test
    void aMessageWhoseHeaderCanBeReadIsAnsweredWith30AndTheLineStays() {
        PosTerminal terminal = running.terminal(0, "T9200003");
        byte[] whole = terminal.messages()
                .chipSale(CardDeck.unionPay(2), 1_000)
                .frame()
                .message();
        byte[] tpdu = HexFormat.of().parseHex("6000010000");
        byte[] cut = java.util.Arrays.copyOf(whole, whole.length - 20);
        Wait.on(terminal.send(new Frame(tpdu, cut).toBuffer().getBytes()));
        assertThat(Wait.until(CLOSED_WITHIN_MS, () -> answeredWith30(terminal))).isTrue();
        assertThat(Wait.on(terminal.echo()).responseCode()).isEqualTo("00");
        nothingHappened();
        Wait.quietly(terminal.close());
    }

    @Test
    void aFrameThatIsNeverFinishedClosesTheLine() {
        PosTerminal terminal = running.terminal(0, "T9200004");
        byte[] whole = terminal.messages()
                .chipSale(CardDeck.unionPay(2), 1_000)
                .frame()
                .toBuffer()
                .getBytes();
        Wait.on(terminal.send(java.util.Arrays.copyOf(whole, whole.length - 1)));
        assertThat(Wait.until(2 * CLOSED_WITHIN_MS, () -> !terminal.isOpen())).isTrue();
        nothingHappened();
    }

    @Test
    void aRequestThatIsNotProperlySignedIs401AndLeavesNoTrace() {
        String body = body("1000");
        SignedRequest once = merchant.sign(HttpMethod.POST, PAYMENTS, body);
        MerchantClient stranger = new MerchantClient(
                running.world().vertx(),
                running.node(0).apiUrl(),
                MerchantKeys.generate("app-sandbox-1", new SecureRandom()));
        List<Future<ApiAnswer>> answers = List.of(
                merchant.tampered(HttpMethod.POST, PAYMENTS, body),
                merchant.send(stale(body, STALE_SECONDS)),
                merchant.send(stale(body, -STALE_SECONDS)),
                merchant.send(new SignedRequest(HttpMethod.POST, PAYMENTS, body, "")),
                merchant.send(new SignedRequest(HttpMethod.POST, PAYMENTS + "?a=1", body, once.authorization())),
                merchant.send(new SignedRequest(HttpMethod.POST, PAYMENTS, body, once.authorization() + "0")),
                stranger.raw(HttpMethod.POST, PAYMENTS, body));
        assertThat(answers).allSatisfy(answer -> {
            assertThat(Wait.on(answer).status()).isEqualTo(401);
            assertThat(Wait.on(answer).text("code")).isEqualTo("unauthorized");
        });
        nothingHappened();
    }

    @Test
    void noRequestHidesInAnother() {
        int port = running.node(0).ports().http();
        for (String request : RawHttp.smuggled()) {
            String reply = RawHttp.exchange(port, request);
            assertThat(RawHttp.answers(reply)).as(request + "\n->\n" + reply).isLessThanOrEqualTo(1);
            assertThat(reply).as(request).doesNotContain("HTTP/1.1 2");
        }
        assertThat(RawHttp.exchange(port, RawHttp.nearlyALength())).doesNotContain("HTTP/1.1 2");
        nothingHappened();
    }

    @Test
    void headersAndParametersHaveABound() {
        for (int port :
                List.of(running.node(0).ports().http(), running.node(0).ports().control())) {
            for (String request : List.of(
                    RawHttp.longHeader(64 * 1024), RawHttp.manyHeaders(10_000), RawHttp.manyParameters(10_000))) {
                String reply = RawHttp.exchange(port, request);
                assertThat(reply.isEmpty() || reply.contains("reset") || reply.matches("(?s)HTTP/1\\.[01] 4.*"))
                        .as(request.substring(0, 60) + "\n->\n" + reply)
                        .isTrue();
            }
        }
        nothingHappened();
    }

    private SignedRequest stale(String body, long seconds) {
        return merchant.signAt(HttpMethod.POST, PAYMENTS, body, Instant.now().minusSeconds(seconds));
    }

    @Test
    void aReplayIs401OnEitherNode() {
        SignedRequest signed = merchant.sign(HttpMethod.POST, PAYMENTS, body("1000"));
        assertThat(Wait.on(merchant.send(signed)).status()).isEqualTo(201);
        assertThat(running.booksAtRest().differences()).isEmpty();
        count();
        assertThat(Wait.on(merchant.send(signed)).status()).isEqualTo(401);
        assertThat(Wait.on(running.merchant(1).send(signed)).status()).isEqualTo(401);
        nothingHappened();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "0",
                "0.5",
                "10.0",
                "1e3",
                "\"1000\"",
                "null",
                "true",
                "9223372036854775807",
                "9223372036854775808",
                "1000000000000"
            })
    void anAmountThatCannotBePaidIs400AndLeavesNoTrace(String amount) {
        assertThat(Wait.on(merchant.raw(HttpMethod.POST, PAYMENTS, body(amount)))
                        .status())
                .isEqualTo(400);
        nothingHappened();
    }

    private String body(String amount) {
        return ("{\"order_no\":\"BAD%d\",\"product\":\"alipay_qr\",\"amount\":%s,\"currency\":\"CNY\","
                        + "\"subject\":\"tea\"}")
                .formatted(orders++, amount);
    }

    @Test
    void theSameOrderAHundredTimesAtOnceOnBothNodesIsOnePayment() {
        NewPayment order = new NewPayment("SAME", "wechat_qr", 1_200, "one pot", "");
        List<Future<ApiAnswer>> answers = new ArrayList<>();
        MerchantClient other = running.merchant(1);
        for (int i = 0; i < AT_ONCE; i++) {
            answers.add((i % 2 == 0 ? merchant : other).createPayment(order));
        }
        List<ApiAnswer> told = answers.stream().map(Wait::on).toList();
        assertThat(told).allMatch(ApiAnswer::ok);
        assertThat(told.stream().map(answer -> answer.text("id")).distinct()).hasSize(1);
        assertThat(told.stream().filter(answer -> answer.status() == 201)).hasSize(1);
        assertThat(running.count("SELECT COUNT(*) FROM tx")).isEqualTo(payments + 1);
    }

    @Test
    void theSameSaleAHundredTimesAtOnceOnBothNodesIsOneDebit() {
        World world = running.world();
        List<PosTerminal> lines = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            lines.add(running.terminal(i % 2, "T9200005"));
        }
        PosRequest sale = lines.getFirst().messages().chipSale(CardDeck.unionPay(3), 1_300);
        List<Future<PosAnswer>> answers = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            answers.add(lines.get(i % lines.size()).send(sale));
        }
        List<PosAnswer> told = answers.stream().map(Wait::on).toList();
        assertThat(told).allMatch(PosAnswer::approved);
        assertThat(told.stream().map(PosAnswer::rrn).distinct()).hasSize(1);
        assertThat(world.bank().received("0200")).isEqualTo(sales + 1);
        assertThat(running.count("SELECT COUNT(*) FROM tx")).isEqualTo(payments + 1);
        lines.forEach(line -> Wait.quietly(line.close()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"alipay_qr", "wechat_qr"})
    void aNotificationThatReachesTheOtherNodeEndsThePaymentOfItsOwner(String product) {
        ApiAnswer created =
                Wait.on(merchant.createPayment(new NewPayment("OTHER" + orders++, product, 1_400, "tea", "")));
        assertThat(created.status()).isEqualTo(201);
        Wait.on(running.world()
                .merchant()
                .awaitEvent(
                        event -> event.type().equals("payment.succeeded")
                                && event.paymentId().equals(created.text("id")),
                        20_000));
        assertThat(running.count("SELECT COUNT(*) FROM tx WHERE owner='node-1' AND order_no='OTHER" + (orders - 1)
                        + "' AND phase='APPROVED' AND open=0"))
                .isEqualTo(1);
        // The payer pays long before the owner would ask: node 2 wrote it down.
        assertThat(running.count("SELECT COUNT(*) FROM tx_event e JOIN tx t ON t.id=e.tx_id WHERE t.order_no='OTHER"
                        + (orders - 1) + "' AND e.writer DIV 16=(SELECT node_no FROM node_lease WHERE"
                        + " node_id='node-2')"))
                .isEqualTo(1);
    }
}
