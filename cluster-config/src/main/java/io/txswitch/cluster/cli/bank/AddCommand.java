package io.txswitch.cluster.cli.bank;

import io.txswitch.cluster.cli.ControlClient;
import io.txswitch.cluster.cli.Output;
import io.txswitch.cluster.cli.UsageException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A new bank, or another definition of one. */
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description = "Adds a bank; every node with the bank role opens its lines within seconds.",
        footer = {
            "",
            "The file is one element of the list 'banks' of a node's configuration, such as",
            "  id: bank-b",
            "  endpoints: [\"10.1.2.3:7001\", \"10.1.2.4:7001\"]",
            "  endpoint-order: primary-backup"
        })
final class AddCommand implements Callable<Integer> {
    /** A definition is a page. */
    private static final int MAX_BYTES = 65_536;

    @Parameters(index = "0", paramLabel = "FILE", description = "its definition, YAML or JSON; - is standard input")
    @SuppressWarnings("NullAway.Init") // required by picocli
    private String file;

    @Option(names = "--replace", description = "in the place of the one with this id; its lines are opened anew")
    private boolean replace;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why; it is kept in the audit")
    @SuppressWarnings("NullAway.Init") // required by picocli
    private String reason;

    @Option(names = "-o", paramLabel = "FORMAT", description = "text or json", defaultValue = "text")
    private Output output = Output.text;

    @Mixin
    private ControlClient control = new ControlClient();

    @Override
    public Integer call() {
        JsonObject added = control.post(
                replace ? "/control/banks/replace" : "/control/banks",
                new JsonObject().put("definition", definition()).put("reason", reason));
        BankText.print(output, added, String.format("%s %s%n", added.getString("id"), replace ? "replaced" : "added"));
        return 0;
    }

    private String definition() {
        try {
            byte[] bytes = file.equals("-")
                    ? System.in.readNBytes(MAX_BYTES + 1)
                    : Files.size(Path.of(file)) > MAX_BYTES
                            ? new byte[MAX_BYTES + 1]
                            : Files.readAllBytes(Path.of(file));
            if (bytes.length > MAX_BYTES) {
                throw new UsageException("a definition of a bank is a page, not a book");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UsageException(file + " cannot be read");
        }
    }
}
