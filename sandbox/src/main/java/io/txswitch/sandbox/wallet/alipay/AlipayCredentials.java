package io.txswitch.sandbox.wallet.alipay;

import org.jspecify.annotations.Nullable;

/**
 * What Alipay gives a merchant's application, ready for a node's configuration.
 *
 * @param gatewayUrl the server URL of the SDK
 * @param appPrivateKeyBase64 PKCS#8, no armour
 * @param alipayPublicKeyBase64 SubjectPublicKeyInfo, no armour; verifies answers and notifications
 * @param certificates what takes the public key's place in certificate mode; null where that is off
 */
public record AlipayCredentials(
        String gatewayUrl,
        String appId,
        String sellerId,
        String appPrivateKeyBase64,
        String alipayPublicKeyBase64,
        @Nullable Certificates certificates) {
    /** All PEM: the application's, the platform's and the root's. */
    public record Certificates(String appPem, String alipayPem, String rootPem) {}

    AlipayCredentials with(Certificates given) {
        return new AlipayCredentials(gatewayUrl, appId, sellerId, appPrivateKeyBase64, alipayPublicKeyBase64, given);
    }

    @Override
    public String toString() {
        return "AlipayCredentials[gatewayUrl=" + gatewayUrl + ", appId=" + appId + ", sellerId=" + sellerId
                + ", appPrivateKeyBase64=masked]";
    }
}
