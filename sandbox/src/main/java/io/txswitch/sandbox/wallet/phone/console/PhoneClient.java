package io.txswitch.sandbox.wallet.phone.console;

import io.txswitch.sandbox.wallet.phone.Phone;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Presses the buttons of a running {@link Phone} from the command line. */
final class PhoneClient {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    /** What came back; {@code done} is false when the wallet would not. */
    record Said(boolean done, boolean known, JsonObject json) {}

    private final String url;

    /** @param url scheme, host and port */
    PhoneClient(String url) {
        this.url = url;
    }

    Said get(String path) {
        return send(HttpRequest.newBuilder(URI.create(url + path)).GET());
    }

    Said post(String path, JsonObject body) {
        return send(HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.encode())));
    }

    private Said send(HttpRequest.Builder request) {
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            HttpResponse<String> answer =
                    client.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
            return new Said(
                    answer.statusCode() == OK,
                    answer.statusCode() == OK || answer.statusCode() == NOT_FOUND,
                    new JsonObject(answer.body()));
        } catch (IOException | DecodeException e) {
            throw new IllegalStateException("no payer answers at " + url + ": is the demo still running?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
