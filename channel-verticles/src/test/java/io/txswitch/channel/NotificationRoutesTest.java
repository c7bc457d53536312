package io.txswitch.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.sandbox.wallet.wechat.WechatOptions;
import io.txswitch.sandbox.wallet.wechat.WechatSimulator;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What strangers may send to the door of a WeChat Pay channel. */
@ExtendWith(VertxExtension.class)
class NotificationRoutesTest {
    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private ChannelBench bench;

    @BeforeEach
    void start(Vertx vertx) {
        WechatSimulator simulator =
                ChannelBench.await(WechatSimulator.start(vertx, WechatOptions.defaults(folder.resolve("b.jsonl"))));
        var given = simulator.credentials();
        bench = ChannelBench.start(
                vertx,
                new HashMap<>(Map.of(
                        "id", "wallet",
                        "kind", "wechat",
                        "base-url", given.baseUrl(),
                        "app-id", given.appid(),
                        "mch-id", given.mchid(),
                        "private-key", given.merchantPrivateKeyPem(),
                        "merchant-serial", given.merchantSerial(),
                        "api-v3-key", given.apiV3Key(),
                        "platform-public-key", given.platformPublicKeyPem(),
                        "platform-public-key-id", given.platformPublicKeyId())));
    }

    private HttpResponse<String> post(String path, byte[] body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + bench.port() + path))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void anUnsignedNotificationIsRefusedInTheWalletsForm() throws Exception {
        HttpResponse<String> answer = post("/notify/wallet", "{}".getBytes());
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("\"code\":\"FAIL\"");
        assertThat(bench.facts).isEmpty();
    }

    @Test
    void anUnknownChannelIsNotFound() throws Exception {
        assertThat(post("/notify/nobody", new byte[0]).statusCode()).isEqualTo(404);
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() throws Exception {
        assertThat(post("/notify/wallet", new byte[64 * 1024 + 1]).statusCode()).isEqualTo(413);
        assertThat(bench.messages.all()).isEmpty();
    }

    @Test
    void anyBytesAreRefusedAndNeverAnError() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < 60; i++) {
            byte[] body = new byte[random.nextInt(400)];
            random.nextBytes(body);
            HttpResponse<String> answer = post(
                    "/notify/wallet",
                    body,
                    "Wechatpay-Timestamp",
                    i % 2 == 0 ? String.valueOf(Instant.now().getEpochSecond()) : "soon",
                    "Wechatpay-Nonce",
                    "n",
                    "Wechatpay-Serial",
                    i % 3 == 0 ? "PUB_KEY_ID_X" : "s",
                    "Wechatpay-Signature",
                    i % 5 == 0 ? "not base64!" : Buffer.buffer(body).toString().isEmpty() ? "AA==" : "AAAA");
            assertThat(answer.statusCode()).as("seed %d", seed).isEqualTo(401);
        }
        assertThat(bench.facts).isEmpty();
        assertThat(bench.messages.all()).as("junk does not fill the store").hasSizeLessThanOrEqualTo(60);
    }
}
