package io.txswitch.cluster.cli.terminal;

import io.txswitch.cluster.cli.ControlClient;
import io.txswitch.cluster.cli.Output;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** No more payments from there. */
@Command(
        name = "block",
        mixinStandardHelpOptions = true,
        description = "Blocks a terminal: from now on it is answered with 58.")
final class BlockCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "ID", description = "the terminal, as in field 41")
    @SuppressWarnings("NullAway.Init") // required by picocli
    private String id;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why; it is kept in the audit")
    @SuppressWarnings("NullAway.Init") // required by picocli
    private String reason;

    @Option(names = "-o", paramLabel = "FORMAT", description = "text or json", defaultValue = "text")
    private Output output = Output.text;

    @Mixin
    private ControlClient control = new ControlClient();

    @Override
    public Integer call() {
        JsonObject blocked = control.post(TerminalText.path(id) + "/block", new JsonObject().put("reason", reason));
        TerminalText.print(output, blocked, TerminalText.one(blocked));
        return 0;
    }
}
