package io.txswitch.cluster.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.txswitch.cluster.control.Approvals.Decision;
import io.txswitch.cluster.control.ControlChange.Applied;
import io.txswitch.core.model.Secret;
import io.txswitch.sandbox.junit.ExpectedErrors;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class ControlChangeTest {
    private static final String TOKEN = "alice-has-a-token-of-her-own";

    private final InMemoryAudit audit = new InMemoryAudit();
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> done = new ArrayList<>();
    private Decision decision = new Decision.Granted(null);
    private HttpServer server;

    /** Knows nothing. */
    private static final class Nothing implements ControlActions {
        @Override
        public Future<JsonObject> show(String id, boolean messages) {
            return Future.succeededFuture(new JsonObject());
        }

        @Override
        public Future<JsonObject> find(Filter filter) {
            return Future.succeededFuture(new JsonObject());
        }

        @Override
        public Future<JsonObject> totals(LocalDate day, String by) {
            return Future.succeededFuture(new JsonObject());
        }

        @Override
        public Future<JsonObject> status() {
            return Future.succeededFuture(new JsonObject());
        }
    }

    private Future<Applied> paint(JsonObject body) {
        return switch (body.getString("colour", "")) {
            case "" -> throw new IllegalArgumentException("colour is missing");
            case "gone" -> Future.failedFuture(ChangeRefused.notFound("no door " + body.getString("id")));
            case "taken" -> throw ChangeRefused.conflict("somebody paints it");
            case "broken" -> Future.failedFuture(new IllegalStateException("no connection"));
            default -> {
                done.add(body.getString("id") + "=" + body.getString("colour"));
                yield Future.succeededFuture(new Applied(
                        new JsonObject().put("colour", "white"),
                        new JsonObject().put("colour", body.getString("colour")),
                        new JsonObject().put("ok", true)));
            }
        };
    }

    @BeforeEach
    void start(Vertx vertx) throws Exception {
        ControlConfig config =
                new ControlConfig("127.0.0.1", 0, List.of(new ControlConfig.Person("alice", new Secret(TOKEN))));
        ControlExtensions extensions = ControlExtensions.of(
                        List.of(new ControlQuery(
                                "door.show",
                                "/control/doors/:id",
                                asked -> Future.succeededFuture(asked.copy().put("asked", true)))),
                        List.of(
                                new ControlChange("door.paint", "/control/doors/:id/paint", true, this::paint),
                                new ControlChange("door.touch", "/control/doors/:id/touch", false, this::paint)))
                .with(wanted -> Future.succeededFuture(decision));
        ControlPort port = new ControlPort(
                config,
                new Nothing(),
                extensions,
                new AuditTrail(audit, "node-1", InstantSource.fixed(Instant.parse("2026-03-01T10:00:00Z"))));
        server = vertx.createHttpServer()
                .requestHandler(port.router(vertx))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() {
        client.close();
    }

    private HttpResponse<String> post(String path, String token, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path))
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> paint(String body) throws IOException, InterruptedException {
        return post("/control/doors/7/paint", TOKEN, body);
    }

    @Test
    void aChangeIsWrittenDownBeforeAndAfter() throws Exception {
        HttpResponse<String> answer = paint("{\"colour\":\"red\",\"reason\":\" it faded \",\"key\":\"0123456789\"}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"ok\":true}");
        assertThat(done).containsExactly("7=red");
        assertThat(audit.entries())
                .extracting(Audit.Entry::action, Audit.Entry::target, Audit.Entry::reason)
                .containsExactly(
                        tuple("door.paint", "/control/doors/7/paint", "it faded"),
                        tuple("door.paint.done", "/control/doors/7/paint", null));
        Audit.Entry last = audit.entries().getLast();
        assertThat(last.person()).isEqualTo("alice");
        assertThat(last.before()).isEqualTo("{\"colour\":\"white\"}");
        assertThat(last.after()).isEqualTo("{\"colour\":\"red\"}");
        assertThat(audit.entries().toString()).doesNotContain("0123456789");
        assertThat(audit.firstBrokenRow().result()).isZero();
    }

    @Test
    void withoutAReasonNothingHappensWhereOneIsAskedFor() throws Exception {
        assertThat(paint("{\"colour\":\"red\"}").statusCode()).isEqualTo(400);
        assertThat(paint("{\"colour\":\"red\",\"reason\":\"  \"}").statusCode()).isEqualTo(400);
        assertThat(paint("{\"colour\":\"red\",\"reason\":7}").statusCode()).isEqualTo(400);
        assertThat(paint("{\"colour\":\"red\",\"reason\":\"" + "x".repeat(501) + "\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(done).isEmpty();
        assertThat(audit.entries()).isEmpty();
        assertThat(post("/control/doors/7/touch", TOKEN, "{\"colour\":\"red\"}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aStrangerChangesNothing() throws Exception {
        String body = "{\"colour\":\"red\",\"reason\":\"x\"}";
        assertThat(post("/control/doors/7/paint", "not-her-token", body).statusCode())
                .isEqualTo(401);
        assertThat(done).isEmpty();
        assertThat(audit.entries()).isEmpty();
    }

    @Test
    void thePathSaysWhatIsMeantAndTheBodyCannotSayOtherwise() throws Exception {
        paint("{\"id\":\"8\",\"colour\":\"red\",\"reason\":\"x\"}");
        assertThat(done).containsExactly("7=red");
    }

    @Test
    void whatIsRefusedIsWrittenDownToo() throws Exception {
        assertThat(paint("{\"reason\":\"x\"}").body()).contains("colour is missing");
        assertThat(paint("{\"colour\":\"gone\",\"reason\":\"x\"}").statusCode()).isEqualTo(404);
        assertThat(paint("{\"colour\":\"taken\",\"reason\":\"x\"}").statusCode())
                .isEqualTo(409);
        assertThat(audit.entries().stream().filter(each -> each.action().equals("door.paint.refused")))
                .extracting(Audit.Entry::reason)
                .containsExactly("colour is missing", "no door 7", "somebody paints it");
    }

    @Test
    void aStoreThatIsAwayIsSaidAndNoDetailIsTold() throws Exception {
        ExpectedErrors.allow("control=door.paint failed");
        HttpResponse<String> answer = paint("{\"colour\":\"broken\",\"reason\":\"x\"}");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).doesNotContain("connection");
    }

    @Test
    void aBodyThatIsNoneIsRefusedWithoutQuotingIt() throws Exception {
        for (String body : List.of("{\"components\":[\"0123456789ABCDEF\"", "[]", "7", "\"0123456789ABCDEF\"")) {
            HttpResponse<String> answer = paint(body);
            assertThat(answer.statusCode()).as(body).isEqualTo(400);
            assertThat(answer.body()).doesNotContain("0123456789");
        }
        assertThat(paint("x".repeat(70_000)).statusCode()).isEqualTo(413);
        assertThat(done).isEmpty();
    }

    @Test
    void aSecondPersonMayHaveToAgree() throws Exception {
        String body = "{\"colour\":\"red\",\"reason\":\"x\"}";
        decision = new Decision.Waiting("T-1");
        assertThat(paint(body).statusCode()).isEqualTo(202);
        decision = new Decision.Refused("bob says no");
        assertThat(paint(body).statusCode()).isEqualTo(403);
        assertThat(done).isEmpty();
        decision = new Decision.Granted("bob");
        assertThat(paint(body).statusCode()).isEqualTo(200);
        assertThat(audit.entries())
                .extracting(Audit.Entry::action)
                .containsExactly("door.paint.waiting", "door.paint.refused", "door.paint", "door.paint.done");
        assertThat(audit.entries().getLast().reason()).isEqualTo("approved by bob");
    }

    @Test
    void aQuestionGetsThePartsOfItsPathAndItsParameters() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.actualPort() + "/control/doors/9?limit=3"))
                .header("Authorization", "Bearer " + TOKEN)
                .build();
        assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).body())
                .isEqualTo("{\"limit\":\"3\",\"id\":\"9\",\"asked\":true}");
        assertThat(audit.entries()).extracting(Audit.Entry::action).containsExactly("door.show");
    }
}
