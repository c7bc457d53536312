package io.txswitch.cluster.cli.bank;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** For whoever looks after the lines to banks. */
@Command(
        name = "bank",
        mixinStandardHelpOptions = true,
        description = "Adds, lists and keys banks and shows their lines, through the control port of any node.",
        footer = {"", "Exit codes: 0 done, 1 refused or no node answers, 2 used wrongly."},
        subcommands = {AddCommand.class, ListCommand.class, LineCommand.class, KeyCommand.class, RemoveCommand.class})
public final class BankCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(System.err);
        return CommandLine.ExitCode.USAGE;
    }
}
