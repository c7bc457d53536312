package io.txswitch.cluster.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** For customer service: one payment, or some. */
@Command(
        name = "payment",
        mixinStandardHelpOptions = true,
        description = "Shows one payment or finds some, as the journal has them.",
        subcommands = {PaymentCommand.Show.class, PaymentCommand.Find.class})
final class PaymentCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(System.err);
        return CommandLine.ExitCode.USAGE;
    }

    /** One payment by any of its numbers. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows a payment: when, which node, which channel, which phase, how long each hop took.")
    static final class Show implements Callable<Integer> {
        @Parameters(
                index = "0",
                paramLabel = "ID",
                description = "our id, the merchant's order number, the channel's number, the RRN,"
                        + " or terminal+trace+date (T0000001+000042+0301)")
        @SuppressWarnings("NullAway.Init") // required by picocli
        private String id;

        @Option(names = "--messages", description = "also the raw exchange with the channel, redacted")
        private boolean messages;

        @Option(names = "-o", paramLabel = "FORMAT", description = "text or json", defaultValue = "text")
        private Output output = Output.text;

        @Mixin
        private ControlClient control = new ControlClient();

        @Override
        public Integer call() {
            Map<String, @Nullable String> query = new LinkedHashMap<>();
            query.put("messages", messages ? "true" : null);
            JsonObject found = control.get("/control/payments/" + ControlClient.encode(id), query);
            JsonArray payments = found.getJsonArray("payments");
            System.out.print(output == Output.json ? found.encodePrettily() + "\n" : PaymentText.payments(payments));
            if (payments.isEmpty()) {
                System.err.println("txswitch: no payment has the number " + id);
                return 1;
            }
            return 0;
        }
    }

    /** Payments by what is known of them. */
    @Command(
            name = "find",
            mixinStandardHelpOptions = true,
            description = "Lists payments, newest first, at most 500; at least one filter.")
    static final class Find implements Callable<Integer> {
        @Option(names = "--merchant", paramLabel = "ID")
        private @Nullable String merchant;

        @Option(names = "--from", paramLabel = "TIME", description = "2026-03-01 or 2026-03-01T10:00:00Z, inclusive")
        private @Nullable String from;

        @Option(names = "--to", paramLabel = "TIME", description = "exclusive")
        private @Nullable String to;

        @Option(names = "--amount", paramLabel = "MINOR", description = "in minor units: 1234 is 12.34")
        private @Nullable Long amount;

        @Option(names = "--last4", paramLabel = "DIGITS", description = "the last four digits of the card")
        private @Nullable String last4;

        @Option(names = "--phase", paramLabel = "PHASE", description = "such as APPROVED, UNKNOWN, REVERSED")
        private @Nullable String phase;

        @Option(names = "-o", paramLabel = "FORMAT", description = "text or json", defaultValue = "text")
        private Output output = Output.text;

        @Mixin
        private ControlClient control = new ControlClient();

        @Override
        public Integer call() {
            Map<String, @Nullable String> query = new LinkedHashMap<>();
            query.put("merchant", merchant);
            query.put("from", moment(from));
            query.put("to", moment(to));
            query.put("amount", amount == null ? null : amount.toString());
            query.put("last4", last4);
            query.put("phase", phase);
            if (query.values().stream().allMatch(v -> v == null)) {
                throw new UsageException("name at least one filter; see txswitch payment find --help");
            }
            JsonObject found = control.get("/control/payments", query);
            System.out.print(
                    output == Output.json
                            ? found.encodePrettily() + "\n"
                            : PaymentText.list(found.getJsonArray("payments")));
            return 0;
        }

        private static @Nullable String moment(@Nullable String text) {
            return text == null || text.contains("T") ? text : text + "T00:00:00Z";
        }
    }
}
