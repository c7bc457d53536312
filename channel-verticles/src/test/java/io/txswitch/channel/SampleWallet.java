package io.txswitch.channel;

import io.txswitch.sandbox.wallet.PayerOptions;
import io.txswitch.sandbox.wallet.sample.SampleCredentials;
import io.txswitch.sandbox.wallet.sample.SampleOptions;
import io.txswitch.sandbox.wallet.sample.SampleSimulator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The sample wallet's simulator. */
record SampleWallet(SampleSimulator simulator) implements Wallet {
    static Future<Wallet> start(Vertx vertx, Path book, PayerOptions payer, List<Long> noticeDelaysMs) {
        SampleOptions options = SampleOptions.defaults(book).withPayer(payer).withNoticeDelaysMs(noticeDelaysMs);
        return SampleSimulator.start(vertx, options).map(SampleWallet::new);
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
        SampleCredentials given = simulator.credentials();
        return Map.of(
                "id",
                "wallet",
                "kind",
                "sample",
                "base-url",
                "http://127.0.0.1:" + port,
                "app-id",
                given.appId(),
                "merchant-no",
                given.merchantNo(),
                "secret",
                given.secret());
    }

    @Override
    public boolean refusesStaleNotices() {
        return true;
    }

    @Override
    public List<String> receivers() {
        return List.of("S100000077", "sampleFriend000000000001");
    }

    @Override
    public String confirmCode(String outTradeNo) {
        return ChannelBench.await(simulator.confirmCode(outTradeNo));
    }
}
