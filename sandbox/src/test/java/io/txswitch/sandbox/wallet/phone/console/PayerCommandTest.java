package io.txswitch.sandbox.wallet.phone.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.sandbox.wallet.Await;
import io.txswitch.sandbox.wallet.PayerOptions;
import io.txswitch.sandbox.wallet.TestWallet;
import io.txswitch.sandbox.wallet.phone.Phone;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@ExtendWith(VertxExtension.class)
class PayerCommandTest {
    @TempDir
    Path dir;

    private TestWallet wallet;
    private Phone phone;

    @BeforeEach
    void start(Vertx vertx) {
        wallet = TestWallet.make(vertx, dir, PayerOptions.BY_HAND, "http://127.0.0.1:1/nobody");
        phone = Await.result(Phone.start(vertx, 0, List.of(wallet.telephone())));
    }

    private record Said(int exit, String text) {
        JsonObject json() {
            return new JsonObject(text);
        }
    }

    private Said payer(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--wallet", "sample", "--phone", phone.url(), "-o", "json"));
        return run(all);
    }

    private static Said run(List<String> words) {
        StringWriter out = new StringWriter();
        CommandLine line = new CommandLine(new PayerCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(new StringWriter()));
        int exit = line.execute(words.toArray(String[]::new));
        return new Said(exit, out.toString().strip());
    }

    @Test
    void anOrderIsSeenScannedAndPaid() {
        wallet.order("A1", 1_234, false);
        assertThat(payer("orders")
                        .json()
                        .getJsonArray("orders")
                        .getJsonObject(0)
                        .getString("state"))
                .isEqualTo("MADE");
        assertThat(payer("scan", "A1").json().getString("state")).isEqualTo("SCANNED");
        Said paid = payer("pay");
        assertThat(paid.exit()).isZero();
        assertThat(paid.json().getString("state")).isEqualTo("PAID");
        assertThat(paid.json().getLong("amount")).isEqualTo(1_234);
    }

    @Test
    void whatTheWalletWouldNotDoIsExitCodeOne() {
        wallet.order("A1", 1_200, false);
        assertThat(payer("confirm", "A1").exit()).as("nothing was sent for it").isEqualTo(1);
        assertThat(payer("refuse", "A1").json().getString("state")).isEqualTo("REFUSED");
        assertThat(payer("pay", "A1").exit()).isEqualTo(1);
        assertThat(payer("pay").exit()).as("no order is open").isEqualTo(1);
        assertThat(payer("scan", "B1").json().getString("error")).contains("no order B1");
    }

    @Test
    void aPayersCodeIsShownAndItsSecondStepRead() {
        assertThat(payer("code").json().getString("code")).matches("88[0-9]{16}");
        payer("fault", "--script", "userpaying");
        wallet.order("A1", 1_277, true);
        assertThat(payer("confirm").json().getString("confirm_code")).isEqualTo("123456");
    }

    @Test
    void anAgreementIsSignedAndEnded() {
        assertThat(payer("agreements").text()).contains("G1", "WAITS");
        assertThat(payer("end").exit()).as("none is signed").isEqualTo(1);
        assertThat(payer("sign").json().getString("state")).isEqualTo("SIGNED");
        assertThat(payer("end", "G1").json().getString("state")).isEqualTo("ENDED");
        assertThat(payer("sign", "G2").exit()).isEqualTo(1);
    }

    @Test
    void whatIsToGoWrongAndWhoActsAreChosen() {
        assertThat(payer("fault", "--script", "lost-notice", "--times", "3")
                        .json()
                        .getString("fault"))
                .isEqualTo("lost-notice");
        assertThat(payer("auto", "on").json().getBoolean("by_himself")).isTrue();
        assertThat(wallet.telephone().isByHimself()).isTrue();
        assertThat(payer("auto", "off").json().getBoolean("by_himself")).isFalse();
    }

    @Test
    void wrongUseIsExitCodeTwo() {
        assertThat(payer().exit()).isEqualTo(2);
        assertThat(payer("fault", "--script", "lost").exit()).isEqualTo(2);
        assertThat(payer("fault", "--script", "server-error", "--times", "0").exit())
                .isEqualTo(2);
        assertThat(run(List.of("pay")).exit()).isEqualTo(2);
        assertThat(run(List.of("pay", "--wallet", "bank")).exit()).isEqualTo(2);
        assertThat(run(List.of("pay", "--wallet", "alipay", "--phone", phone.url()))
                        .exit())
                .as("a wallet that is not there")
                .isEqualTo(1);
    }

    @Test
    void eachWordHasHelp() {
        for (String word : new CommandLine(new PayerCommand()).getSubcommands().keySet()) {
            assertThat(run(List.of(word, "--help"))).as(word).satisfies(said -> {
                assertThat(said.exit()).isZero();
                assertThat(said.text()).contains("Usage: payer " + word);
            });
        }
    }

    @Test
    void thePageIsServedWithoutAnythingFromElsewhere() throws Exception {
        HttpResponse<String> page = send(HttpRequest.newBuilder(URI.create(phone.url() + "/")));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("phone.js").doesNotContain("http://", "https://");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("default-src 'none'", "script-src 'self'"));
    }

    @Test
    void aForeignPageCannotPressAButton() throws Exception {
        wallet.order("A1", 1_200, false);
        HttpRequest.Builder form = HttpRequest.newBuilder(URI.create(phone.url() + "/wallets/sample/pay"))
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("{\"order\":\"A1\"}"));
        assertThat(send(form).statusCode()).isEqualTo(415);
        assertThat(Await.result(wallet.telephone().scan("A1")).state()).isEqualTo("SCANNED");
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
