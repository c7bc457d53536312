package io.txswitch.channel;

import io.txswitch.sandbox.wallet.PayerOptions;
import io.txswitch.sandbox.wallet.alipay.AlipayCredentials;
import io.txswitch.sandbox.wallet.alipay.AlipayOptions;
import io.txswitch.sandbox.wallet.alipay.AlipaySimulator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Alipay's simulator, in one of its two modes. */
record AlipayWallet(AlipaySimulator simulator, boolean certified) implements Wallet {
    static Future<Wallet> start(Vertx vertx, Path book, PayerOptions payer, List<Long> noticeDelaysMs) {
        AlipayOptions options = AlipayOptions.defaults(book).withPayer(payer).withNoticeDelaysMs(noticeDelaysMs);
        return AlipaySimulator.start(vertx, options).map(started -> new AlipayWallet(started, false));
    }

    static Future<Wallet> certified(Vertx vertx, Path book, PayerOptions payer, List<Long> noticeDelaysMs) {
        AlipayOptions options =
                AlipayOptions.defaults(book).withCertificates().withPayer(payer).withNoticeDelaysMs(noticeDelaysMs);
        return AlipaySimulator.start(vertx, options).map(started -> new AlipayWallet(started, true));
    }

    @Override
    public Future<Void> sign(String agreementNo) {
        return simulator.sign(agreementNo);
    }

    @Override
    public Future<Void> refuse(String agreementNo) {
        return simulator.refuse(agreementNo);
    }

    @Override
    public Future<Void> endAgreement(String agreementNo) {
        return simulator.endAgreement(agreementNo);
    }

    @Override
    public Map<String, Object> settings(int port) {
        AlipayCredentials given = simulator.credentials();
        Map<String, Object> settings = new HashMap<>(Map.of(
                "id",
                "wallet",
                "kind",
                "alipay",
                "base-url",
                "http://127.0.0.1:" + port + "/gateway.do",
                "app-id",
                given.appId(),
                "seller-id",
                given.sellerId()));
        settings.putAll(keys(given));
        return settings;
    }

    @Override
    public Map<String, String> keys() {
        return keys(simulator.credentials());
    }

    private Map<String, String> keys(AlipayCredentials given) {
        if (!certified) {
            return Map.of(
                    "private-key", given.appPrivateKeyBase64(), "alipay-public-key", given.alipayPublicKeyBase64());
        }
        AlipayCredentials.Certificates certificates = given.certificates();
        return Map.of(
                "private-key", given.appPrivateKeyBase64(),
                "app-certificate", certificates.appPem(),
                "alipay-certificate", certificates.alipayPem(),
                "alipay-root-certificate", certificates.rootPem());
    }

    @Override
    public Future<?> rotate() {
        return simulator.rotate();
    }

    @Override
    public int forgedStatus() {
        return 200;
    }

    @Override
    public boolean refusesStaleNotices() {
        return false;
    }

    @Override
    public List<String> receivers() {
        return List.of("2088000000000077", "tea.friend@sandbox.example");
    }
}
