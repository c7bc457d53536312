package io.txswitch.cluster.cli.terminal;

import io.txswitch.cluster.cli.ControlClient;
import io.txswitch.cluster.cli.Output;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One terminal. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows a terminal: its status, its batch, its keys by version and check value.")
final class ShowCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "ID", description = "the terminal, as in field 41")
    @SuppressWarnings("NullAway.Init") // required by picocli
    private String id;

    @Option(names = "-o", paramLabel = "FORMAT", description = "text or json", defaultValue = "text")
    private Output output = Output.text;

    @Mixin
    private ControlClient control = new ControlClient();

    @Override
    public Integer call() {
        JsonObject found = control.get(TerminalText.path(id), Map.of());
        TerminalText.print(output, found, TerminalText.one(found));
        return 0;
    }
}
