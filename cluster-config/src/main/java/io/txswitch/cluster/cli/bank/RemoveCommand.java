package io.txswitch.cluster.cli.bank;

import io.txswitch.cluster.cli.ControlClient;
import io.txswitch.cluster.cli.Output;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A bank that was added goes; what is still to be reversed there waits until it is added again. */
@Command(
        name = "remove",
        mixinStandardHelpOptions = true,
        description = "Removes a bank that was added; its lines sign off and close within seconds.")
final class RemoveCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "ID", description = "the bank")
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
        JsonObject removed = control.post(BankText.path(id) + "/remove", new JsonObject().put("reason", reason));
        BankText.print(output, removed, String.format("%s removed%n", id));
        return 0;
    }
}
