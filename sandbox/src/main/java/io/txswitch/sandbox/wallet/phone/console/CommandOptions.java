package io.txswitch.sandbox.wallet.phone.console;

import io.txswitch.sandbox.demo.RunningDemo;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What every word of {@code payer} is given: whose telephone, and how to print. */
final class CommandOptions {
    /** Whose telephone. */
    enum WalletName {
        alipay,
        wechat,
        unionpay,
        sample
    }

    /** How it prints. */
    enum Format {
        text,
        json
    }

    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Option(names = "--wallet", paramLabel = "NAME", required = true, description = "${COMPLETION-CANDIDATES}")
    @SuppressWarnings("NullAway.Init") // required by picocli
    private WalletName wallet;

    @Option(
            names = "--phone",
            paramLabel = "URL",
            description = "where the payer's page is (default: that of the running demo or sandbox)")
    private @Nullable String url;

    @Option(names = "-o", paramLabel = "FORMAT", defaultValue = "text", description = "text or json")
    private Format output = Format.text;

    /** Asks the telephone and prints what it says; the exit code. */
    int ask(Function<PhoneClient, PhoneClient.Said> question, Function<JsonObject, String> text) {
        return ask(question, text, said -> true);
    }

    /** The same; what was asked for has been done only if this holds of the answer. */
    int ask(
            Function<PhoneClient, PhoneClient.Said> question,
            Function<JsonObject, String> text,
            Predicate<JsonObject> done) {
        PhoneClient.Said said = question.apply(new PhoneClient(phone()));
        if (!said.known()) {
            throw usage(said.json().getString("error"));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (output == Format.json) {
            out.println(said.json().encode());
        } else if (said.done()) {
            out.println(text.apply(said.json()));
        } else {
            spec.commandLine().getErr().println(said.json().getString("error"));
        }
        return said.done() && done.test(said.json()) ? 0 : 1;
    }

    /** The path of one of the wallet's words. */
    String path(String word) {
        return "/wallets/" + wallet + "/" + word;
    }

    private String phone() {
        if (url != null) {
            return url;
        }
        return RunningDemo.find()
                .map(demo -> demo.getString("payer"))
                .orElseThrow(() -> usage("no demo or sandbox is running: start ./txswitch demo first"));
    }

    ParameterException usage(@Nullable String problem) {
        return new ParameterException(spec.commandLine(), String.valueOf(problem));
    }
}
