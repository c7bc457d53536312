package io.txswitch.cluster.cli.bank;

import io.txswitch.cluster.cli.ControlClient;
import io.txswitch.cluster.cli.KeyComponents;
import io.txswitch.cluster.cli.Output;
import io.txswitch.cluster.cli.UsageException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keys go in or are exchanged, check values come out. */
@Command(
        name = "key",
        mixinStandardHelpOptions = true,
        description = "Loads a bank's zone master key, asks it for working keys, or shows versions and check values.",
        footer = {
            "",
            "Components are read from standard input, two or three lines of hex, each typed by its holder; at a",
            "terminal they are asked for and not shown. They are XORed in the security module.",
            "",
            "  txswitch bank key bank-a --zmk-components --kcv EB7A8D --reason 'ceremony of 1 March'",
            "  txswitch bank key bank-a --exchange --reason 'after the ceremony'"
        })
final class KeyCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "ID", description = "the bank")
    @SuppressWarnings("NullAway.Init") // required by picocli
    private String id;

    @ArgGroup(exclusive = true, multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // required by picocli
    private What what;

    @Option(names = "--algorithm", paramLabel = "NAME", description = "tdes or aes; default: tdes")
    private @Nullable String algorithm;

    @Option(names = "--kcv", paramLabel = "HEX", description = "the check value that the key must have")
    private @Nullable String kcv;

    @Option(names = "--reason", paramLabel = "TEXT", description = "why; asked for with every change")
    private @Nullable String reason;

    @Option(names = "-o", paramLabel = "FORMAT", description = "text or json", defaultValue = "text")
    private Output output = Output.text;

    @Mixin
    private ControlClient control = new ControlClient();

    /** One of these. */
    static final class What {
        @Option(names = "--show", required = true, description = "versions and check values")
        private boolean show;

        @Option(names = "--zmk-components", required = true, description = "the zone master key, by components")
        private boolean components;

        @Option(names = "--exchange", required = true, description = "new working keys from the bank (0800, 101)")
        private boolean exchange;
    }

    @Override
    public Integer call() {
        if (what.show) {
            JsonObject found = control.get(BankText.path(id) + "/keys", Map.of());
            BankText.print(output, found, BankText.keys(found.getJsonArray("keys")));
            return 0;
        }
        if (reason == null) {
            throw new UsageException("a key is changed for a reason: --reason TEXT");
        }
        return what.exchange ? exchange(reason) : load(reason);
    }

    private int exchange(String why) {
        JsonObject done = control.post(BankText.path(id) + "/exchange", new JsonObject().put("reason", why));
        BankText.print(output, done, String.format("%s sent %s%n", id, done.getString("keys")));
        return 0;
    }

    private int load(String why) {
        JsonObject kept = control.post(
                BankText.path(id) + "/keys",
                new JsonObject()
                        .put("reason", why)
                        .put("algorithm", algorithm)
                        .put("kcv", kcv)
                        .put("components", new JsonArray(KeyComponents.read())));
        BankText.print(
                output,
                kept,
                String.format(
                        "%s %s version %d, check value %s%n",
                        kept.getString("owner"),
                        kept.getString("purpose"),
                        kept.getInteger("version"),
                        kept.getString("kcv")));
        return 0;
    }
}
