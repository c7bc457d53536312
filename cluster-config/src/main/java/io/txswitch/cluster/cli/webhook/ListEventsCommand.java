package io.txswitch.cluster.cli.webhook;

import io.txswitch.cluster.cli.ControlClient;
import io.txswitch.cluster.cli.Output;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a merchant was told. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "A merchant's events, the newest first, with how their deliveries went.")
final class ListEventsCommand implements Callable<Integer> {
    @Option(names = "--merchant", required = true, paramLabel = "ID", description = "whose events")
    @SuppressWarnings("NullAway.Init") // required by picocli
    private String merchant;

    @Option(names = "--payment", paramLabel = "ID", description = "only of this payment, its refunds included")
    private @Nullable String payment;

    @Option(names = "--type", paramLabel = "TYPE", description = "only this type, such as payment.succeeded")
    private @Nullable String type;

    @Option(names = "--cursor", paramLabel = "CURSOR", description = "where the page before ended")
    private @Nullable String cursor;

    @Option(names = "--limit", paramLabel = "N", description = "events, at most 100", defaultValue = "20")
    private int limit = 20;

    @Option(names = "-o", paramLabel = "FORMAT", description = "text or json", defaultValue = "text")
    private Output output = Output.text;

    @Mixin
    private ControlClient control = new ControlClient();

    @Override
    public Integer call() {
        Map<String, @Nullable String> query = new HashMap<>();
        query.put("merchant", merchant);
        query.put("payment", payment);
        query.put("type", type);
        query.put("cursor", cursor);
        query.put("limit", Integer.toString(limit));
        JsonObject page = control.get("/control/webhooks", query);
        System.out.print(output == Output.json ? page.encodePrettily() + "\n" : text(page));
        return 0;
    }

    private static String text(JsonObject page) {
        StringBuilder out = new StringBuilder();
        JsonArray events = page.getJsonArray("events");
        for (int i = 0; i < events.size(); i++) {
            out.append(event(events.getJsonObject(i)));
        }
        if (events.isEmpty()) {
            out.append(String.format("no events%n"));
        }
        if (page.getString("next") != null) {
            out.append(String.format("more: --cursor %s%n", page.getString("next")));
        }
        return out.toString();
    }

    static String event(JsonObject event) {
        StringBuilder out = new StringBuilder(String.format(
                Locale.ROOT,
                "%s  %-18s payment %s  %s%n",
                event.getString("id"),
                event.getString("type", ""),
                event.getString("payment", ""),
                event.getString("at", "")));
        JsonArray deliveries = event.getJsonArray("deliveries", new JsonArray());
        for (int i = 0; i < deliveries.size(); i++) {
            JsonObject each = deliveries.getJsonObject(i);
            out.append(String.format(
                    Locale.ROOT,
                    "  %-10s attempts %-3d %-28s %s %s%n",
                    each.getString("state"),
                    each.getInteger("attempts"),
                    each.getString("endpoint", "(settings)"),
                    each.getString("url"),
                    each.getString("lastError", "")));
        }
        return out.toString();
    }
}
