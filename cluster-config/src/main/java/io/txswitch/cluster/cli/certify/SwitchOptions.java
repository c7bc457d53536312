package io.txswitch.cluster.cli.certify;

import io.txswitch.cluster.cli.ControlClient;
import io.txswitch.cluster.cli.UsageException;
import io.txswitch.cluster.node.NodeConfig;
import io.txswitch.iso8583.codec.Dialect;
import io.txswitch.iso8583.codec.Dialects;
import io.txswitch.iso8583.codec.Framing;
import io.txswitch.iso8583.codec.Framings;
import io.txswitch.iso8583.crypto.ClearKey;
import io.txswitch.iso8583.crypto.MacAlgorithm;
import io.txswitch.iso8583.crypto.WorkingKeyLayout;
import io.txswitch.iso8583.registry.Family;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the switch is, and how terminals speak there: by options, or as a family of a node's file says. */
final class SwitchOptions {
    private static final String UNIONPAY = "unionpay";
    private static final int MAX_PORT = 65_535;

    private static final int DEFAULT_PORT = 8583;

    @Option(names = "--host", paramLabel = "HOST", defaultValue = "127.0.0.1", description = "of the switch")
    private String host = "127.0.0.1";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "its port for terminals of this dialect; default: the running demo's, else 8583")
    private @Nullable Integer givenPort;

    @Option(names = "--merchant", paramLabel = "ID", description = "DE42; default: none is sent")
    private @Nullable String merchant;

    @Option(names = "--dialect", paramLabel = "NAME", description = "default: iso87-binary")
    private @Nullable String dialect;

    @Option(names = "--framing", paramLabel = "NAME", description = "default: the dialect's usual one")
    private @Nullable String framing;

    @Option(
            names = "--keys",
            paramLabel = "CODE",
            description = "001, 003 or 004 as field 60.3 asks for working keys, or none; default: 003 in unionpay-pos")
    private @Nullable String keys;

    @Option(names = "--mac-algorithm", paramLabel = "NAME", description = "default: unionpay-ecb")
    private @Nullable String macAlgorithm;

    @Option(
            names = "--family",
            paramLabel = "NAME",
            description = "dialect, framing and keys of this family of --config")
    private @Nullable String family;

    @Option(names = "--config", paramLabel = "FILE", description = "the node's YAML file, for --family")
    private @Nullable Path config;

    @Option(names = "--payer-code", paramLabel = "CODE", description = "a wallet's code; without it no code is scanned")
    private @Nullable String payerCode;

    @Option(
            names = "--timeout",
            paramLabel = "MS",
            defaultValue = "10000",
            description = "patience with one answer, in milliseconds")
    private int timeoutMs;

    @Nullable
    Path config() {
        if ((family == null) != (config == null)) {
            throw new UsageException("--family and --config come together");
        }
        return config;
    }

    PosProfile profile(String terminal, ClearKey masterKey, @Nullable NodeConfig node) {
        int port = port();
        if (port < 1 || port > MAX_PORT || timeoutMs < 1) {
            throw new UsageException("--port is 1 to " + MAX_PORT + ", --timeout is positive");
        }
        Family template = node == null ? null : template(node);
        Dialect spoken = template == null ? dialect() : template.dialect();
        WorkingKeyLayout layout =
                template == null ? layout(spoken) : template.keys().layout();
        return new PosProfile(
                host,
                port,
                terminal,
                merchant,
                spoken,
                template == null ? framing(spoken) : template.framing(),
                layout,
                template == null ? algorithm() : template.macAlgorithm(),
                layout == null ? null : masterKey,
                payerCode,
                timeoutMs);
    }

    private int port() {
        Integer found = givenPort != null
                ? givenPort
                : ControlClient.demoPort(
                        dialect != null && dialect.startsWith(UNIONPAY) ? "unionpay_port" : "terminal_port");
        return found == null ? DEFAULT_PORT : found;
    }

    private Family template(NodeConfig node) {
        return node.edges()
                .terminal()
                .families()
                .find(String.valueOf(family))
                .orElseThrow(() -> new UsageException("--family: the file has none of this name"));
    }

    private Dialect dialect() {
        String name = dialect == null ? Dialects.DEFAULT : dialect;
        Dialect found = Dialects.builtIn().find(name);
        if (found == null) {
            throw new UsageException(
                    "--dialect: one of " + String.join(", ", Dialects.builtIn().names()));
        }
        return found;
    }

    /** A dialect that needs an envelope of its own has it under its own name. */
    private Framing framing(Dialect spoken) {
        Framing own = Framings.builtIn().find(spoken.name());
        String name = framing != null ? framing : own == null ? Framings.DEFAULT : spoken.name();
        Framing found = Framings.builtIn().find(name);
        if (found == null || !found.cutsStreams()) {
            throw new UsageException("--framing: no framing of streams has this name");
        }
        return found;
    }

    private @Nullable WorkingKeyLayout layout(Dialect spoken) {
        String code = keys != null ? keys : spoken.name().startsWith(UNIONPAY) ? "003" : "none";
        try {
            return code.equals("none") ? null : WorkingKeyLayout.ofNetworkCode(code);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--keys: 001, 003, 004 or none");
        }
    }

    private MacAlgorithm algorithm() {
        try {
            return MacAlgorithm.of(macAlgorithm == null ? MacAlgorithm.UNIONPAY_ECB.text() : macAlgorithm);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--mac-algorithm: " + e.getMessage());
        }
    }
}
