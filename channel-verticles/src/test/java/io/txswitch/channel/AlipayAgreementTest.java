package io.txswitch.channel;

import static io.txswitch.channel.ChannelBench.agreement;
import static io.txswitch.channel.ChannelBench.signing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.HostRequest.Operation;
import io.txswitch.core.model.AgreementTerms;
import io.txswitch.core.model.AgreementTerms.Unit;
import io.txswitch.core.model.PayMode;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.TxHeader;
import io.txswitch.sandbox.wallet.PayerOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AlipayAgreementTest extends AgreementContract {
    @Override
    Future<Wallet> wallet(Vertx vertx, Path book, PayerOptions payer, List<Long> noticeDelaysMs) {
        return AlipayWallet.start(vertx, book, payer, noticeDelaysMs);
    }

    @Test
    void beginningIsALinkAndNothingIsSent() {
        String link = begun(agreement(terms(1_200))).facts().qrCode();
        assertThat(relay.calls()).isEmpty();
        assertThat(URLDecoder.decode(link, StandardCharsets.UTF_8))
                .contains("method=alipay.user.agreement.page.sign")
                .contains("\"personal_product_code\":\"CYCLE_PAY_AUTH_P\"")
                .contains("\"single_amount\":\"12.00\"")
                .contains("\"execute_time\":\"2030-01-15\"");
    }

    @Test
    void theContractWithAlipayIsASetting() {
        restart(Map.of("withholding-product", "general-withholding", "sign-scene", "INDUSTRY|CARRENTAL"));
        TxHeader agreement = agreement(terms(1_200));
        String link = begun(agreement).facts().qrCode();
        assertThat(URLDecoder.decode(link, StandardCharsets.UTF_8))
                .contains("\"personal_product_code\":\"GENERAL_WITHHOLDING_P\"")
                .contains("\"sign_scene\":\"INDUSTRY|CARRENTAL\"");
        assertThat(signed(agreement).channelNo()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({"DAY, 6, 2030-01-15", "MONTH, 1, 2030-01-29"})
    void whatAlipayDoesNotAgreeToIsRefusedBeforeAnythingIsShown(Unit unit, int every, LocalDate first) {
        AgreementTerms terms = new AgreementTerms("payer-1", unit, every, 1_200, "CNY", first, true);
        HostAnswer answer = bench.ask(Operation.CHARGE, agreement(terms));
        assertThat(answer.result()).isEqualTo(Result.DECLINED);
        assertThat(answer.reason()).isEqualTo(Reason.INVALID_TRANSACTION);
    }

    @ParameterizedTest
    @EnumSource(names = {"APP", "JSAPI", "MINI_PROGRAM"})
    void aFirstPaymentSignsOnTheWay(PayMode mode) {
        TxHeader agreement = agreement(terms(1_200));
        TxHeader payment = signing(agreement, 500, mode);
        String shown = bench.ask(Operation.CHARGE, payment).facts().qrCode();
        if (mode == PayMode.APP) {
            open("http://127.0.0.1:" + wallet.port() + "/gateway.do?" + shown);
        }
        await().untilAsserted(() ->
                assertThat(bench.ask(Operation.QUERY, payment).result()).isEqualTo(Result.APPROVED));
        assertThat(bench.ask(Operation.QUERY, agreement).result()).isEqualTo(Result.APPROVED);
        await().until(() -> bench.facts.size() == 2);
        assertThat(bench.facts).extracting(fact -> fact.id()).containsExactlyInAnyOrder(payment.id(), agreement.id());
        assertThat(booked("SIGN")).hasSize(1);
        assertThat(booked("DEBIT")).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"MERCHANT_CODE", "H5", "PAGE"})
    void whereNothingCanBeSignedOnTheWayItIsRefusedAndNotSent(PayMode mode) {
        HostAnswer answer = bench.ask(Operation.CHARGE, signing(agreement(terms(1_200)), 500, mode));
        assertThat(answer.result()).isEqualTo(Result.DECLINED);
        assertThat(answer.reason()).isEqualTo(Reason.NOT_SUPPORTED);
        assertThat(relay.calls()).isEmpty();
    }

    @Test
    void aPayerWhoRefusesLeavesNothingToSign() {
        nobodyPaysByHimself();
        TxHeader agreement = agreement(terms(1_200));
        open(begun(agreement).facts().qrCode());
        assertThat(bench.ask(Operation.QUERY, agreement).result()).isEqualTo(Result.PENDING);
        ChannelBench.await(wallet.refuse(agreement.id().text()));
        ChannelBench.await(wallet.sign(agreement.id().text()));
        assertThat(bench.ask(Operation.QUERY, agreement).result()).isEqualTo(Result.NOT_FOUND);
        assertThat(booked("SIGN")).isEmpty();
    }
}
