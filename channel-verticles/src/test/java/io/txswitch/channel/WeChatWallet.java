package io.txswitch.channel;

import io.txswitch.sandbox.wallet.PayerOptions;
import io.txswitch.sandbox.wallet.wechat.WechatCredentials;
import io.txswitch.sandbox.wallet.wechat.WechatOptions;
import io.txswitch.sandbox.wallet.wechat.WechatSimulator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** WeChat Pay's simulator, verified in one of the modes that {@code verify-by} names. */
record WeChatWallet(WechatSimulator simulator, String verifyBy) implements Wallet {
    static Future<Wallet> start(Vertx vertx, Path book, PayerOptions payer, List<Long> noticeDelaysMs) {
        WechatOptions options = WechatOptions.defaults(book).withPayer(payer).withNoticeDelaysMs(noticeDelaysMs);
        return WechatSimulator.start(vertx, options).map(started -> new WeChatWallet(started, "public-key"));
    }

    /** The same simulator with a channel in another mode. */
    WeChatWallet by(String other) {
        return new WeChatWallet(simulator, other);
    }

    @Override
    public Map<String, Object> settings(int port) {
        WechatCredentials given = simulator.credentials();
        Map<String, Object> settings = new HashMap<>(Map.of(
                "id",
                "wallet",
                "kind",
                "wechat",
                "base-url",
                "http://127.0.0.1:" + port,
                "app-id",
                given.appid(),
                "mch-id",
                given.mchid()));
        settings.putAll(keys());
        return settings;
    }

    @Override
    public Map<String, String> keys() {
        WechatCredentials given = simulator.credentials();
        Map<String, String> keys = new HashMap<>(Map.of(
                "private-key", given.merchantPrivateKeyPem(),
                "merchant-serial", given.merchantSerial(),
                "api-v3-key", given.apiV3Key(),
                "verify-by", verifyBy));
        if (!verifyBy.equals("certificate")) {
            keys.put("platform-public-key", given.platformPublicKeyPem());
            keys.put("platform-public-key-id", given.platformPublicKeyId());
        }
        return keys;
    }

    @Override
    public Future<?> rotate() {
        return simulator.rotate();
    }

    @Override
    public boolean refusesStaleNotices() {
        return true;
    }

    @Override
    public boolean notifiesOfCodePayments() {
        return false;
    }

    @Override
    public List<String> receivers() {
        return List.of("1900000077", "oFriend000000000000000001");
    }
}
