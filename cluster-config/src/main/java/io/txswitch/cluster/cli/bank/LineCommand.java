package io.txswitch.cluster.cli.bank;

import io.txswitch.cluster.cli.ControlClient;
import io.txswitch.cluster.cli.Output;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The lines of one bank. */
@Command(
        name = "line",
        mixinStandardHelpOptions = true,
        description = "Shows a bank's lines and connections, node by node, as they were a moment ago.")
final class LineCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "ID", description = "the bank")
    @SuppressWarnings("NullAway.Init") // required by picocli
    private String id;

    @Option(names = "-o", paramLabel = "FORMAT", description = "text or json", defaultValue = "text")
    private Output output = Output.text;

    @Mixin
    private ControlClient control = new ControlClient();

    @Override
    public Integer call() {
        JsonObject found = control.get(BankText.path(id), Map.of());
        BankText.print(output, found, BankText.lines(found));
        return 0;
    }
}
