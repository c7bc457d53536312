package io.txswitch.sandbox.pos.console;

import io.txswitch.sandbox.crypto.SandboxKeys;
import io.txswitch.sandbox.demo.RunningDemo;
import io.txswitch.sandbox.pos.PosOptions;
import io.txswitch.sandbox.pos.PosTerminal;
import io.txswitch.sandbox.pos.unionpay.CashRegister;
import io.txswitch.sandbox.pos.unionpay.UnionPayOptions;
import io.txswitch.sandbox.pos.unionpay.UnionPayOptions.Keys;
import io.txswitch.sandbox.pos.unionpay.UnionPayOptions.Mac;
import io.txswitch.sandbox.pos.unionpay.UnionPayOptions.Scheme;
import io.txswitch.sandbox.pos.unionpay.UnionPayTerminal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A terminal on the keyboard. */
@Command(
        name = "pos",
        mixinStandardHelpOptions = true,
        description = {
            "An interactive terminal against any switch: sign in, swipe, insert, tap, void, settle.",
            "Reads commands from the keyboard, a pipe or a script; help shows them. Test cards and test keys only."
        },
        footer = "Exit codes: 0 every command got its answer, 1 one did not, 2 used wrongly or nobody listens.")
public final class PosCommand implements Callable<Integer> {
    private static final long CONNECT_SECONDS = 15;
    private static final long MS_PER_SECOND = 1_000;

    /** What terminals of this command can speak. */
    enum PosDialect {
        UNIONPAY_POS,
        ISO87_BINARY;

        static PosDialect of(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Option(names = "--host", paramLabel = "NAME", defaultValue = "127.0.0.1", description = "default ${DEFAULT-VALUE}")
    private String host = "127.0.0.1";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "where the switch listens for this dialect (default: where the running demo does)")
    private int port;

    @Option(
            names = "--dialect",
            paramLabel = "NAME",
            defaultValue = "unionpay-pos",
            description = "unionpay-pos or iso87-binary (default ${DEFAULT-VALUE})")
    private String dialect = "unionpay-pos";

    @Option(
            names = "--terminal",
            paramLabel = "ID",
            defaultValue = "U9000001",
            description = "default ${DEFAULT-VALUE}")
    private String terminalId = "U9000001";

    @Option(
            names = "--merchant",
            paramLabel = "ID",
            defaultValue = "M00000000000001",
            description = "default ${DEFAULT-VALUE}")
    private String merchantId = "M00000000000001";

    @Option(
            names = "--tmk",
            paramLabel = "HEX",
            description = "the terminal's master key, 32 digits (default: the sandbox's)")
    private String tmk = SandboxKeys.TMK;

    @Option(
            names = "--keys",
            paramLabel = "SCHEME",
            defaultValue = "DOUBLE",
            description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE})")
    private Scheme scheme = Scheme.DOUBLE;

    @Option(
            names = "--mac",
            paramLabel = "NAME",
            defaultValue = "UNIONPAY_ECB",
            description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE})")
    private Mac mac = Mac.UNIONPAY_ECB;

    @Option(names = "--timeout", paramLabel = "SECONDS", defaultValue = "30", description = "default ${DEFAULT-VALUE}")
    private long timeoutSeconds = 30;

    @Option(names = "--script", paramLabel = "FILE", description = "reads the commands from here")
    private @Nullable Path script;

    @Override
    public Integer call() throws IOException {
        boolean unionPay = dialect() == PosDialect.UNIONPAY_POS;
        if (port == 0) {
            port = RunningDemo.port(unionPay ? "unionpay_port" : "terminal_port")
                    .orElseThrow(() -> usage("--port: no demo is running"));
        }
        Vertx vertx = Vertx.vertx();
        try {
            CashRegister register = connect(unionPay ? unionPay(vertx) : iso87(vertx));
            boolean typed = script == null
                    && System.console() != null
                    && System.console().isTerminal();
            PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            try (BufferedReader in = script == null
                    ? new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                    : Files.newBufferedReader(script)) {
                int failures = new PosConsole(register, out, typed).run(in);
                return failures == 0 || typed ? 0 : 1;
            } finally {
                register.close();
            }
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        } finally {
            vertx.close();
        }
    }

    private PosDialect dialect() {
        try {
            return PosDialect.of(dialect);
        } catch (IllegalArgumentException e) {
            throw usage("--dialect: unionpay-pos or iso87-binary");
        }
    }

    private Future<? extends CashRegister> unionPay(Vertx vertx) {
        UnionPayOptions options = UnionPayOptions.of(port, terminalId, merchantId)
                .withAddress(host, port)
                .withKeys(new Keys(tmk, scheme, mac))
                .withAnswerTimeoutMs(timeoutSeconds * MS_PER_SECOND);
        return UnionPayTerminal.connect(vertx, options);
    }

    private Future<? extends CashRegister> iso87(Vertx vertx) {
        PosOptions options = PosOptions.of(port, terminalId, merchantId)
                .withAddress(host, port)
                .withAnswerTimeoutMs(timeoutSeconds * MS_PER_SECOND);
        return PosTerminal.connect(vertx, options).map(terminal -> new Iso87Register(terminal, SandboxKeys.bytes(tmk)));
    }

    private CashRegister connect(Future<? extends CashRegister> connecting) {
        try {
            return connecting.toCompletionStage().toCompletableFuture().get(CONNECT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw usage("nobody listens at " + host + ":" + port);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw usage("interrupted");
        }
    }

    private CommandLine.ParameterException usage(@Nullable String problem) {
        return new CommandLine.ParameterException(spec.commandLine(), String.valueOf(problem));
    }
}
