package io.txswitch.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.contract.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every request. */
@ExtendWith(VertxExtension.class)
class FrameTest {
    private ApiNode node;

    @BeforeEach
    void start(Vertx vertx) {
        node = ApiNode.start(vertx);
    }

    private static void isProblem(Reply reply, int status, String code) {
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.headers().get("Content-Type")).isEqualTo("application/problem+json");
        assertThat(reply.headers().get("X-Request-Id"))
                .isEqualTo(reply.json().path("request_id").asText());
        assertThat(reply.json().path("status").asInt()).isEqualTo(status);
        assertThat(reply.json().path("title").asText()).isNotEmpty();
        assertThat(reply.json().path("detail").asText()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/", "/v1/nothing", "/v1/payments/a/b", "/v1/refunds/a/b", "/v1/Payments"})
    void anAddressThatIsNotThereIsAProblem(String path) {
        isProblem(node.get(path).send(), 404, "not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"})
    void anotherMethodIsAProblem(String method) {
        Reply reply = new Call(node, method, "/v1/payments").send();
        isProblem(reply, 405, "method_not_allowed");
        assertThat(reply.headers().get("Allow")).isEqualTo("GET, POST");
        isProblem(new Call(node, method, "/v1/refunds/x").send(), 405, "method_not_allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/json; charset=utf-16",
                "application/json, text/html",
                "application/jsonp",
                "application/vnd.api+json"
            })
    void onlyPlainJsonIsRead(String type) {
        isProblem(
                node.post("/v1/payments", Bodies.payment("o1"))
                        .header("Content-Type", type)
                        .send(),
                415,
                "unsupported_media_type");
        assertThat(node.core.submitted).isEmpty();
    }

    @Test
    void aSaneTraceIsGivenBackAndAnyOtherIsDropped() {
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        assertThat(node.get("/v1/products")
                        .header("traceparent", trace)
                        .send()
                        .headers()
                        .get("traceparent"))
                .isEqualTo(trace);
        for (String bad : new String[] {
            "x", trace.replace("00-0a", "ff-0a"), trace + "-x", "00-" + "0".repeat(32) + "-b7ad6b7169203331-01"
        }) {
            assertThat(node.get("/v1/products")
                            .header("traceparent", bad)
                            .send()
                            .headers()
                            .get("traceparent"))
                    .isNull();
        }
    }

    @Test
    void aBodyWithoutOrWithTwoTypesIsNotRead() {
        isProblem(
                node.post("/v1/payments", Bodies.payment("o1"))
                        .without("Content-Type")
                        .send(),
                415,
                "unsupported_media_type");
        isProblem(
                node.post("/v1/payments", Bodies.payment("o1"))
                        .addHeader("Content-Type", "text/html")
                        .send(),
                415,
                "unsupported_media_type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json;charset=UTF-8", "Application/JSON; charset=utf-8"})
    void theUsualSpellingsOfJsonAreRead(String type) {
        assertThat(node.post("/v1/payments", Bodies.payment("o1"))
                        .header("Content-Type", type)
                        .send()
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aCompressedBodyIsNotUnpacked() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(new byte[10_000_000]);
        }
        isProblem(
                node.post("/v1/payments", "")
                        .body(packed.toByteArray())
                        .header("Content-Encoding", "gzip")
                        .send(),
                415,
                "unsupported_media_type");
    }

    @Test
    void aBodyOverTheLimitIsNotKept() {
        String large = Bodies.payment("o1").replace("tea", "t".repeat(StrictJson.MAX_BODY_BYTES));
        isProblem(node.post("/v1/payments", large).send(), 413, "body_too_large");
        assertThat(node.get("/v1/nothing").send().status()).isEqualTo(404);
    }

    @Test
    void aChunkedBodyOverTheLimitIsNotKept() throws IOException {
        String chunk = "2000\r\n" + " ".repeat(0x2000) + "\r\n";
        String answer = exchange(head("Transfer-Encoding: chunked") + chunk.repeat(5) + "0\r\n\r\n", node);
        assertThat(answer).startsWith("HTTP/1.1 413 ").contains("body_too_large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-2\r\n{}\r\n", "0x2\r\n{}\r\n", "ffffffff\r\n{}\r\n", "fffffffffffffffff2\r\n{}\r\n"})
    void aChunkThatIsNoneClosesTheLineAndIsNoErrorOfOurs(String chunk) throws IOException {
        String answer = exchange(head("Transfer-Encoding: chunked") + chunk + "0\r\n\r\n", node);
        assertThat(answer.isEmpty() || answer.startsWith("HTTP/1.1 400 "))
                .as(answer)
                .isTrue();
        assertThat(node.core.submitted).isEmpty();
    }

    @Test
    void aBodyThatDoesNotArriveIsNotWaitedForForEver(Vertx vertx) throws IOException {
        ApiConfig impatient = ApiNode.config("{\"api\":{\"max-in-flight\":10,\"body-within-ms\":100}}");
        ApiNode other = ApiNode.start(vertx, impatient, ApiStores.inMemory(InstantSource.fixed(ApiNode.NOW)));
        String answer = exchange(head("Content-Length: 100") + "{", other);
        assertThat(answer).startsWith("HTTP/1.1 408 ").contains("body_too_slow");
    }

    @Test
    void aReadWithABodyIsRefused() {
        isProblem(node.get("/v1/payments/" + Views.PAYMENT_ID).body("{}").send(), 400, "invalid_request");
    }

    @Test
    void aSaneRequestIdIsKeptAndAnotherReplaced() {
        assertThat(node.get("/v1/x")
                        .header("X-Request-Id", "my-request-1")
                        .send()
                        .headers()
                        .get("X-Request-Id"))
                .isEqualTo("my-request-1");
        for (String bad : List.of("short", "a b c d e f", "x".repeat(65), "\"><script>")) {
            assertThat(node.get("/v1/x")
                            .header("X-Request-Id", bad)
                            .send()
                            .headers()
                            .get("X-Request-Id"))
                    .matches("[0-9a-f]{16}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/products",
                "/v1/nothing",
                "/v1/openapi.json",
                "/docs",
                "/docs/page.js",
                "/cashier",
                "/cashier/no-token",
                "/plate/none",
                "/result/no-token",
                "/result/state"
            })
    void everyAnswerHasTheRequestsId(String path) {
        Reply reply = node.get(path).header("X-Request-Id", "my-request-1").send();
        assertThat(reply.headers().getAll("X-Request-Id")).containsExactly("my-request-1");
    }

    @Test
    void aBugIsAProblemWithoutATrace() {
        node.core.script =
                command -> Future.succeededFuture(new Outcome(Outcome.Result.REFUSED, null, null, "96", null, false));
        Reply reply = node.post("/v1/payments", Bodies.payment("o1")).send();
        isProblem(reply, 500, "internal_error");
        assertThat(reply.body()).doesNotContain("Exception", "io.txswitch");
    }

    @Test
    void everyRequestIsTimedByItsRoute() {
        node.post("/v1/payments", Bodies.payment("o1")).send();
        node.get("/v1/payments/" + Views.PAYMENT_ID).send();
        node.get("/v1/" + "x".repeat(50)).send();
        assertThat(node.meters.find("txswitch_api_request").timers())
                .extracting(timer ->
                        timer.getId().getTag("route") + " " + timer.getId().getTag("status"))
                .contains("POST /v1/payments 201", "GET /v1/payments/:id 404", "other 404");
    }

    private String head(String length) {
        return "POST /v1/payments HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" + length + "\r\n\r\n";
    }

    private static String exchange(String sent, ApiNode node) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", node.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(sent.getBytes(StandardCharsets.US_ASCII));
            StringBuilder answer = new StringBuilder();
            byte[] some = new byte[4096];
            int n = socket.getInputStream().read(some);
            while (n > 0) {
                answer.append(new String(some, 0, n, StandardCharsets.UTF_8));
                n = answer.toString().endsWith("}")
                        ? 0
                        : socket.getInputStream().read(some);
            }
            return answer.toString();
        }
    }
}
