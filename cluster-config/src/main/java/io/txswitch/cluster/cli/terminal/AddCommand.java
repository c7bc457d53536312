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

/** A new terminal. */
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description = "Adds a terminal; its family says what it speaks and what it may do.")
final class AddCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "ID", description = "the terminal, as in field 41")
    @SuppressWarnings("NullAway.Init") // required by picocli
    private String id;

    @Option(names = "--merchant", required = true, paramLabel = "ID", description = "whose it is")
    @SuppressWarnings("NullAway.Init") // required by picocli
    private String merchant;

    @Option(names = "--family", paramLabel = "NAME", description = "its template; default: default")
    private @Nullable String family;

    @Option(names = "--reason", paramLabel = "TEXT", description = "why; it is kept in the audit")
    private @Nullable String reason;

    @Option(names = "-o", paramLabel = "FORMAT", description = "text or json", defaultValue = "text")
    private Output output = Output.text;

    @Mixin
    private ControlClient control = new ControlClient();

    @Override
    public Integer call() {
        JsonObject added = control.post(
                "/control/terminals",
                new JsonObject()
                        .put("id", id)
                        .put("merchant", merchant)
                        .put("family", family)
                        .put("reason", reason));
        TerminalText.print(output, added, TerminalText.one(added));
        return 0;
    }
}
