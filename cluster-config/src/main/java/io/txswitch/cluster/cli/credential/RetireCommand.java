package io.txswitch.cluster.cli.credential;

import io.txswitch.cluster.cli.ControlClient;
import io.txswitch.cluster.cli.Output;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The end of a credential. */
@Command(
        name = "retire",
        mixinStandardHelpOptions = true,
        description = {
            "Retires a credential: from now on it neither signs nor verifies, and what was kept of it is destroyed.",
            "Wallets repeat callbacks for a day: wait that long after adding its successor, unless it was stolen."
        })
final class RetireCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "CHANNEL", description = "the channel, as in the configuration file")
    @SuppressWarnings("NullAway.Init") // required by picocli
    private String channel;

    @Parameters(index = "1", paramLabel = "ID", description = "the credential")
    @SuppressWarnings("NullAway.Init") // required by picocli
    private String id;

    @Option(names = "--last", description = "even if the channel has no other and stops")
    private boolean last;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why; it is kept in the audit")
    @SuppressWarnings("NullAway.Init") // required by picocli
    private String reason;

    @Option(names = "-o", paramLabel = "FORMAT", description = "text or json", defaultValue = "text")
    private Output output = Output.text;

    @Mixin
    private ControlClient control = new ControlClient();

    @Override
    public Integer call() {
        JsonObject retired = control.post(
                CredentialText.path(channel) + "/retire",
                new JsonObject()
                        .put("credential", id)
                        .put("last", Boolean.toString(last))
                        .put("reason", reason));
        CredentialText.print(output, retired, CredentialText.row(retired));
        return 0;
    }
}
