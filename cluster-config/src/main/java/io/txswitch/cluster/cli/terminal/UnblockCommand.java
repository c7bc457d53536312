package io.txswitch.cluster.cli.terminal;

import io.txswitch.cluster.cli.ControlClient;
import io.txswitch.cluster.cli.Output;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Payments again. */
@Command(name = "unblock", mixinStandardHelpOptions = true, description = "Takes a block away.")
final class UnblockCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "ID", description = "the terminal, as in field 41")
    @SuppressWarnings("NullAway.Init") // required by picocli
    private String id;

    @Option(names = "--reason", paramLabel = "TEXT", description = "why; it is kept in the audit")
    private @Nullable String reason;

    @Option(names = "-o", paramLabel = "FORMAT", description = "text or json", defaultValue = "text")
    private Output output = Output.text;

    @Mixin
    private ControlClient control = new ControlClient();

    @Override
    public Integer call() {
        JsonObject free = control.post(TerminalText.path(id) + "/unblock", new JsonObject().put("reason", reason));
        TerminalText.print(output, free, TerminalText.one(free));
        return 0;
    }
}
