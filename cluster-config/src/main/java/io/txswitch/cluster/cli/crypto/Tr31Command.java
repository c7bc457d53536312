package io.txswitch.cluster.cli.crypto;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Key blocks, in and out. */
@Command(
        name = "tr31",
        mixinStandardHelpOptions = true,
        description = "Wraps a key into a TR-31 (ANSI X9.143) key block of version B or D, or opens one.",
        footer = CryptoCommand.TEST_KEYS,
        subcommands = {Tr31WrapCommand.class, Tr31UnwrapCommand.class})
final class Tr31Command implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(System.err);
        return CommandLine.ExitCode.USAGE;
    }
}
