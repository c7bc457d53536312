package io.txswitch.channel.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.txswitch.channel.wallet.ChannelConfig;
import io.txswitch.channel.wallet.Credentials;
import io.txswitch.channel.wallet.LiveCredentials;
import io.txswitch.channel.wechat.WeChatTrust.Verdict;
import io.txswitch.core.config.ConfigFile;
import io.txswitch.sandbox.wallet.wechat.WechatCredentials;
import io.txswitch.sandbox.wallet.wechat.WechatOptions;
import io.txswitch.sandbox.wallet.wechat.WechatSimulator;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Whose signature it is, in each mode, and when that is not known yet. */
@ExtendWith(VertxExtension.class)
class WeChatTrustTest {
    @TempDir
    Path folder;

    private WechatSimulator simulator;
    private WechatCredentials given;
    private WeChatTrust trust;

    @BeforeEach
    void start(Vertx vertx) throws Exception {
        simulator = WechatSimulator.start(vertx, WechatOptions.defaults(folder.resolve("book.jsonl")))
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
        given = simulator.credentials();
    }

    @AfterEach
    void stop() {
        trust.close();
    }

    private ChannelConfig config(String verifyBy, String baseUrl) {
        JsonObject channel = new JsonObject()
                .put("id", "wechat")
                .put("kind", "wechat")
                .put("base-url", baseUrl)
                .put("app-id", given.appid())
                .put("mch-id", given.mchid())
                .put("private-key", given.merchantPrivateKeyPem())
                .put("merchant-serial", given.merchantSerial())
                .put("api-v3-key", given.apiV3Key())
                .put("verify-by", verifyBy)
                .put("platform-public-key", given.platformPublicKeyPem())
                .put("platform-public-key-id", given.platformPublicKeyId())
                .put("notify-base-url", "https://pay.example.com");
        return ChannelConfig.readAll(ConfigFile.parse(
                        new JsonObject().put("channels", List.of(channel)).encode(), Map.of()))
                .get("wechat");
    }

    private WeChatTrust trust(String verifyBy, String baseUrl) {
        ChannelConfig config = config(verifyBy, baseUrl);
        Credentials.WeChat keys = (Credentials.WeChat) config.credentials();
        trust = new WeChatTrust(config, LiveCredentials.one(keys), InstantSource.system());
        return trust;
    }

    @Test
    void inPublicKeyModeAnotherSerialIsForgedAndNothingIsAskedFor() {
        trust("public-key", "http://127.0.0.1:1");
        assertThat(trust.judge(given.platformCertificateSerial(), "text", "AAAA"))
                .isEqualTo(Verdict.FORGED);
        assertThat(trust.judge(given.platformPublicKeyId(), "text", "AAAA")).isEqualTo(Verdict.FORGED);
        assertThat(trust.getSerialNumber()).isEqualTo(given.platformPublicKeyId());
    }

    @Test
    void aCertificateThatIsNotThereYetIsFetchedAndTheWalletAskedToComeAgain() {
        trust("certificate", given.baseUrl());
        String serial = given.platformCertificateSerial();
        assertThat(trust.judge(serial, "text", "AAAA")).isEqualTo(Verdict.NOT_KNOWN_YET);
        await().until(() -> trust.judge(serial, "text", "AAAA") == Verdict.FORGED);
        assertThat(trust.getSerialNumber()).isEqualTo(serial);
        assertThat(trust.judge("5A5A", "text", "AAAA"))
                .as("a stranger's serial has the platform asked once in half a minute")
                .isEqualTo(Verdict.FORGED);
        assertThat(trust.verify("5A5A", "text", "AAAA")).isFalse();
    }

    @Test
    void inBothModesThePublicKeyIsAskedForAndCertificatesAreBelieved() {
        trust("both", given.baseUrl());
        assertThat(trust.getSerialNumber()).isEqualTo(given.platformPublicKeyId());
        String serial = given.platformCertificateSerial();
        assertThat(trust.judge(serial, "text", "AAAA")).isEqualTo(Verdict.NOT_KNOWN_YET);
    }

    @Test
    void withoutTheWalletThereIsNoCertificateAndNoSerialToSendWith() {
        trust("certificate", "http://127.0.0.1:1");
        assertThatThrownBy(trust::getSerialNumber).isInstanceOf(IllegalStateException.class);
        assertThat(trust.verify("5A5A", "text", "AAAA")).isFalse();
    }
}
