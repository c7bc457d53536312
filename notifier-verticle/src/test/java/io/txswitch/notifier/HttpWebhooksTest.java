package io.txswitch.notifier;

import static io.txswitch.notifier.Samples.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.PfxOptions;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class HttpWebhooksTest {
    private static final int TIMEOUT_MS = 30_000;
    private static final int SHORT_TIMEOUT_MS = 200;
    private static final String PASSWORD = "for-this-test";
    private static final Buffer CHUNK = Buffer.buffer(new byte[16 * 1024]);

    private final AtomicInteger hits = new AtomicInteger();
    private final AtomicInteger lookups = new AtomicInteger();
    private final AtomicBoolean cut = new AtomicBoolean();
    private final Queue<String> hosts = new ConcurrentLinkedQueue<>();
    private Vertx vertx;
    private int port;

    @BeforeEach
    void endpoint(Vertx injected) {
        vertx = injected;
        HttpServer server = vertx.createHttpServer()
                .requestHandler(this::serve)
                .listen(0, "127.0.0.1")
                .await();
        port = server.actualPort();
    }

    private void serve(HttpServerRequest request) {
        hits.incrementAndGet();
        hosts.add(String.valueOf(request.authority()));
        request.connection().closeHandler(closed -> cut.set(true));
        HttpServerResponse response = request.response();
        switch (request.path()) {
            case "/ok" -> response.setStatusCode(204).end();
            case "/error" -> response.setStatusCode(500).end("secrets of somebody");
            case "/redirect" ->
                response.setStatusCode(302).putHeader("location", url("/ok")).end();
            case "/endless" -> {
                response.setChunked(true);
                pour(response);
            }
            default -> request.resume(); // silence
        }
    }

    private void pour(HttpServerResponse response) {
        if (!response.closed()) {
            response.write(CHUNK).onSuccess(written -> pour(response));
        }
    }

    @Test
    void thePostGoesToTheAddressThatWasCheckedUnderTheNameThatWasGiven() {
        HttpWebhooks webhooks = webhooks(true, TIMEOUT_MS, "127.0.0.1");

        assertThat(post(webhooks, "http://shop.example:" + port + "/ok").await())
                .isEqualTo(204);
        assertThat(hosts).containsExactly("shop.example:" + port);
        assertThat(lookups).hasValue(1);
    }

    @Test
    void aRedirectIsNotFollowed() {
        assertThat(post(webhooks(true, TIMEOUT_MS, "127.0.0.1"), url("/redirect"))
                        .await())
                .isEqualTo(302);
        assertThat(hits).hasValue(1);
    }

    @Test
    void anErrorIsAStatusAndNotAText() {
        assertThat(post(webhooks(true, TIMEOUT_MS, "127.0.0.1"), url("/error")).await())
                .isEqualTo(500);
    }

    @Test
    void anEndlessAnswerIsCutOff() {
        assertThat(post(webhooks(true, TIMEOUT_MS, "127.0.0.1"), url("/endless"))
                        .await())
                .isEqualTo(200);
        await().untilTrue(cut);
    }

    @Test
    void silenceFailsAndTheConnectionIsCut() {
        assertThatThrownBy(() -> post(webhooks(true, SHORT_TIMEOUT_MS, "127.0.0.1"), url("/silent"))
                        .await())
                .hasMessageContaining("no answer in 200 ms");
        await().untilTrue(cut);
    }

    @Test
    void aNameThatIsNeverResolvedFailsInTime() {
        HttpWebhooks webhooks =
                new HttpWebhooks(vertx, host -> Future.future(never -> {}), true, SHORT_TIMEOUT_MS, null);

        assertThatThrownBy(() -> post(webhooks, url("/ok")).await()).hasMessageContaining("no answer in 200 ms");
        assertThat(hits).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "::ffff:127.0.0.1", "0.0.0.0", "10.0.0.1", "169.254.169.254"})
    void aNameThatLeadsInsideIsRefusedAndNothingIsSent(String address) {
        assertRefused(webhooks(false, TIMEOUT_MS, address), "http://shop.example:" + port + "/ok");
    }

    @Test
    void aNameWithOnePublicAndOnePrivateAddressIsRefused() {
        assertRefused(webhooks(false, TIMEOUT_MS, "1.1.1.1", "127.0.0.1"), "http://shop.example:" + port + "/ok");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:%d/ok", "http://localhost:%d/ok", "http://[::1]:%d/ok",
                "http://[::ffff:127.0.0.1]:%d/ok", "http://0.0.0.0:%d/ok", "http://2130706433:%d/ok",
                "http://0x7f.1:%d/ok", "http://017700000001:%d/ok", "http://10.0.0.1:%d/ok",
                "http://169.254.169.254:%d/latest/meta-data", "file:///etc/passwd", "gopher://127.0.0.1:%d/ok",
                "ftp://127.0.0.1:%d/ok", "jar:http://127.0.0.1:%d/ok!/x"
            })
    void aUrlThatLeadsInsideIsRefusedAndNothingIsSent(String url) {
        assertRefused(HttpWebhooks.create(vertx, config()), url.formatted(port));
    }

    @Test
    void theMachinesResolverIsAskedOffTheEventLoop() {
        HttpWebhooks webhooks = new HttpWebhooks(vertx, new SystemNameLookup(vertx), true, TIMEOUT_MS, null);

        assertThat(post(webhooks, "http://localhost:" + port + "/ok").await()).isEqualTo(204);
    }

    @Test
    void overTlsTheCertificateMustBeTheNamesAndTrusted(@TempDir Path keys) throws IOException, InterruptedException {
        PfxOptions certificate = certificateOf("shop.example", keys);
        int tlsPort = vertx.createHttpServer(
                        new HttpServerOptions().setSsl(true).setKeyCertOptions(certificate))
                .requestHandler(this::serve)
                .listen(0, "127.0.0.1")
                .await()
                .actualPort();
        NameLookup local = host -> Future.succeededFuture(List.of(address("127.0.0.1")));
        HttpWebhooks trusting = new HttpWebhooks(vertx, local, true, TIMEOUT_MS, certificate);
        HttpWebhooks usual = new HttpWebhooks(vertx, local, true, TIMEOUT_MS, null);

        assertThat(post(trusting, "https://shop.example:" + tlsPort + "/ok").await())
                .isEqualTo(204);
        assertThatThrownBy(() -> post(trusting, "https://thief.example:" + tlsPort + "/ok")
                        .await())
                .hasStackTraceContaining("thief.example");
        assertThatThrownBy(() ->
                        post(usual, "https://shop.example:" + tlsPort + "/ok").await())
                .hasStackTraceContaining("certification path");
        assertThat(hits).hasValue(1);
    }

    private static PfxOptions certificateOf(String name, Path keys) throws IOException, InterruptedException {
        Path store = keys.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "shop",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=dns:" + name,
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        return new PfxOptions().setPath(store.toString()).setPassword(PASSWORD);
    }

    private void assertRefused(HttpWebhooks webhooks, String url) {
        assertThatThrownBy(() -> post(webhooks, url).await()).isInstanceOf(RefusedUrlException.class);
        assertThat(hits).hasValue(0);
    }

    private static NotifierConfig config() {
        return new NotifierConfig("g", List.of(), TIMEOUT_MS, false, 1, 1_000, 1, 1_000, 500, 0);
    }

    private HttpWebhooks webhooks(boolean allowPrivate, int timeoutMs, String... addresses) {
        NameLookup fixed = host -> {
            lookups.incrementAndGet();
            return Future.succeededFuture(
                    List.of(addresses).stream().map(HttpWebhooksTest::address).toList());
        };
        return new HttpWebhooks(vertx, fixed, allowPrivate, timeoutMs, null);
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** On an event loop, as the notifier does it. */
    private Future<Integer> post(HttpWebhooks webhooks, String url) {
        return Future.future(promise -> vertx.runOnContext(
                go -> webhooks.post(url, Map.of("webhook-id", "evt_1"), "{}").onComplete(promise)));
    }

    private String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }
}
