package io.txswitch.channel;

import io.txswitch.sandbox.wallet.PayerOptions;
import io.txswitch.sandbox.wallet.unionpay.UnionpayCredentials;
import io.txswitch.sandbox.wallet.unionpay.UnionpayOptions;
import io.txswitch.sandbox.wallet.unionpay.UnionpaySimulator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** UnionPay's simulator. */
record UnionPayWallet(UnionpaySimulator simulator) implements Wallet {
    static Future<Wallet> start(Vertx vertx, Path book, PayerOptions payer, List<Long> noticeDelaysMs) {
        UnionpayOptions options =
                UnionpayOptions.defaults(book).withPayer(payer).withNoticeDelaysMs(noticeDelaysMs);
        return UnionpaySimulator.start(vertx, options).map(UnionPayWallet::new);
    }

    @Override
    public Map<String, Object> settings(int port) {
        UnionpayCredentials given = simulator.credentials();
        return Map.of(
                "id", "wallet",
                "kind", "unionpay",
                "base-url", "http://127.0.0.1:" + port + "/gateway/api/",
                "mer-id", given.merId(),
                "private-key", given.privateKeyPem(),
                "certificate", given.certificatePem(),
                "middle-certificate", given.middleCertificatePem(),
                "root-certificate", given.rootCertificatePem());
    }

    @Override
    public boolean refusesStaleNotices() {
        return false;
    }

    @Override
    public boolean closesCodes() {
        return false;
    }
}
