package io.txswitch.cluster.cli.bank;

import io.txswitch.cluster.cli.ControlClient;
import io.txswitch.cluster.cli.Output;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** All banks. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the banks of the node's file and those that were added.")
final class ListCommand implements Callable<Integer> {
    @Option(names = "-o", paramLabel = "FORMAT", description = "text or json", defaultValue = "text")
    private Output output = Output.text;

    @Mixin
    private ControlClient control = new ControlClient();

    @Override
    public Integer call() {
        JsonObject found = control.get("/control/banks", Map.of());
        BankText.print(output, found, BankText.list(found.getJsonArray("banks")));
        return 0;
    }
}
