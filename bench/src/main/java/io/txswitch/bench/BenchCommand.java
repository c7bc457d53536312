package io.txswitch.bench;

import io.txswitch.bench.notify.NotifyCommand;
import io.txswitch.bench.terminals.TerminalsCommand;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** All measurements. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measurements on a sandbox of its own; each prints how it was taken.",
        subcommands = {TerminalsCommand.class, NotifyCommand.class})
public final class BenchCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(System.err);
        return CommandLine.ExitCode.USAGE;
    }
}
