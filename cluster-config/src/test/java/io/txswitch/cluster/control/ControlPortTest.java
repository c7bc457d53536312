package io.txswitch.cluster.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.model.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
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
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class ControlPortTest {
    private static final String TOKEN = "alice-has-a-token-of-her-own";

    private final InMemoryAudit audit = new InMemoryAudit();
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpServer server;

    /** Answers what it was asked. */
    private static final class Echo implements ControlActions {
        @Override
        public Future<JsonObject> show(String id, boolean messages) {
            return answer(id + " " + messages);
        }

        @Override
        public Future<JsonObject> find(Filter filter) {
            return answer(filter.toString());
        }

        @Override
        public Future<JsonObject> totals(LocalDate day, String by) {
            return answer(day + " " + by);
        }

        @Override
        public Future<JsonObject> status() {
            return Future.failedFuture("database away");
        }

        private static Future<JsonObject> answer(String text) {
            return Future.succeededFuture(new JsonObject().put("payments", new JsonArray().add(text)));
        }
    }

    @BeforeEach
    void start(Vertx vertx) throws Exception {
        ControlConfig config =
                new ControlConfig("127.0.0.1", 0, List.of(new ControlConfig.Person("alice", new Secret(TOKEN))));
        ControlPort port = new ControlPort(
                config, "node-1", new Echo(), audit, InstantSource.fixed(Instant.parse("2026-03-01T10:00:00Z")));
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

    private HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path))
                .header("Authorization", "Bearer " + token)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void everyActionIsWrittenDownWithWhoAskedForWhat() throws Exception {
        assertThat(get("/control/payments/0S9R51Q6M000C?messages=true", TOKEN).body())
                .contains("0S9R51Q6M000C true");
        assertThat(audit.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.person()).isEqualTo("alice");
            assertThat(entry.action()).isEqualTo("payment.show");
            assertThat(entry.target()).contains("0S9R51Q6M000C");
        });
        assertThat(audit.firstBrokenRow().result()).isZero();
    }

    @Test
    void aStrangerIsRefusedAndNothingIsDone() throws Exception {
        assertThat(get("/control/payments/0S9R51Q6M000C", "not-her-token").statusCode())
                .isEqualTo(401);
        assertThat(get("/control/status", "").statusCode()).isEqualTo(401);
        assertThat(audit.entries()).isEmpty();
    }

    @Test
    void nonsenseIsAnsweredWithWhatIsWrong() throws Exception {
        assertThat(get("/control/totals?day=yesterday&by=merchant", TOKEN).statusCode())
                .isEqualTo(400);
        assertThat(get("/control/totals?day=2026-03-01&by=mood", TOKEN).body()).contains("merchant or channel");
        assertThat(get("/control/payments?amount=much", TOKEN).statusCode()).isEqualTo(400);
    }
}
