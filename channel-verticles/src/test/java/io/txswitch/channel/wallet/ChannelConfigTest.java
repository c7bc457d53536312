package io.txswitch.channel.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.txswitch.core.config.ConfigException;
import io.txswitch.core.config.ConfigFile;
import io.txswitch.core.config.Section;
import io.txswitch.sandbox.wallet.Certificate;
import io.txswitch.sandbox.wallet.WalletKeys;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ChannelConfigTest {
    private static WalletKeys ours;
    private static WalletKeys theirs;

    @BeforeAll
    static void keys() {
        ours = WalletKeys.generate();
        theirs = WalletKeys.generate();
    }

    private static List<ChannelConfig> read(String yaml) {
        Section root = ConfigFile.parse(yaml, Map.of());
        List<ChannelConfig> channels = List.copyOf(ChannelConfig.readAll(root).values());
        root.refuseUnknownKeys();
        root.problems().throwIfAny();
        return channels;
    }

    private static String alipay(String id, String baseUrl, String notify) {
        return """
                  - id: %s
                    kind: alipay
                    base-url: %s
                    app-id: "2021000000000001"
                    seller-id: "2088000000000001"
                    private-key: %s
                    alipay-public-key: %s
                    notify-base-url: %s
                """.formatted(id, baseUrl, ours.privateBase64(), theirs.publicBase64(), notify);
    }

    private static String wechat(String apiV3Key) {
        return """
                  - id: wechat
                    kind: wechat
                    base-url: https://api.mch.weixin.qq.com
                    app-id: wx0000000000000001
                    mch-id: "1900000001"
                    merchant-serial: 5F3A
                    api-v3-key: %s
                    private-key: |
                      %s
                    platform-public-key: |
                      %s
                    platform-public-key-id: PUB_KEY_ID_1
                    notify-base-url: https://pay.example.com
                    code-expiry-seconds: 120
                """.formatted(
                        apiV3Key,
                        ours.privatePem().strip().replace("\n", "\n      "),
                        theirs.publicPem().strip().replace("\n", "\n      "));
    }

    private static String indented(String pem) {
        return pem.strip().replace("\n", "\n      ");
    }

    private static String unionpay(String baseUrl, WalletKeys privateKey, Certificate certificate) {
        return """
                  - id: unionpay
                    kind: unionpay
                    base-url: %s
                    mer-id: "777290000000001"
                    private-key: |
                      %s
                    certificate: |
                      %s
                    middle-certificate: |
                      %s
                    root-certificate: |
                      %s
                    notify-base-url: https://pay.example.com
                """.formatted(
                        baseUrl,
                        indented(privateKey.privatePem()),
                        indented(certificate.pem()),
                        indented(certificate.pem()),
                        indented(certificate.pem()));
    }

    @Test
    void unionPayIsReadWithItsCertificates() {
        Certificate certificate = Certificate.selfSigned("merchant", BigInteger.valueOf(4711), Instant.now(), false);
        ChannelConfig read = read("channels:\n"
                        + unionpay("https://gateway.95516.com/gateway/api/", certificate.keys(), certificate))
                .getFirst();
        assertThat(read.merchantNo()).isEqualTo("777290000000001");
        assertThat(read.credentials().toString()).isEqualTo("UnionPay[certId=4711, keys=masked]");
        assertThat(((Credentials.UnionPay) read.credentials()).platformName()).isEqualTo("中国银联股份有限公司");
    }

    @Test
    void whatDoesNotFitOfUnionPayIsNamedWithoutQuotingIt() {
        Certificate certificate = Certificate.selfSigned("merchant", BigInteger.TEN, Instant.now(), false);
        String foreign = "channels:\n" + unionpay("https://gateway.95516.com/gateway/api", ours, certificate);
        ConfigException problem = catchThrowableOfType(ConfigException.class, () -> read(foreign));
        assertThat(problem)
                .hasMessageContaining("base-url: expected a path with a slash at the end")
                .hasMessageContaining("certificate: expected the certificate of the private key");
        String broken = foreign.replace("-----BEGIN CERTIFICATE-----\n", "-----BEGIN CERTIFICATE-----\n      AAAA\n");
        assertThat(catchThrowableOfType(ConfigException.class, () -> read(broken)))
                .hasMessageContaining("middle-certificate: expected an X.509 certificate")
                .hasMessageContaining("root-certificate: expected an X.509 certificate");
    }

    @Test
    void bothWalletsAreReadWithTheirDefaults() {
        List<ChannelConfig> read = read("channels:\n"
                + alipay("alipay", "https://openapi.alipay.com/gateway.do", "https://pay.example.com/")
                + wechat("0123456789abcdef0123456789abcdef"));
        assertThat(read).extracting(ChannelConfig::id).containsExactly("alipay", "wechat");
        assertThat(read.getFirst().limits()).isEqualTo(ChannelLimits.DEFAULT);
        assertThat(read.getFirst().notifyUrl()).isEqualTo("https://pay.example.com/notify/alipay");
        assertThat(read.getLast().merchantNo()).isEqualTo("1900000001");
        assertThat(read.getLast().limits().codeExpirySeconds()).isEqualTo(120);
    }

    @Test
    void whatAlipayAgreedAboutAgreementsIsReadAndItsDefaultSceneRefused() {
        String channel =
                "channels:\n" + alipay("alipay", "https://openapi.alipay.com/gateway.do", "https://pay.example.com/");
        assertThat(read(channel).getFirst().withholding()).isEqualTo(Withholding.DEFAULT);
        assertThat(read(channel + "    withholding-product: general-withholding\n    sign-scene: INDUSTRY|EDU\n")
                        .getFirst()
                        .withholding())
                .isEqualTo(new Withholding(Withholding.Product.GENERAL_WITHHOLDING, "INDUSTRY|EDU"));
        assertThat(catchThrowableOfType(
                        ConfigException.class, () -> read(channel + "    sign-scene: DEFAULT|DEFAULT\n")))
                .hasMessageContaining("sign-scene: expected a scene");
    }

    @Test
    void noChannelsAreNone() {
        assertThat(read("environment: test\n".replace("environment: test", "channels: []")))
                .isEmpty();
    }

    @Test
    void nothingPrintsAKey() {
        List<ChannelConfig> read = read("channels:\n"
                + alipay("alipay", "https://openapi.alipay.com/gateway.do", "https://pay.example.com")
                + wechat("0123456789abcdef0123456789abcdef"));
        assertThat(read.toString())
                .doesNotContain(ours.privateBase64())
                .doesNotContain("0123456789abcdef0123456789abcdef");
    }

    @Test
    void everyProblemIsNamedAtOnceAndNoKeyIsQuoted() {
        String yaml = "channels:\n"
                + alipay("Alipay!", "http://openapi.alipay.com/gateway.do", "nowhere")
                        .replace(ours.privateBase64(), "bm8ga2V5")
                + wechat("short").replace("https://api.mch.weixin.qq.com", "https://api.mch.weixin.qq.com/v3");
        ConfigException refused = catchThrowableOfType(ConfigException.class, () -> read(yaml));
        assertThat(refused.problems())
                .anyMatch(p -> p.startsWith("channels[0].id"))
                .anyMatch(p -> p.startsWith("channels[0].base-url") && p.contains("https"))
                .anyMatch(p -> p.startsWith("channels[0].notify-base-url"))
                .anyMatch(p -> p.startsWith("channels[0].private-key"))
                .anyMatch(p -> p.startsWith("channels[1].api-v3-key"))
                .anyMatch(p -> p.startsWith("channels[1].base-url"))
                .noneMatch(p -> p.contains("bm8ga2V5") || p.contains("short"));
    }

    @Test
    void anIdStandsOnce() {
        String one = alipay("alipay", "https://openapi.alipay.com/gateway.do", "https://pay.example.com");
        ConfigException refused = catchThrowableOfType(ConfigException.class, () -> read("channels:\n" + one + one));
        assertThat(refused).hasMessageContaining("stands twice");
    }

    @Test
    void aChannelHasAKind() {
        String yaml = "channels:\n"
                + alipay("a", "https://openapi.alipay.com/gateway.do", "https://pay.example.com")
                        .replace("    kind: alipay\n", "");
        ConfigException refused = catchThrowableOfType(ConfigException.class, () -> read(yaml));
        assertThat(refused).hasMessageContaining("kind");
    }
}
