package io.txswitch.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.txswitch.core.bus.WireJson;
import io.txswitch.core.config.ConfigFile;
import io.txswitch.core.config.Section;
import io.txswitch.core.contract.PaymentEvent;
import io.txswitch.notifier.loyalty.InMemoryPoints;
import io.txswitch.notifier.loyalty.LoyaltyConfig;
import io.txswitch.notifier.loyalty.PointsVerticle;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The examples of docs/events.md do what the page says. */
@ExtendWith(VertxExtension.class)
class EventsDocumentTest {
    private final ObjectMapper json = WireJson.mapper(Samples.KEYS);
    private final String page = page();

    @Test
    void theRecordIsReadAndGivesTheRow(Vertx vertx) throws IOException {
        PaymentEvent event = json.readValue(example("record"), PaymentEvent.class);
        InMemoryPoints points = new InMemoryPoints();
        InMemoryPaymentEvents events = new InMemoryPaymentEvents(vertx);
        LoyaltyConfig config = config();
        vertx.deployVerticle(new PointsVerticle(config, own -> new PointsVerticle.Ports(events, points)))
                .await();
        events.publish(event);
        events.publish(event);

        Samples.await().until(() -> points.balance("M1").await() != 0);
        String id = event.payment().id().text();
        assertThat(page)
                .contains("| " + MerchantEvent.id(event.payment().id(), event.seq()) + " | M1 | " + id + " | "
                        + points.balance("M1").await() + " |");
        assertThat(WebhookType.PAYMENT_SUCCEEDED).isEqualTo(EventTypes.of(event));
        assertThat(json.readTree(json.writeValueAsBytes(event))).isEqualTo(json.readTree(example("record")));
    }

    @Test
    void everyWebhookIsNamed() {
        for (WebhookType type : WebhookType.values()) {
            assertThat(page).contains("`" + type.text() + "`");
        }
    }

    @Test
    void theConfigurationIsTheDefaultSwitchedOn() {
        LoyaltyConfig off = LoyaltyConfig.read(ConfigFile.parse("{}", Map.of()));

        assertThat(off.enabled()).isFalse();
        assertThat(config()).isEqualTo(new LoyaltyConfig(true, off.minorPerPoint(), off.openAfterMs(), off.scanMs()));
    }

    private LoyaltyConfig config() {
        Section root = ConfigFile.parse(example("config"), Map.of());
        LoyaltyConfig config = LoyaltyConfig.read(root);
        root.refuseUnknownKeys();
        assertThat(root.problems().found()).isEmpty();
        return config;
    }

    private String example(String name) {
        String block = page.substring(page.indexOf("<!-- example: " + name + " -->"));
        int from = block.indexOf('\n', block.indexOf("```")) + 1;
        return block.substring(from, block.indexOf("```", from));
    }

    private static String page() {
        try {
            return Files.readString(Path.of("..", "docs", "events.md"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
