package io.txswitch.sandbox.wallet.alipay;

/**
 * What Alipay gives a merchant's application, ready for a node's configuration.
 *
 * @param gatewayUrl the server URL of the SDK
 * @param appPrivateKeyBase64 PKCS#8, no armour
 * @param alipayPublicKeyBase64 SubjectPublicKeyInfo, no armour; verifies answers and notifications
 */
public record AlipayCredentials(
        String gatewayUrl, String appId, String sellerId, String appPrivateKeyBase64, String alipayPublicKeyBase64) {
    @Override
    public String toString() {
        return "AlipayCredentials[gatewayUrl=" + gatewayUrl + ", appId=" + appId + ", sellerId=" + sellerId
                + ", appPrivateKeyBase64=masked]";
    }
}
