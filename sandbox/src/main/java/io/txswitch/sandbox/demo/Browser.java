package io.txswitch.sandbox.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The payer's browser, as far as the demo needs one: it opens a wallet's page. */
final class Browser {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int OK = 200;

    private Browser() {}

    /** Opens it; an {@link IllegalStateException} when the wallet shows no page. */
    static void open(String url) {
        try (HttpClient browser = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build();
            int status = browser.send(request, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            Step.expect(status == OK, "the wallet's page answers HTTP " + status);
        } catch (IOException e) {
            throw new IllegalStateException("the wallet's page cannot be opened", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
