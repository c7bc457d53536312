package io.txswitch.sandbox.wallet.wechat;

/**
 * What WeChat Pay gives a merchant, ready for a node's configuration.
 *
 * @param baseUrl scheme, host and port, no path
 * @param merchantSerial serial number of the merchant's API certificate, upper-case hex
 * @param merchantPrivateKeyPem PKCS#8
 * @param apiV3Key 32 characters; seals notifications and certificates
 * @param platformPublicKeyPem SubjectPublicKeyInfo of the public-key mode
 * @param platformPublicKeyId {@code PUB_KEY_ID_…}
 * @param platformCertificateSerial what certificate mode will find at /v3/certificates
 */
public record WechatCredentials(
        String baseUrl,
        String mchid,
        String appid,
        String merchantSerial,
        String merchantPrivateKeyPem,
        String apiV3Key,
        String platformPublicKeyPem,
        String platformPublicKeyId,
        String platformCertificateSerial) {
    @Override
    public String toString() {
        return "WechatCredentials[baseUrl=" + baseUrl + ", mchid=" + mchid + ", appid=" + appid + ", merchantSerial="
                + merchantSerial + ", keys=masked]";
    }
}
