package io.txswitch.cluster.cli.credential;

import io.txswitch.cluster.cli.ControlClient;
import io.txswitch.cluster.cli.Output;
import io.txswitch.cluster.cli.UsageException;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A new credential; its secrets come from files. */
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description = "Adds a credential to a channel: it is sealed, kept for all nodes, and signs from now on.",
        footer = {
            "",
            "The names are those of the configuration file. Secrets are read from files, '-' is standard input:",
            "",
            "  txswitch credential add wechat 2026-11 --reason 'yearly change' \\",
            "    --set merchant-serial=5F3A… --file private-key=apiclient_key.pem --file api-v3-key=- \\",
            "    --file platform-public-key=pub_key.pem --set platform-public-key-id=PUB_KEY_ID_…",
            "",
            "  txswitch credential add wechat 2026-12 --like 2026-11 --file api-v3-key=- --reason 'key changed'"
        })
final class AddCommand implements Callable<Integer> {
    /** What a list of processes must not show. */
    private static final Set<String> SECRETS = Set.of("private-key", "api-v3-key", "secret");

    @Parameters(index = "0", paramLabel = "CHANNEL", description = "the channel, as in the configuration file")
    @SuppressWarnings("NullAway.Init") // required by picocli
    private String channel;

    @Parameters(index = "1", paramLabel = "ID", description = "a new name: 1 to 32 of a-z, 0-9 and hyphens")
    @SuppressWarnings("NullAway.Init") // required by picocli
    private String id;

    @Option(names = "--file", paramLabel = "NAME=PATH", description = "a setting from a file; '-' is standard input")
    private Map<String, String> files = new LinkedHashMap<>();

    @Option(names = "--set", paramLabel = "NAME=TEXT", description = "a setting that is no secret")
    private Map<String, String> texts = new LinkedHashMap<>();

    @Option(names = "--like", paramLabel = "ID", description = "what is not given is as in this live one of the store")
    private @Nullable String like;

    @Option(
            names = "--signs-from",
            paramLabel = "TIME",
            description = "RFC 3339; until then it verifies and does not sign; default: now")
    private @Nullable String signsFrom;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why; it is kept in the audit")
    @SuppressWarnings("NullAway.Init") // required by picocli
    private String reason;

    @Option(names = "-o", paramLabel = "FORMAT", description = "text or json", defaultValue = "text")
    private Output output = Output.text;

    @Mixin
    private ControlClient control = new ControlClient();

    @Override
    public Integer call() {
        JsonObject settings = new JsonObject();
        texts.forEach((name, text) -> {
            if (SECRETS.contains(name)) {
                throw new UsageException("a secret is no argument: --file " + name + "=PATH, or " + name + "=-");
            }
            settings.put(name, text);
        });
        SettingFiles.read(files).forEach(settings::put);
        JsonObject added = control.post(
                CredentialText.path(channel),
                new JsonObject()
                        .put("credential", id)
                        .put("settings", settings)
                        .put("like", like)
                        .put("signsFrom", signsFrom)
                        .put("reason", reason));
        CredentialText.print(output, added, CredentialText.row(added));
        return 0;
    }
}
