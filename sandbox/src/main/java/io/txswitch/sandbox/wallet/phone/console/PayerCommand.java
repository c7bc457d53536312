package io.txswitch.sandbox.wallet.phone.console;

import io.txswitch.sandbox.wallet.FaultScript;
import io.txswitch.sandbox.wallet.Numbers;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The payer's telephone, from the command line; each method is one of its words. */
@Command(
        name = "payer",
        mixinStandardHelpOptions = true,
        description = {
            "The payer's telephone at the sandbox's wallets: scan, pay, refuse, show a code, sign an agreement;",
            "and what is to go wrong at a wallet. Needs a running demo or sandbox, whose page has the same buttons.",
            "ORDER is a code's text or a number of the order; without one it is the newest open order."
        },
        footer = "Exit codes: 0 done, 1 the wallet would not, 2 used wrongly or nothing is running.")
public final class PayerCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(System.err);
        return CommandLine.ExitCode.USAGE;
    }

    @Command(mixinStandardHelpOptions = true, description = "The newest orders, the newest first.")
    int orders(@Mixin CommandOptions phone) {
        return phone.ask(
                client -> client.get(phone.path("orders")),
                said -> lines(said.getJsonArray("orders"), PayerCommand::line));
    }

    @Command(mixinStandardHelpOptions = true, description = "Looks at an order and does nothing more.")
    int scan(
            @Mixin CommandOptions phone,
            @Parameters(arity = "0..1", paramLabel = "ORDER", defaultValue = "") String order) {
        return act(phone, "scan", order, seen -> true);
    }

    @Command(mixinStandardHelpOptions = true, description = "Pays an order.")
    int pay(
            @Mixin CommandOptions phone,
            @Parameters(arity = "0..1", paramLabel = "ORDER", defaultValue = "") String order) {
        return act(phone, "pay", order, seen -> seen.getString("state").equals("PAID"));
    }

    @Command(mixinStandardHelpOptions = true, description = "Says no to an order.")
    int refuse(
            @Mixin CommandOptions phone,
            @Parameters(arity = "0..1", paramLabel = "ORDER", defaultValue = "") String order) {
        return act(phone, "refuse", order, seen -> seen.getString("state").equals("REFUSED"));
    }

    @Command(mixinStandardHelpOptions = true, description = "Enters a wrong password; the third one ends the order.")
    int mistype(
            @Mixin CommandOptions phone,
            @Parameters(arity = "0..1", paramLabel = "ORDER", defaultValue = "") String order) {
        return act(phone, "mistype", order, seen -> !seen.getString("state").equals("PAID"));
    }

    @Command(
            mixinStandardHelpOptions = true,
            description =
                    "Reads the code that the wallet sent for an order's second step; the merchant confirms by it.")
    int confirm(
            @Mixin CommandOptions phone,
            @Parameters(arity = "0..1", paramLabel = "ORDER", defaultValue = "") String order) {
        return act(phone, "scan", order, seen -> !seen.getString("confirm_code").isEmpty());
    }

    @Command(mixinStandardHelpOptions = true, description = "Shows a new payer's code, good for one payment.")
    int code(@Mixin CommandOptions phone) {
        return phone.ask(client -> client.post(phone.path("code"), new JsonObject()), said -> said.getString("code"));
    }

    @Command(mixinStandardHelpOptions = true, description = "The newest agreements, the newest first.")
    int agreements(@Mixin CommandOptions phone) {
        return phone.ask(
                client -> client.get(phone.path("agreements")),
                said -> lines(said.getJsonArray("agreements"), PayerCommand::consent));
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Signs an agreement that waits for the payer; the newest such when none is named.")
    int sign(
            @Mixin CommandOptions phone,
            @Parameters(arity = "0..1", paramLabel = "AGREEMENT", defaultValue = "") String agreement) {
        return consent(phone, "sign", agreement, "SIGNED");
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Ends an agreement, or leaves it unsigned; the newest signed one when none is named.")
    int end(
            @Mixin CommandOptions phone,
            @Parameters(arity = "0..1", paramLabel = "AGREEMENT", defaultValue = "") String agreement) {
        return consent(phone, "end", agreement, "ENDED");
    }

    private static int consent(CommandOptions phone, String word, String agreement, String state) {
        JsonObject asked = new JsonObject().put("agreement", agreement);
        return phone.ask(
                client -> client.post(phone.path(word), asked),
                PayerCommand::consent,
                said -> said.getString("state").equals(state));
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Whether the payer acts by himself, as the amount of a new order says, or waits for you.")
    int auto(@Mixin CommandOptions phone, @Parameters(paramLabel = "on|off") Switch to) {
        return phone.ask(
                client -> client.post(phone.path("by-himself"), new JsonObject().put("on", to == Switch.on)),
                said -> said.getBoolean("by_himself") ? "pays by himself" : "waits for you");
    }

    /** Two positions. */
    enum Switch {
        on,
        off
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = {
                "What goes wrong at the wallet from now on; none ends it. Scripts: none, late-notice,",
                "duplicate-notice, reordered-notice, early-notice, lost-notice, tampered-notice, foreign-order,",
                "foreign-amount, foreign-merchant, userpaying, server-error, drop-after-booking,",
                "not-found-then-success."
            })
    int fault(
            @Mixin CommandOptions phone,
            @Option(names = "--script", required = true, paramLabel = "NAME", description = "one of those above")
                    String script,
            @Option(
                            names = "--times",
                            paramLabel = "COUNT",
                            defaultValue = "" + FaultScript.USUAL_TIMES,
                            description = "calls that the last three spoil, 1 to 1000 (default ${DEFAULT-VALUE})")
                    int times) {
        if (FaultScript.of(script).isEmpty()) {
            throw phone.usage("--script: one of " + FaultScript.words());
        }
        JsonObject asked = new JsonObject().put("script", script).put("times", times);
        return phone.ask(client -> client.post(phone.path("fault"), asked), said -> "plays " + said.getString("fault"));
    }

    private static int act(CommandOptions phone, String word, String order, Predicate<JsonObject> done) {
        JsonObject asked = new JsonObject().put("order", order);
        return phone.ask(client -> client.post(phone.path(word), asked), PayerCommand::line, done);
    }

    private static String lines(JsonArray rows, Function<JsonObject, String> line) {
        return IntStream.range(0, rows.size())
                .mapToObj(i -> line.apply(rows.getJsonObject(i)))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private static String consent(JsonObject agreement) {
        return String.format(
                Locale.ROOT,
                "%-14s %-8s up to %s",
                agreement.getString("agreement"),
                agreement.getString("state"),
                Numbers.yuan(agreement.getLong("max_amount")));
    }

    private static String line(JsonObject order) {
        String code = order.getString("confirm_code");
        return String.format(
                Locale.ROOT,
                "%-14s %-8s %10s  %s%s",
                order.getString("order"),
                order.getString("state"),
                Numbers.yuan(order.getLong("amount")),
                order.getString("subject"),
                code.isEmpty() ? "" : "  confirmation code " + code);
    }
}
