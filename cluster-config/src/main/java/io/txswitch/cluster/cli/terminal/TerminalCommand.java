package io.txswitch.cluster.cli.terminal;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** For whoever looks after terminals. */
@Command(
        name = "terminal",
        mixinStandardHelpOptions = true,
        description = "Adds, lists, keys and blocks terminals, through the control port of any node.",
        footer = {"", "Exit codes: 0 done, 1 refused or no node answers, 2 used wrongly."},
        subcommands = {
            AddCommand.class,
            ListCommand.class,
            ShowCommand.class,
            KeyCommand.class,
            BlockCommand.class,
            UnblockCommand.class
        })
public final class TerminalCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(System.err);
        return CommandLine.ExitCode.USAGE;
    }
}
