package io.txswitch.cluster.cli.iso;

import io.txswitch.iso8583.codec.Framing;
import io.txswitch.iso8583.codec.Tpdu;
import io.vertx.core.buffer.Buffer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where a message goes, for framings that say so. */
final class AddressOption {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command is called
    private CommandSpec spec;

    @Option(
            names = "--tpdu",
            paramLabel = "HEX",
            description = "60, destination, source; default: ${DEFAULT-VALUE}",
            defaultValue = "6000010000")
    private String tpdu = "6000010000";

    /** The bytes of a message with what is around it; too many are an {@link IllegalArgumentException}. */
    Buffer frame(Framing framing, byte[] message) {
        return framing.frame(parsed(), message).toBuffer();
    }

    private Tpdu parsed() {
        try {
            return Tpdu.parse(tpdu);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--tpdu: " + e.getMessage());
        }
    }
}
