package io.txswitch.cluster.cli;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
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
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name a running node, and one request to its control port. */
public final class ControlClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    /** Until the first line: a wallet makes its file while somebody waits. */
    private static final Duration LONG_TIMEOUT = Duration.ofMinutes(5);

    private static final int OK = 200;

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
        JsonObject found = found();
        String base = base(found);
        return send(request(base + path + parameters(query), found).build(), base);
    }

    /**
     * Reads an answer that is too long for memory, line by line.
     *
     * @param lines provisional until this returns
     * @return what stands at its end; an answer that breaks off, or says why it did, becomes an exception
     */
    public JsonObject lines(String path, Map<String, @Nullable String> query, Consumer<JsonObject> lines) {
        JsonObject found = found();
        String base = base(found);
        HttpRequest request = request(base + path + parameters(query), found)
                .timeout(LONG_TIMEOUT)
                .build();
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (BufferedReader reader =
                    new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                return response.statusCode() == OK
                        ? end(reader, lines)
                        : refused(response.statusCode(), new JsonObject(String.valueOf(reader.readLine())));
            } finally {
                client.shutdownNow();
            }
        } catch (IOException e) {
            throw new IllegalStateException("the answer of " + base + " breaks off, or there is none");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted");
        }
    }

    private static JsonObject end(BufferedReader reader, Consumer<JsonObject> lines) throws IOException {
        String text = reader.readLine();
        while (text != null) {
            JsonObject line = new JsonObject(text);
            if (line.containsKey("end")) {
                return line.getJsonObject("end");
            }
            if (line.containsKey("error")) {
                throw new IllegalStateException(line.getString("error"));
            }
            lines.accept(line);
            text = reader.readLine();
        }
        throw new IOException("no end");
    }

    private static String parameters(Map<String, @Nullable String> query) {
        String text = query.entrySet().stream()
                .filter(e -> e.getValue() != null)
                .map(e -> e.getKey() + "=" + encode(String.valueOf(e.getValue())))
                .collect(Collectors.joining("&"));
        return text.isEmpty() ? "" : "?" + text;
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
            return response.statusCode() == OK ? body : refused(response.statusCode(), body);
        } catch (IOException e) {
            throw new IllegalStateException("no node answers at " + base);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted");
        }
    }

    /** Never returns: the port's own words, as an exception. */
    private static JsonObject refused(int status, JsonObject body) {
        throw switch (status) {
            case 400 -> new UsageException(body.getString("error", "refused"));
            case 202 ->
                new IllegalStateException("a second person has to approve it: ticket " + body.getString("ticket", ""));
            default -> new IllegalStateException(body.getString("error", "HTTP " + status));
        };
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
