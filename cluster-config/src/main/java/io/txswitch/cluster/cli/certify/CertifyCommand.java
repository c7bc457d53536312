package io.txswitch.cluster.cli.certify;

import io.txswitch.cluster.cli.Output;
import io.txswitch.cluster.cli.UsageException;
import io.txswitch.cluster.cli.certify.Certification.Result;
import io.txswitch.cluster.cli.certify.Certification.Verdict;
import io.txswitch.cluster.node.NodeConfig;
import io.txswitch.core.config.ConfigException;
import io.txswitch.core.config.ConfigFile;
import io.txswitch.iso8583.crypto.ClearKey;
import io.txswitch.iso8583.crypto.SecurityModuleException;
import io.txswitch.iso8583.registry.Terminal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** For integrators: is a terminal of ours served as it should be? */
@Command(
        name = "certify",
        mixinStandardHelpOptions = true,
        description = "Plays a terminal against a running switch and prints, case by case, whether it is served as the"
                + " dialect's document says.",
        footer = {
            "",
            "Before: the terminal is known to the switch (txswitch terminal add) and has the master key given here",
            "(txswitch terminal key); the bank behind the switch is a simulator that approves, and declines amounts",
            "ending in 51 with 51, as the sandbox's does; the test card is routed to it. The cases move test money",
            "and settle the terminal's batch. Never run it as a terminal that serves payers.",
            "",
            "  txswitch certify --terminal T0000001 --port 8583",
            "  txswitch certify --terminal U0000001 --port 8584 --dialect unionpay-pos --tmk-file tmk.hex",
            "",
            "Exit codes: 0 all passed, 1 a case failed or no switch answers, 2 used wrongly."
        })
public final class CertifyCommand implements Callable<Integer> {
    /** The terminal master key of the sandbox's terminals: published, good for nothing else. */
    private static final String SANDBOX_MASTER_KEY = "0123456789ABCDEFFEDCBA9876543210";
    /** A key in hex with spaces between its parts. */
    private static final int MAX_KEY_FILE_BYTES = 256;

    @Option(
            names = "--terminal",
            required = true,
            paramLabel = "ID",
            description = "the terminal that is played (DE41)")
    @SuppressWarnings("NullAway.Init") // required by picocli
    private String terminal;

    @Option(names = "--tmk-file", paramLabel = "FILE", description = "its master key in hex; default: the sandbox's")
    private @Nullable Path masterKeyFile;

    @Option(names = "--only", split = ",", paramLabel = "CASE", description = "these cases alone, by name")
    private List<String> only = List.of();

    @Option(names = "--list", description = "prints the cases and plays none")
    private boolean list;

    @Option(names = "-o", paramLabel = "FORMAT", description = "text or json", defaultValue = "text")
    private Output output = Output.text;

    @Mixin
    private SwitchOptions at = new SwitchOptions();

    @Override
    public Integer call() {
        List<Case> known = Certification.cases();
        for (String name : only) {
            if (known.stream().noneMatch(each -> each.name().equals(name))) {
                throw new UsageException("no case '" + name + "'; see txswitch certify --list");
            }
        }
        if (list) {
            known.forEach(each -> System.out.printf("%-34s %s%n", each.name(), each.expects()));
            return 0;
        }
        if (!Terminal.isId(terminal)) {
            throw new UsageException("--terminal: no terminal can have this id");
        }
        return play(at.profile(terminal, masterKey(), config()));
    }

    private @Nullable NodeConfig config() {
        Path file = at.config();
        try {
            return file == null ? null : NodeConfig.read(ConfigFile.read(file, System.getenv()));
        } catch (ConfigException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private ClearKey masterKey() {
        Path file = masterKeyFile;
        try {
            if (file != null && Files.size(file) > MAX_KEY_FILE_BYTES) {
                throw new UsageException("--tmk-file: holds more than a key");
            }
            String hex = file == null ? SANDBOX_MASTER_KEY : Files.readString(file);
            return ClearKey.des(HexFormat.of().parseHex(hex.replaceAll("\\s", "")));
        } catch (IOException e) {
            throw new UsageException("--tmk-file: cannot be read");
        } catch (IllegalArgumentException | SecurityModuleException e) {
            throw new UsageException("--tmk-file: no key of 16 or 24 bytes in hex");
        }
    }

    private int play(PosProfile profile) {
        boolean people = output == Output.text;
        try {
            List<Result> results = new Certification(profile, InstantSource.system())
                    .run(only, people ? CertifyCommand::print : r -> {});
            long failed = count(results, Verdict.FAIL);
            if (people) {
                System.out.printf(
                        "%d passed, %d failed, %d skipped%n",
                        count(results, Verdict.PASS), failed, count(results, Verdict.SKIP));
            } else {
                System.out.println(json(profile, results).encodePrettily());
            }
            return failed == 0 ? 0 : 1;
        } catch (CheckFailed e) {
            throw new IllegalStateException(e.getMessage());
        }
    }

    private static long count(List<Result> results, Verdict verdict) {
        return results.stream().filter(each -> each.verdict() == verdict).count();
    }

    private static void print(Result result) {
        System.out.printf(
                "%-4s %-34s %s%n",
                result.verdict(),
                result.played().name(),
                result.verdict() == Verdict.PASS
                        ? result.ms() + " ms"
                        : result.detail() == null
                                ? ""
                                : result.detail() + "; expected: "
                                        + result.played().expects());
    }

    private static JsonObject json(PosProfile profile, List<Result> results) {
        JsonArray cases = new JsonArray();
        results.forEach(each -> cases.add(new JsonObject()
                .put("name", each.played().name())
                .put("expects", each.played().expects())
                .put("verdict", each.verdict().name().toLowerCase(Locale.ROOT))
                .put("detail", each.detail())
                .put("ms", each.ms())));
        return new JsonObject()
                .put("terminal", profile.terminal())
                .put("dialect", profile.dialect().name())
                .put("framing", profile.framing().name())
                .put("ok", count(results, Verdict.FAIL) == 0)
                .put("passed", count(results, Verdict.PASS))
                .put("failed", count(results, Verdict.FAIL))
                .put("skipped", count(results, Verdict.SKIP))
                .put("cases", cases);
    }
}
