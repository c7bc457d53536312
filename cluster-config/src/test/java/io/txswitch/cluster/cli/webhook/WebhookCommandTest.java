package io.txswitch.cluster.cli.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.cluster.cli.CommandLineTool;
import io.txswitch.cluster.control.Audit;
import io.txswitch.cluster.control.AuditTrail;
import io.txswitch.cluster.control.ControlActions;
import io.txswitch.cluster.control.ControlConfig;
import io.txswitch.cluster.control.ControlPort;
import io.txswitch.cluster.control.InMemoryAudit;
import io.txswitch.cluster.provisioning.WebhookControl;
import io.txswitch.core.bus.Addresses;
import io.txswitch.core.bus.InMemoryBus;
import io.txswitch.core.contract.ListWebhookEvents;
import io.txswitch.core.contract.RedeliverEvent;
import io.txswitch.core.contract.RedeliverGivenUp;
import io.txswitch.core.contract.RedeliveryAnswer;
import io.txswitch.core.contract.RedeliveryCount;
import io.txswitch.core.contract.WebhookDelivery;
import io.txswitch.core.contract.WebhookEvent;
import io.txswitch.core.contract.WebhookEventPage;
import io.txswitch.core.model.Secret;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** The command, the control port and the questions that reach the notifier. */
@ExtendWith(VertxExtension.class)
@ResourceLock(Resources.SYSTEM_OUT)
class WebhookCommandTest {
    private static final String TOKEN = "alice-has-a-token-of-her-own";
    private static final TxId PAYMENT = new TxId(77);
    private static final Instant AT = Instant.parse("2026-03-04T05:06:07Z");

    private final InMemoryAudit audit = new InMemoryAudit();
    private final InMemoryBus bus = new InMemoryBus();
    private final List<Object> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;

    private record Said(int exit, String out, String err) {}

    /** Has no payments. */
    private static final class Nothing implements ControlActions {
        @Override
        public Future<JsonObject> show(String id, boolean messages) {
            return status();
        }

        @Override
        public Future<JsonObject> find(Filter filter) {
            return status();
        }

        @Override
        public Future<JsonObject> totals(LocalDate day, String by) {
            return status();
        }

        @Override
        public Future<JsonObject> status() {
            return Future.succeededFuture(new JsonObject());
        }
    }

    @BeforeEach
    void start(Vertx vertx) throws Exception {
        bus.serve(Addresses.EVENTS_LIST, this::page);
        bus.serve(Addresses.EVENT_REDELIVER, this::again);
        bus.serve(Addresses.EVENTS_REDELIVER, command -> {
            asked.add(command);
            return Future.succeededFuture(new RedeliveryCount(3));
        });
        ControlPort port = new ControlPort(
                new ControlConfig("127.0.0.1", 0, List.of(new ControlConfig.Person("alice", new Secret(TOKEN)))),
                new Nothing(),
                new WebhookControl(bus).extensions(),
                new AuditTrail(audit, "node-1", InstantSource.system()));
        server = vertx.createHttpServer()
                .requestHandler(port.router(vertx))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    private Future<WebhookEventPage> page(ListWebhookEvents query) {
        asked.add(query);
        return Future.succeededFuture(new WebhookEventPage(List.of(event()), "7.evt_x"));
    }

    private Future<RedeliveryAnswer> again(RedeliverEvent command) {
        asked.add(command);
        return Future.succeededFuture(
                command.eventId().equals("evt_1")
                        ? new RedeliveryAnswer(RedeliveryAnswer.Result.DONE, event())
                        : new RedeliveryAnswer(RedeliveryAnswer.Result.NOT_FOUND, null));
    }

    private static WebhookEvent event() {
        WebhookDelivery given = new WebhookDelivery(
                "we_1", "https://shop.example/hook", WebhookDelivery.State.GIVEN_UP, 11, null, AT, "status 500");
        return new WebhookEvent("evt_1", "payment.succeeded", PAYMENT, AT, "{}", List.of(given));
    }

    @Test
    void aMerchantsEventsAreListedWithHowTheyWent() {
        Said said = run("list --merchant M1 --payment " + PAYMENT.text() + " --limit 5");

        assertThat(said.exit()).isZero();
        assertThat(said.out()).contains("evt_1", "payment.succeeded", "GIVEN_UP", "we_1", "status 500", "7.evt_x");
        assertThat(asked).containsExactly(new ListWebhookEvents("M1", null, 5, null, PAYMENT));
    }

    @Test
    void anEventIsToldAgainForAReasonThatTheAuditKeeps() {
        Said said = run("redeliver evt_1 --merchant M1 --endpoint we_1 --reason endpoint-repaired");

        assertThat(said.exit()).isZero();
        assertThat(asked).containsExactly(new RedeliverEvent("M1", "evt_1", "we_1"));
        assertThat(audit.entries())
                .anyMatch(each -> each.action().equals("webhook.redeliver"))
                .extracting(Audit.Entry::reason)
                .contains("endpoint-repaired");
    }

    @Test
    void everythingThatWasGivenUpIsToldAgain() {
        Said said = run("redeliver --given-up --merchant M1 --reason back -o json");

        assertThat(new JsonObject(said.out()).getInteger("deliveries")).isEqualTo(3);
        assertThat(asked).containsExactly(new RedeliverGivenUp("M1", null));
    }

    @Test
    void whatIsMissingOrUnknownIsSaidSo() {
        assertThat(run("redeliver evt_2 --merchant M1 --reason x").exit()).isEqualTo(1);
        assertThat(run("redeliver --merchant M1 --reason x").exit()).isEqualTo(2);
        assertThat(run("redeliver evt_1 --merchant M1").exit()).isEqualTo(2);
        assertThat(run("list --merchant M1 --payment nonsense").exit()).isEqualTo(2);
    }

    private Said run(String command) {
        List<String> all = new ArrayList<>(List.of("webhook"));
        all.addAll(List.of(command.split(" ")));
        all.addAll(List.of("--control", "http://127.0.0.1:" + server.actualPort(), "--token", TOKEN));
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream saidOut = new ByteArrayOutputStream();
        ByteArrayOutputStream saidErr = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(saidOut, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(saidErr, true, StandardCharsets.UTF_8));
            int exit = CommandLineTool.run(all.toArray(String[]::new));
            return new Said(exit, saidOut.toString(StandardCharsets.UTF_8), saidErr.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
