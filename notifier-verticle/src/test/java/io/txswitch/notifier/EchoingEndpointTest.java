package io.txswitch.notifier;

import static io.txswitch.notifier.Samples.await;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.txswitch.core.bus.VertxBus;
import io.txswitch.core.model.Phase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.junit5.VertxExtension;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

/** An endpoint that answers with what it was sent, and with lines of a log of its own making: none of it is kept. */
@ExtendWith(VertxExtension.class)
class EchoingEndpointTest {
    private static final String CANARY = "canary-4f1c";

    @Test
    void nothingThatAnEndpointAnswersGetsIntoLogsOrLetters(Vertx vertx) {
        HttpServer echo = vertx.createHttpServer()
                .requestHandler(request -> request.body()
                        .onSuccess(body -> request.response()
                                .setStatusCode(500)
                                .setStatusMessage(CANARY)
                                .putHeader("x-" + CANARY, request.getHeader("webhook-signature"))
                                .end(CANARY + "\n2026-01-01 ERROR forged line " + body
                                        + request.getHeader("webhook-signature"))))
                .listen(0, "127.0.0.1")
                .await();
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        Logger root = (Logger) LoggerFactory.getLogger("io.txswitch");
        Level before = root.getLevel();
        root.addAppender(lines);
        root.setLevel(Level.DEBUG);
        InMemoryDeliveries deliveries = new InMemoryDeliveries(InstantSource.system());
        InMemoryDeadLetters letters = new InMemoryDeadLetters();
        InMemoryPaymentEvents events = new InMemoryPaymentEvents(vertx);
        try {
            NotifierConfig config = new NotifierConfig("g", List.of(10L), 30_000, true, 2, 20, 30, 60_000, 500, 60_000);
            String url = "http://127.0.0.1:" + echo.actualPort() + "/hook";
            vertx.deployVerticle(new NotifierVerticle(
                            config,
                            Map.of("SHOP", Samples.merchant("SHOP", url)),
                            own -> new NotifierPorts(
                                    events,
                                    deliveries,
                                    deliveries,
                                    new InMemoryEndpoints(InstantSource.system()),
                                    new InMemoryReadModel(),
                                    HttpWebhooks.create(own, config),
                                    letters),
                            new NotifierContext(
                                    new VertxBus(vertx, Samples.KEYS),
                                    Samples.KEYS,
                                    new SimpleMeterRegistry(),
                                    InstantSource.system(),
                                    new Random(1))))
                    .await();
            events.publish(Samples.approved(Samples.payment(Samples.anyId(), "SHOP", Phase.APPROVED)));
            await().until(() -> !letters.newest(1).await().isEmpty());
        } finally {
            root.detachAppender(lines);
            root.setLevel(before);
        }
        assertThat(letters.newest(1).await().getFirst().reason()).isEqualTo("status 500");
        assertThat(lines.list)
                .isNotEmpty()
                .extracting(ILoggingEvent::getFormattedMessage)
                .noneMatch(line -> line.contains(CANARY)
                        || line.contains("forged")
                        || line.contains("v1,")
                        || line.contains(Samples.SECRET.reveal()));
    }
}
