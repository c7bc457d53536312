package io.txswitch.cluster.cli;

import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The root of all commands; those of other packages and modules are found by {@link ServiceLoader}.
 */
@Command(
        name = "txswitch",
        mixinStandardHelpOptions = true,
        version = "txswitch 0.1.0",
        description = "A payment transaction switch: cards over ISO 8583, QR wallets over HTTP, one journal.",
        footer = {
            "",
            "  test   runs every test (mvn verify); further words go to Maven",
            "",
            "Exit codes: 0 done, 1 the thing asked about failed, 2 used wrongly."
        },
        subcommands = {
            HelpCommand.class,
            NodeCommand.class,
            DoctorCommand.class,
            PaymentCommand.class,
            SignCommand.class,
            TotalsCommand.class
        })
public final class CommandLineTool implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    /** Runs one command; the exit code of the process. */
    public static int run(String... args) {
        CommandLine root = new CommandLine(new CommandLineTool());
        for (Callable<?> each : ServiceLoader.load(Callable.class)) {
            if (each.getClass().isAnnotationPresent(Command.class)) {
                root.addSubcommand(each);
            }
        }
        root.setParameterExceptionHandler(new SilentErrors(root.getParameterExceptionHandler()));
        root.setExitCodeExceptionMapper(e -> e instanceof UsageException || e instanceof ParameterException
                ? CommandLine.ExitCode.USAGE
                : CommandLine.ExitCode.SOFTWARE);
        root.setExecutionExceptionHandler((e, commandLine, parsed) -> {
            commandLine.getErr().println("txswitch: " + (e.getMessage() == null ? e.toString() : e.getMessage()));
            return commandLine.getExitCodeExceptionMapper().getExitCode(e);
        });
        return root.execute(args);
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(System.err);
        return CommandLine.ExitCode.USAGE;
    }
}
