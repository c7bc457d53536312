package io.txswitch.cluster.cli.credential;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** For whoever looks after the contracts with the wallets. */
@Command(
        name = "credential",
        mixinStandardHelpOptions = true,
        description = {
            "Adds, lists and retires the credentials of wallet channels, through the control port of any node.",
            "Several are live at once: the newest signs, callbacks are verified with every one until it is retired."
        },
        footer = {"", "Exit codes: 0 done, 1 refused or no node answers, 2 used wrongly."},
        subcommands = {AddCommand.class, ListCommand.class, RetireCommand.class, RefreshCommand.class})
public final class CredentialCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(System.err);
        return CommandLine.ExitCode.USAGE;
    }
}
