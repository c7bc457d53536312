package io.txswitch.cluster.cli.iso;

import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Long runs of what the tests do for a moment. */
@Command(
        name = "fuzz",
        mixinStandardHelpOptions = true,
        description =
                "Feeds every decoder (dialects, framings, chip data) with mutated messages: any bytes give a value"
                        + " or an error that says where, and what was read can be written again.",
        footer = {"", "Exit codes: 0 no findings, 1 findings (printed as hex, with their seed), 2 used wrongly."})
public final class FuzzCommand implements Callable<Integer> {
    private static final BigDecimal SECONDS_PER_MINUTE = BigDecimal.valueOf(60);
    private static final BigDecimal MAX_MINUTES = BigDecimal.valueOf(24 * 60);
    private static final long PROGRESS_SECONDS = 5;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Option(names = "--minutes", paramLabel = "N", required = true, description = "how long; 0.5 is half a minute")
    @SuppressWarnings("NullAway.Init") // required by picocli
    private BigDecimal minutes;

    @Option(names = "--seed", paramLabel = "S", description = "repeats a run; without it every run is another")
    private @Nullable Long seed;

    @Option(names = "--target", paramLabel = "NAME", description = "only this decoder: a dialect, framing-NAME, or tlv")
    private @Nullable String target;

    @Option(names = "-o", paramLabel = "FORMAT", description = "text or json", defaultValue = "text")
    private DecodeCommand.Format format = DecodeCommand.Format.text;

    @Override
    public Integer call() {
        if (minutes.signum() <= 0 || minutes.compareTo(MAX_MINUTES) > 0) {
            throw new ParameterException(spec.commandLine(), "--minutes: more than 0, at most a day");
        }
        long start = System.nanoTime();
        long from = seed == null ? start : seed;
        FuzzRun run = new FuzzRun(targets(), from, System::nanoTime);
        long seconds = minutes.multiply(SECONDS_PER_MINUTE).longValue();
        System.err.println("fuzz: seed " + from + ", " + seconds + " s");
        run.run(
                TimeUnit.SECONDS.toNanos(seconds),
                TimeUnit.SECONDS.toNanos(PROGRESS_SECONDS),
                () -> System.err.println("fuzz: " + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start) + " s, "
                        + run.inputs() + " inputs, " + run.findings().size() + " findings"));
        System.out.println(format == DecodeCommand.Format.json ? json(run, from, seconds) : text(run, from));
        return run.findings().isEmpty() ? 0 : 1;
    }

    private List<FuzzTarget> targets() {
        List<FuzzTarget> all = FuzzTarget.all();
        if (target == null) {
            return all;
        }
        List<FuzzTarget> one =
                all.stream().filter(each -> each.name().equals(target)).toList();
        if (one.isEmpty()) {
            List<String> names = all.stream().map(FuzzTarget::name).toList();
            throw new ParameterException(
                    spec.commandLine(), "no target " + target + "; there are " + String.join(", ", names));
        }
        return one;
    }

    private static String json(FuzzRun run, long seed, long seconds) {
        Json json = new Json()
                .open()
                .field("seed", seed)
                .field("seconds", seconds)
                .field("inputs", run.inputs())
                .name("findings")
                .openList();
        for (FuzzRun.Finding each : run.findings()) {
            json.item()
                    .field("target", each.target())
                    .field("seed", each.seed())
                    .field("reason", each.reason())
                    .field("hex", each.hex())
                    .close();
        }
        return json.closeList().close().toString();
    }

    private static String text(FuzzRun run, long seed) {
        StringBuilder out = new StringBuilder("seed " + seed + ", " + run.inputs() + " inputs, "
                + run.findings().size() + " findings");
        run.findings()
                .forEach(each -> out.append(String.format(
                        "%n%s --seed %d: %s%n  %s", each.target(), each.seed(), each.reason(), each.hex())));
        return out.toString();
    }
}
