package io.txswitch.cluster.cli.crypto;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** PIN blocks, MACs, key blocks and cryptograms, one subcommand each. */
@Command(
        name = "crypto",
        mixinStandardHelpOptions = true,
        description = "PIN blocks, MACs, check values, DUKPT, cryptograms and key blocks: hex in, hex out.",
        footer = CryptoCommand.TEST_KEYS,
        subcommands = {
            PinBlockCommand.class,
            TranslateCommand.class,
            MacCommand.class,
            KcvCommand.class,
            DukptCommand.class,
            ArqcCommand.class,
            ArpcCommand.class,
            Tr31Command.class
        })
public final class CryptoCommand implements Callable<Integer> {
    static final String TEST_KEYS = "For test keys and test cards only: a command line is seen by others.%n"
            + "Exit codes: 0 done, 1 the bytes do not fit, 2 used wrongly.";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(System.err);
        return CommandLine.ExitCode.USAGE;
    }
}
