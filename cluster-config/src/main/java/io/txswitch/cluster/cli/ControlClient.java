package io.txswitch.cluster.cli;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name a running node, and one request to its control port. */
public final class ControlClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    @Option(
            names = "--control",
            paramLabel = "URL",
            description = "control port of a node; default: TXSWITCH_CONTROL, else the running demo's")
    private @Nullable String url;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "your token there; better given as TXSWITCH_TOKEN, where no process list shows it")
    private @Nullable String token;

    /** The answer's body; anything but 200 becomes an exception with the port's own words. */
    public JsonObject get(String path, Map<String, @Nullable String> query) {
        String parameters = query.entrySet().stream()
                .filter(e -> e.getValue() != null)
                .map(e -> e.getKey() + "=" + encode(String.valueOf(e.getValue())))
                .collect(Collectors.joining("&"));
        JsonObject found = found();
        String base = base(found);
        return send(
                request(base + path + (parameters.isEmpty() ? "" : "?" + parameters), found)
                        .build(),
                base);
    }

    /** Asks for a change; the answer's body as with {@link #get}. What stands in {@code body} is in no address. */
    public JsonObject post(String path, JsonObject body) {
        JsonObject found = found();
        String base = base(found);
        return send(
                request(base + path, found)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
                        .build(),
                base);
    }

    private String base(JsonObject found) {
        return choose(url, "TXSWITCH_CONTROL", found, "control");
    }

    private HttpRequest.Builder request(String address, JsonObject found) {
        return HttpRequest.newBuilder(URI.create(address))
                .header("Authorization", "Bearer " + choose(token, "TXSWITCH_TOKEN", found, "token"))
                .timeout(TIMEOUT);
    }

    private static JsonObject send(HttpRequest request, String base) {
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            JsonObject body = new JsonObject(response.body());
            if (response.statusCode() == 400) {
                throw new UsageException(body.getString("error", "refused"));
            }
            if (response.statusCode() == 202) {
                throw new IllegalStateException(
                        "a second person has to approve it: ticket " + body.getString("ticket", ""));
            }
            if (response.statusCode() != 200) {
                throw new IllegalStateException(body.getString("error", "HTTP " + response.statusCode()));
            }
            return body;
        } catch (IOException e) {
            throw new IllegalStateException("no node answers at " + base);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted");
        }
    }

    private static String choose(@Nullable String option, String variable, JsonObject found, String key) {
        String fromEnvironment = System.getenv(variable);
        String value = option != null ? option : fromEnvironment != null ? fromEnvironment : found.getString(key);
        if (value == null) {
            throw new UsageException("no running demo found: name a node with --control and --token");
        }
        return value;
    }

    /** What a running demo or sandbox left for the command line. */
    private static JsonObject found() {
        Path file = Path.of(System.getProperty("txswitch.home", "."), ".run", "control.json");
        try {
            return Files.exists(file) ? new JsonObject(Files.readString(file)) : new JsonObject();
        } catch (IOException e) {
            return new JsonObject();
        }
    }

    /** A port of the running demo's first node, by its name there; null when none runs. */
    public static @Nullable Integer demoPort(String name) {
        return found().getInteger(name);
    }

    /** For a part of a path or of a query. */
    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
