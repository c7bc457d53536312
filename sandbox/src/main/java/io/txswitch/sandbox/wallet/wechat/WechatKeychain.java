package io.txswitch.sandbox.wallet.wechat;

import io.txswitch.sandbox.wallet.Numbers;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * All generations of a merchant's and the platform's keys: after a rotation the old ones stay good, the new ones are
 * what new orders are signed with; thread-safe.
 */
final class WechatKeychain {
    /** The newest last. */
    private final List<WechatSecrets> generations = new CopyOnWriteArrayList<>();

    WechatKeychain(WechatSecrets first) {
        generations.add(first);
    }

    void add(WechatSecrets next) {
        generations.add(next);
    }

    WechatSecrets newest() {
        return generations.getLast();
    }

    List<WechatSecrets> all() {
        return List.copyOf(generations);
    }

    /** The generation whose merchant certificate has this serial. */
    Optional<WechatSecrets> ofMerchant(String serial) {
        return generations.stream()
                .filter(each -> each.merchantSerial().equals(serial))
                .findFirst();
    }

    private WechatSecrets ofPlatform(String serial) {
        return generations.stream().filter(each -> each.has(serial)).findFirst().orElseGet(this::newest);
    }

    /** The serial to sign with: the one that was asked for if it is known, else the newest certificate's. */
    String serialFor(String asked) {
        return generations.stream().anyMatch(each -> each.has(asked))
                ? asked
                : newest().certificate().serial();
    }

    /** Signature headers over the body, in exactly the spelling that clients look up. */
    Map<String, String> sign(String body, String serial, Numbers numbers) {
        return ofPlatform(serial).sign(body, serial, numbers);
    }

    /** What notifications are sealed with that are signed with this serial. */
    String apiV3Key(String serial) {
        return ofPlatform(serial).apiV3Key();
    }

    /** The answer of {@code /v3/certificates}: all that are good, sealed for the merchant who asks. */
    JsonObject certificates(WechatSecrets merchant, Numbers numbers) {
        JsonArray data = new JsonArray();
        generations.forEach(each -> data.add(sealed(each.certificate(), merchant.apiV3Key(), numbers)));
        return new JsonObject().put("data", data);
    }

    private static JsonObject sealed(PlatformCertificate certificate, String apiV3Key, Numbers numbers) {
        String nonce = numbers.text(AesGcm.NONCE_CHARS);
        JsonObject sealed = new JsonObject()
                .put("algorithm", "AEAD_AES_256_GCM")
                .put("nonce", nonce)
                .put("associated_data", "certificate")
                .put("ciphertext", AesGcm.seal(apiV3Key, nonce, "certificate", certificate.pem()));
        return new JsonObject()
                .put("serial_no", certificate.serial())
                .put("effective_time", WechatView.time(certificate.from()))
                .put("expire_time", WechatView.time(certificate.until()))
                .put("encrypt_certificate", sealed);
    }

    @Override
    public String toString() {
        return "WechatKeychain[masked]";
    }
}
