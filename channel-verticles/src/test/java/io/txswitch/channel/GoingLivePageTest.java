package io.txswitch.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.channel.credentials.CredentialVault;
import io.txswitch.channel.wallet.ChannelConfig;
import io.txswitch.channel.wallet.WalletKind;
import io.txswitch.core.config.ConfigFile;
import io.txswitch.core.config.KeyRing;
import io.txswitch.core.config.Section;
import io.txswitch.core.model.Secret;
import io.txswitch.sandbox.wallet.Certificate;
import io.txswitch.sandbox.wallet.WalletKeys;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page tells people what to type: every setting on it is one. */
class GoingLivePageTest {
    private static final Pattern YAML = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern ADD = Pattern.compile("txswitch credential add ([a-z]+) \\S+ ([^\\n]*)");
    private static final Pattern NAME = Pattern.compile("--(?:set|file) ([a-z0-9-]+)=");

    private static String page() throws IOException {
        return Files.readString(Path.of("..", "docs", "channels", "going-live.md"));
    }

    @Test
    void everyFileIsReadAsItStands() throws IOException {
        List<String> kinds = new ArrayList<>();
        String channel = "";
        Matcher block = YAML.matcher(page());
        while (block.find()) {
            // What does not begin a file belongs to the channel above it.
            boolean whole = block.group(1).startsWith("channels:");
            channel = whole ? block.group(1) : channel + block.group(1);
            Section root = ConfigFile.parse(channel, Map.of());
            ChannelConfig.readAll(root)
                    .values()
                    .forEach(each -> kinds.add(each.kind().text()));
            root.refuseUnknownKeys();
            root.problems().throwIfAny();
        }
        assertThat(kinds).contains("alipay", "wechat", "unionpay");
    }

    @Test
    void everyCredentialIsCompleteByTheNamesItIsAddedWith() throws IOException {
        CredentialVault vault =
                new CredentialVault(KeyRing.of(new Secret(Base64.getEncoder().encodeToString(new byte[32]))), true);
        Map<String, String> values = values();
        int commands = 0;
        Matcher add = ADD.matcher(page().replace("\\\n", ""));
        while (add.find()) {
            Map<String, String> settings = new HashMap<>();
            Matcher name = NAME.matcher(add.group(2));
            while (name.find()) {
                settings.put(name.group(1), values.getOrDefault(name.group(1), ""));
            }
            WalletKind kind = WalletKind.valueOf(add.group(1).toUpperCase(Locale.ROOT));
            assertThat(vault.read(kind, settings)).as(add.group()).isNotNull();
            commands++;
        }
        assertThat(commands).isGreaterThanOrEqualTo(4);
    }

    private static Map<String, String> values() {
        WalletKeys own = WalletKeys.generate();
        Certificate root = Certificate.selfSigned("root", BigInteger.ONE, Instant.now(), true);
        String certificate =
                root.certify("own", BigInteger.TWO, Instant.now(), own).pem();
        return Map.ofEntries(
                Map.entry("private-key", own.privatePem()),
                Map.entry("alipay-public-key", root.keys().publicBase64()),
                Map.entry("app-certificate", certificate),
                Map.entry("alipay-certificate", root.pem()),
                Map.entry("alipay-root-certificate", root.pem()),
                Map.entry("merchant-serial", "5F3A"),
                Map.entry("api-v3-key", "0123456789abcdef0123456789abcdef"),
                Map.entry("platform-public-key", root.keys().publicPem()),
                Map.entry("platform-public-key-id", "PUB_KEY_ID_1"),
                Map.entry("certificate", certificate),
                Map.entry("middle-certificate", root.pem()),
                Map.entry("root-certificate", root.pem()));
    }
}
