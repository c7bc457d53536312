package io.txswitch.cluster.cli.iso;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** ISO 8583 messages by hand. */
@Command(
        name = "iso",
        mixinStandardHelpOptions = true,
        description = "Reads, writes and sends ISO 8583 messages, in every dialect the switch knows.",
        subcommands = {DecodeCommand.class, EncodeCommand.class, SendCommand.class})
public final class IsoCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(System.err);
        return CommandLine.ExitCode.USAGE;
    }
}
