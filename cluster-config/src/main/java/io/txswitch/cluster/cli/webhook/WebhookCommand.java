package io.txswitch.cluster.cli.webhook;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** For whoever is asked why a merchant was not told. */
@Command(
        name = "webhook",
        mixinStandardHelpOptions = true,
        description = "Lists what a merchant was told and tells it again, through the control port of any node.",
        footer = {"", "Exit codes: 0 done, 1 refused or no node answers, 2 used wrongly."},
        subcommands = {ListEventsCommand.class, RedeliverCommand.class})
public final class WebhookCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(System.err);
        return CommandLine.ExitCode.USAGE;
    }
}
