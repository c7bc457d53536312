package io.txswitch.sandbox.demo;

import io.txswitch.sandbox.merchant.ApiAnswer;
import io.txswitch.sandbox.merchant.MerchantClient;
import io.txswitch.sandbox.merchant.MerchantKeys;
import io.txswitch.sandbox.merchant.NewPayment;
import io.txswitch.sandbox.pos.CardDeck;
import io.txswitch.sandbox.pos.PosAnswer;
import io.txswitch.sandbox.pos.PosOptions;
import io.txswitch.sandbox.pos.PosTerminal;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** One payment of your own against the running demo. */
@Command(
        name = "try",
        mixinStandardHelpOptions = true,
        description = "Sends one payment to the running demo and shows what went and what came.",
        subcommands = {TryCommand.Card.class, TryCommand.Qr.class})
public final class TryCommand implements Callable<Integer> {
    private static final long PAID_WITHIN_MS = 15_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(System.err);
        return CommandLine.ExitCode.USAGE;
    }

    private static JsonObject running() {
        return RunningDemo.find()
                .orElseThrow(() -> new CommandLine.ParameterException(
                        new CommandLine(new TryCommand()), "no demo is running: start ./txswitch demo first"));
    }

    /** A chip sale at a terminal. */
    @Command(name = "card", mixinStandardHelpOptions = true, description = "A chip card sale over ISO 8583.")
    static final class Card implements Callable<Integer> {
        @Option(
                names = "--amount",
                paramLabel = "MINOR",
                defaultValue = "1900",
                description =
                        "minor units; ending in 51 the bank declines, in 68 it is silent (default ${DEFAULT-VALUE})")
        private long amountMinor;

        @Override
        public Integer call() {
            JsonObject demo = running();
            Vertx vertx = Vertx.vertx();
            try {
                PosTerminal terminal = Wait.on(PosTerminal.connect(
                        vertx, PosOptions.of(demo.getInteger("terminal_port"), "T9200001", World.MERCHANT_ID)));
                System.out.println("0200 as it goes out: " + terminal.hexSale(CardDeck.unionPay(7), amountMinor));
                PosAnswer answer = Wait.on(terminal.chipSale(CardDeck.unionPay(7), amountMinor));
                System.out.println("0210 response " + answer.responseCode() + ", rrn "
                        + answer.rrn().orElse("-"));
                return answer.approved() ? 0 : 1;
            } finally {
                Wait.quietly(vertx.close());
            }
        }
    }

    /** A QR payment of a merchant. */
    @Command(name = "qr", mixinStandardHelpOptions = true, description = "A QR payment over the merchant API.")
    static final class Qr implements Callable<Integer> {
        @Option(
                names = "--amount",
                paramLabel = "MINOR",
                defaultValue = "1800",
                description = "minor units (default ${DEFAULT-VALUE})")
        private long amountMinor;

        @Option(
                names = "--product",
                paramLabel = "NAME",
                defaultValue = "alipay_qr",
                description = "alipay_qr or wechat_qr (default ${DEFAULT-VALUE})")
        private String product = "alipay_qr";

        @Override
        public Integer call() {
            JsonObject demo = running();
            Vertx vertx = Vertx.vertx();
            // Nothing is received here, so the webhook key is one of nobody.
            MerchantKeys keys =
                    new MerchantKeys(demo.getString("app_id"), demo.getString("api_secret"), "whsec_AAAAAAAA");
            MerchantClient client = new MerchantClient(vertx, demo.getString("api"), keys);
            try {
                String order = "TRY"
                        + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX)
                                .toUpperCase(Locale.ROOT);
                NewPayment payment = new NewPayment(order, product, amountMinor, "jasmine tea", "");
                System.out.println(client.curl(payment));
                ApiAnswer created = Wait.on(client.createPayment(payment));
                System.out.println(
                        "HTTP " + created.status() + " " + created.json().encodePrettily());
                ApiAnswer paid = Wait.on(client.awaitPayment(
                        created.text("id"), a -> a.text("status").equals("succeeded"), PAID_WITHIN_MS));
                System.out.println("then " + paid.text("status") + "; ./txswitch payment show " + order);
                return 0;
            } finally {
                client.close();
                Wait.quietly(vertx.close());
            }
        }
    }
}
