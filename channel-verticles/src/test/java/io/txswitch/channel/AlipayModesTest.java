package io.txswitch.channel;

import static io.txswitch.channel.ChannelBench.payment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.HostRequest.Operation;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.PayMode;
import io.txswitch.core.model.TxHeader;
import io.txswitch.sandbox.wallet.PayerOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an Alipay payer opens instead of scanning. */
class AlipayModesTest extends ChannelFixture {
    @Override
    Future<Wallet> wallet(Vertx vertx, Path book, PayerOptions payer, List<Long> noticeDelaysMs) {
        return AlipayWallet.start(vertx, book, payer, noticeDelaysMs);
    }

    private String begun(TxHeader payment) {
        HostAnswer answer = bench.ask(Operation.CHARGE, payment);
        assertThat(answer.result()).isEqualTo(Result.PENDING);
        return answer.facts().qrCode();
    }

    private static HttpResponse<String> open(String link) {
        try (HttpClient browser = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(link))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            return browser.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String link(PayMode mode, String toOpen) {
        return mode == PayMode.APP ? "http://127.0.0.1:" + wallet.port() + "/gateway.do?" + toOpen : toOpen;
    }

    private void paidAndReported(TxHeader payment) {
        await().until(() -> !bench.facts.isEmpty());
        assertThat(bench.facts.getFirst().id()).isEqualTo(payment.id());
        HostAnswer query = bench.ask(Operation.QUERY, payment);
        assertThat(query.result()).isEqualTo(Result.APPROVED);
        assertThat(query.money()).isEqualTo(Money.cny(1_200));
        assertThat(booked("DEBIT")).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"H5", "PAGE", "APP"})
    void whatThePayerOpensIsSignedHereAndPaidThere(PayMode mode) {
        TxHeader payment = payment(1_200, mode);
        String toOpen = begun(payment);
        assertThat(relay.calls()).as("nothing is sent").isEmpty();
        assertThat(bench.ask(Operation.QUERY, payment).result()).isEqualTo(Result.NOT_FOUND);
        HttpResponse<String> page = open(link(mode, toOpen));
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        if (mode.returns()) {
            assertThat(page.body()).contains("https://shop.example/back");
        }
        paidAndReported(payment);
    }

    @Test
    void aLinkThatSomebodyChangedOpensNothing() {
        TxHeader payment = payment(1_200, PayMode.H5);
        String changed = begun(payment).replace("12.00", "0.01");
        assertThat(open(changed).statusCode()).isEqualTo(400);
        assertThat(bench.ask(Operation.QUERY, payment).result()).isEqualTo(Result.NOT_FOUND);
    }

    @Test
    void aClosedPaymentsLinkMayStillBeOpenedWhileItLivesAndSoItIsNotCalledClosed() {
        TxHeader payment = payment(1_200, PayMode.PAGE);
        begun(payment);
        assertThat(bench.ask(Operation.CLOSE, payment).result()).isEqualTo(Result.PENDING);
    }

    @ParameterizedTest
    @EnumSource(names = {"JSAPI", "MINI_PROGRAM"})
    void aPageInsideTheWalletGetsTheTradesNumber(PayMode mode) {
        TxHeader payment = payment(1_200, mode);
        assertThat(new JsonObject(begun(payment)).getString("tradeNO")).isNotBlank();
        paidAndReported(payment);
    }
}
