package io.txswitch.cluster.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Wrong usage of these commands never repeats a value; that of other commands is reported as it always was. */
public final class SilentErrors implements IParameterExceptionHandler {
    private final IParameterExceptionHandler others;

    public SilentErrors(IParameterExceptionHandler others) {
        this.others = others;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) throws Exception {
        CommandLine command = e.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        if (!(name + " ").contains(" crypto ")) {
            return others.handleParseException(e, args);
        }
        String message = e instanceof UnmatchedArgumentException unmatched
                ? unmatched(unmatched.getUnmatched())
                : String.valueOf(e.getMessage());
        command.getErr().println("txswitch: " + message);
        command.getErr().println("Try '" + name + " --help'");
        return CommandLine.ExitCode.USAGE;
    }

    /** Names of options that are not known; of a stray value only that there is one. */
    private static String unmatched(List<String> arguments) {
        return arguments.stream()
                .filter(each -> each.matches("--?[a-z][a-z0-9-]*(=.*)?"))
                .findFirst()
                .map(each -> "unknown option " + each.split("=", 2)[0])
                .orElse("a value without an option");
    }
}
