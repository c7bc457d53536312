package io.txswitch.sandbox.demo;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The demo, from the command line. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Starts the sandbox and two clustered nodes, plays a dozen payments, compares the books,",
            "and goes on with light traffic until Ctrl-C. Whatever it started is gone afterwards."
        },
        footer = "Exit codes: 0 every step did what it should and the books agree, 1 not so.")
public final class DemoCommand implements Callable<Integer> {
    @Option(names = "--once", description = "ends after the book check")
    private boolean once;

    @Option(
            names = "--tour",
            paramLabel = "TOUR",
            description = "what is played: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})",
            defaultValue = "overview")
    private Demo.Tour tour = Demo.Tour.overview;

    @Option(
            names = "-o",
            paramLabel = "FORMAT",
            description = "text or json: the last line is one object",
            defaultValue = "text")
    private Format output = Format.text;

    /** How it prints. */
    enum Format {
        text,
        json
    }

    @Override
    public Integer call() {
        Path home = Path.of(System.getProperty("txswitch.home", "."));
        return new Demo(home, tour, once, new Report(output == Format.json, System.out, System.err)).run();
    }
}
