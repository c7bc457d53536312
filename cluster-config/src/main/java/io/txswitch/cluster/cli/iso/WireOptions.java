package io.txswitch.cluster.cli.iso;

import io.txswitch.core.config.ConfigException;
import io.txswitch.core.config.ConfigFile;
import io.txswitch.core.config.Section;
import io.txswitch.iso8583.codec.Dialect;
import io.txswitch.iso8583.codec.Dialects;
import io.txswitch.iso8583.codec.Framing;
import io.txswitch.iso8583.codec.Framings;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How messages are written: options of several commands. */
final class WireOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command is called
    private CommandSpec spec;

    @Option(
            names = "--dialect",
            paramLabel = "NAME",
            description = "iso87-ascii, iso87-binary, iso93-binary, unionpay-pos, cups; default: ${DEFAULT-VALUE}",
            defaultValue = Dialects.DEFAULT)
    private String dialect = Dialects.DEFAULT;

    @Option(
            names = "--framing",
            paramLabel = "NAME",
            description = "what is around the message: none, nac, unionpay-pos, cups, binary2, ascii4, ... (see"
                    + " docs/iso8583/framings.md)")
    private @Nullable String framing;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "a node's YAML file, for the dialects and framings it adds")
    private @Nullable Path config;

    Dialect dialect() {
        Dialects known = config == null ? Dialects.builtIn() : Dialects.read(root());
        return found(known.find(dialect), "dialect", dialect, known.names());
    }

    /** The framing that was named, or {@code fallback}. */
    Framing framing(String fallback) {
        Framings known = config == null ? Framings.builtIn() : Framings.read(root());
        String name = framing == null ? fallback : framing;
        return found(known.find(name), "framing", name, known.names());
    }

    private <T> T found(@Nullable T value, String what, String name, List<String> names) {
        if (value == null) {
            throw wrong("no " + what + " " + name + "; there are " + String.join(", ", names));
        }
        return value;
    }

    private Section root() {
        try {
            Section root = ConfigFile.read(java.util.Objects.requireNonNull(config), System.getenv());
            Dialects.read(root);
            Framings.read(root);
            root.problems().throwIfAny();
            return root;
        } catch (ConfigException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
