package io.txswitch.cluster.cli.credential;

import io.txswitch.cluster.cli.ControlClient;
import io.txswitch.cluster.cli.Output;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** For when somebody does not want to wait a minute. */
@Command(
        name = "refresh",
        mixinStandardHelpOptions = true,
        description = "Has every node read a channel's credentials again; each does so every minute anyway.")
final class RefreshCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "CHANNEL", description = "the channel, as in the configuration file")
    @SuppressWarnings("NullAway.Init") // required by picocli
    private String channel;

    @Option(names = "--reason", paramLabel = "TEXT", description = "why; it is kept in the audit")
    private @Nullable String reason;

    @Option(names = "-o", paramLabel = "FORMAT", description = "text or json", defaultValue = "text")
    private Output output = Output.text;

    @Mixin
    private ControlClient control = new ControlClient();

    @Override
    public Integer call() {
        JsonObject told =
                control.post(CredentialText.path(channel) + "/refresh", new JsonObject().put("reason", reason));
        CredentialText.print(output, told, String.format("every node was told to read %s again%n", channel));
        return 0;
    }
}
