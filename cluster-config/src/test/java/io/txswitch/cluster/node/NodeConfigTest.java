package io.txswitch.cluster.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.txswitch.core.config.ConfigException;
import io.txswitch.core.config.ConfigFile;
import io.txswitch.sandbox.wallet.WalletKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeConfigTest {
    private static final String OTHER_KEY = Base64.getEncoder().encodeToString(new byte[32]);
    private static final String GOOD = """
            environment: sandbox
            node: { id: node-1, master-key: %s }
            mysql: { user: txswitch, password: pw, database: switch }
            """.formatted(OTHER_KEY);

    private static NodeConfig read(String yaml, Map<String, String> environment) {
        return NodeConfig.read(ConfigFile.parse(yaml, environment));
    }

    private static ConfigException refused(String yaml) {
        return catchThrowableOfType(ConfigException.class, () -> read(yaml, Map.of()));
    }

    @Test
    void aShortFileIsEnoughBecauseTheRestHasDefaults() {
        NodeConfig config = read(GOOD, Map.of());
        assertThat(config.roles()).containsExactlyInAnyOrder(Role.values());
        assertThat(config.http().port()).isEqualTo(8080);
    }

    @Test
    void theEnvironmentOverridesTheFile() {
        NodeConfig config = read(GOOD, Map.of("TXSWITCH__HTTP__PORT", "9090", "TXSWITCH__NODE__ID", "node-7"));
        assertThat(config.http().port()).isEqualTo(9090);
        assertThat(config.id()).isEqualTo("node-7");
    }

    @Test
    void theDocumentedFileForAnIntegratorsOwnBankIsReadAsItStands() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "iso8583", "your-own-bank.md"));
        int from = page.indexOf("```yaml") + "```yaml".length();
        NodeConfig config = read(
                page.substring(from, page.indexOf("```", from)),
                Map.of(
                        "TXSWITCH__NODE__MASTER_KEY",
                        OTHER_KEY,
                        "TXSWITCH__MYSQL__PASSWORD",
                        "pw",
                        "TXSWITCH__CONTROL__PEOPLE__0__TOKEN",
                        "a-token-of-my-own-0123456789"));
        assertThat(config.edges().banks())
                .singleElement()
                .satisfies(bank -> assertThat(bank.id()).isEqualTo("my-bank"));
        assertThat(config.edges().terminal().families().find("unionpay")).isPresent();
    }

    @Test
    void everyProblemIsReportedAtOnceAndAnUnknownKeyIsOne() {
        assertThat(refused(GOOD + "http: { port: 99999 }\ncolour: blue\nrisk: { mood: good }\n")
                        .problems())
                .anyMatch(p -> p.startsWith("http.port"))
                .anyMatch(p -> p.equals("colour: is not a setting"))
                .anyMatch(p -> p.equals("risk.mood: is not a setting"));
    }

    @Test
    void noSecretIsShownInWhatIsInForce() {
        String shown = read(GOOD, Map.of()).effective().toString();
        assertThat(shown).doesNotContain(OTHER_KEY).doesNotContain("pw").contains("****");
    }

    @Test
    void whatWasMadeForTheSandboxStartsNoOtherNode() {
        byte[] key = Arrays.copyOf("sandbox-".getBytes(StandardCharsets.US_ASCII), 32);
        String production = GOOD.replace("environment: sandbox", "environment: production")
                .replace(OTHER_KEY, Base64.getEncoder().encodeToString(key));
        assertThat(refused(production + "control: { people: [{ name: a, token: sandbox-0123456789abcdef }] }\n")
                        .problems())
                .anyMatch(p -> p.startsWith("node.master-key"))
                .anyMatch(p -> p.startsWith("control.people"));
    }

    @Test
    void aWalletsCredentialsOfTheSandboxStartNoOtherNode() {
        String production = GOOD.replace("environment: sandbox", "environment: production");
        String channel = """
                channels:
                  - id: alipay
                    kind: alipay
                    base-url: https://openapi.alipay.com/gateway.do
                    app-id: "2021000000000001"
                    seller-id: "2088000000000001"
                    private-key: %s
                    alipay-public-key: %s
                    notify-base-url: https://pay.example.com
                """.formatted(
                WalletKeys.generate().privateBase64(), WalletKeys.generate().publicBase64());
        assertThat(refused(production + channel).problems())
                .contains("channels.alipay: has credentials that were made for the sandbox");
        assertThat(read(GOOD + channel, Map.of()).edges().channels()).containsKey("alipay");
    }

    @Test
    void outsideTheSandboxNoTerminalIsServedWithoutAMacOrWithItsPinPassedOn() {
        String production = GOOD.replace("environment: sandbox", "environment: production");
        String families = """
                terminal:
                  families:
                    - { name: good, keys: unionpay-003 }
                    - { name: open, keys: unionpay-003, mac: none, pin: pass-on }
                  profiles: [{ match: "T*" }]
                """;
        assertThat(refused(production + families).problems())
                .contains(
                        "terminal.families.open.mac: none is for the sandbox only",
                        "terminal.families.open.pin: pass-on is for the sandbox only",
                        "terminal.families.default.mac: none is for the sandbox only")
                .noneMatch(problem -> problem.contains("families.good"));
        assertThat(read(GOOD + families, Map.of()).edges().terminal().families().find("open"))
                .isPresent();
    }

    @Test
    void theFileForTheBenchmarkPeerIsReadAsItStands() throws Exception {
        Path file = Path.of(System.getProperty("txswitch.root", ".."), "deploy", "peer", "node.yaml");
        NodeConfig config = read(
                Files.readString(file),
                Map.of(
                        "TXSWITCH__NODE__MASTER_KEY", OTHER_KEY,
                        "TXSWITCH__MYSQL__PASSWORD", "pw",
                        "TXSWITCH__MYSQL__DATABASE", "switch"));
        assertThat(config.edges().terminal().port()).isEqualTo(24_800);
    }
}
