package io.txswitch.sandbox.wallet.unionpay;

/**
 * What UnionPay gives a merchant, ready for a node's configuration.
 *
 * @param baseUrl ends with {@code /gateway/api/}; the names of the interfaces follow
 * @param privateKeyPem signs requests, PKCS#8
 * @param certificatePem of that key; its serial number is the {@code certId}
 * @param middleCertificatePem issues the certificate that answers are signed with
 * @param rootCertificatePem issues the middle one
 */
public record UnionpayCredentials(
        String baseUrl,
        String merId,
        String privateKeyPem,
        String certificatePem,
        String middleCertificatePem,
        String rootCertificatePem) {
    @Override
    public String toString() {
        return "UnionpayCredentials[baseUrl=" + baseUrl + ", merId=" + merId + ", privateKeyPem=masked]";
    }
}
