package io.txswitch.cluster.cli.credential;

import io.txswitch.cluster.cli.ControlClient;
import io.txswitch.cluster.cli.Output;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A channel's credentials. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {
            "Lists a channel's credentials, the newest first, with fingerprints of the public halves; never a key.",
            "'signing' signs requests, 'live' verifies, 'unreadable' was sealed under another master key."
        })
final class ListCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "CHANNEL", description = "the channel, as in the configuration file")
    @SuppressWarnings("NullAway.Init") // required by picocli
    private String channel;

    @Option(names = "-o", paramLabel = "FORMAT", description = "text or json", defaultValue = "text")
    private Output output = Output.text;

    @Mixin
    private ControlClient control = new ControlClient();

    @Override
    public Integer call() {
        JsonObject found = control.get(CredentialText.path(channel), Map.of());
        CredentialText.print(output, found, CredentialText.list(found.getJsonArray("credentials")));
        return 0;
    }
}
