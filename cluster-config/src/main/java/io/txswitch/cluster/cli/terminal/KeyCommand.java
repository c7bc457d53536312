package io.txswitch.cluster.cli.terminal;

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

/** Keys go in, check values come out. */
@Command(
        name = "key",
        mixinStandardHelpOptions = true,
        description = "Gives a terminal or a family a key, or shows versions and check values; never a key.",
        footer = {
            "",
            "Components are read from standard input, two or three lines of hex, each typed by its holder; at a",
            "terminal they are asked for and not shown. They are XORed in the security module.",
            "",
            "  txswitch terminal key T1 --tmk-components --reason 'new terminal'",
            "  txswitch terminal key --family p400 --bdk --reason 'ceremony of 1 March'",
            "  txswitch terminal key --family unionpay --transport --reason 'injection facility'",
            "  txswitch terminal key T1 --cryptogram 1F3A… --reason 'injected'"
        })
final class KeyCommand implements Callable<Integer> {
    @Parameters(index = "0", arity = "0..1", paramLabel = "ID", description = "the terminal; none with --family")
    private @Nullable String id;

    @Option(names = "--family", paramLabel = "NAME", description = "the family whose key it is")
    private @Nullable String family;

    @ArgGroup(exclusive = true, multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // required by picocli
    private What what;

    @Option(names = "--algorithm", paramLabel = "NAME", description = "tdes or aes; default: tdes")
    private @Nullable String algorithm;

    @Option(names = "--kcv", paramLabel = "HEX", description = "the check value that the key must have")
    private @Nullable String kcv;

    @Option(names = "--reason", paramLabel = "TEXT", description = "why; asked for with every new key")
    private @Nullable String reason;

    @Option(names = "-o", paramLabel = "FORMAT", description = "text or json", defaultValue = "text")
    private Output output = Output.text;

    @Mixin
    private ControlClient control = new ControlClient();

    /** One of these. */
    static final class What {
        @Option(names = "--show", required = true, description = "versions and check values")
        private boolean show;

        @Option(names = "--tmk-components", required = true, description = "the terminal's master key, by components")
        private boolean components;

        @Option(
                names = "--cryptogram",
                required = true,
                paramLabel = "HEX",
                description = "the terminal's master key under the family's transport key (ECB)")
        private @Nullable String cryptogram;

        @Option(
                names = "--tr31",
                required = true,
                paramLabel = "BLOCK",
                description = "the terminal's master key as a TR-31 block under the family's transport key")
        private @Nullable String keyBlock;

        @Option(names = "--bdk", required = true, description = "the family's base derivation key, by components")
        private boolean bdk;

        @Option(names = "--transport", required = true, description = "the family's transport key, by components")
        private boolean transport;

        private boolean ofFamily() {
            return bdk || transport;
        }
    }

    @Override
    public Integer call() {
        String path = path();
        if (what.show) {
            JsonObject found = control.get(path, Map.of());
            TerminalText.print(output, found, TerminalText.keys(found.getJsonArray("keys")));
            return 0;
        }
        if (reason == null) {
            throw new UsageException("a key is changed for a reason: --reason TEXT");
        }
        JsonObject kept = control.post(path, request());
        TerminalText.print(
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

    private String path() {
        String terminal = id;
        String group = family;
        if ((terminal == null) == (group == null)) {
            throw new UsageException("name a terminal, or a family with --family");
        }
        if (!what.show && what.ofFamily() != (group != null)) {
            throw new UsageException("--bdk and --transport are a family's keys, the others a terminal's");
        }
        return terminal == null
                ? "/control/families/" + ControlClient.encode(String.valueOf(group)) + "/keys"
                : TerminalText.path(terminal) + "/keys";
    }

    private JsonObject request() {
        JsonObject request = new JsonObject()
                .put("reason", reason)
                .put("algorithm", algorithm)
                .put("kcv", kcv);
        if (what.cryptogram != null) {
            return request.put("scheme", "ecb").put("cryptogram", what.cryptogram);
        }
        if (what.keyBlock != null) {
            return request.put("scheme", "tr31").put("cryptogram", what.keyBlock);
        }
        return request.put("purpose", what.bdk ? "BDK" : what.transport ? "ZMK" : null)
                .put("components", new JsonArray(KeyComponents.read()));
    }
}
