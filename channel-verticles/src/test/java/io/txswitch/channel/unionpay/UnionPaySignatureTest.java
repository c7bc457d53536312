package io.txswitch.channel.unionpay;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.channel.wallet.Credentials;
import io.txswitch.channel.wallet.LiveCredentials;
import io.txswitch.sandbox.wallet.Certificate;
import io.txswitch.sandbox.wallet.WalletKeys;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class UnionPaySignatureTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final String UNIONPAY = "041@1@中国银联股份有限公司@00040000:SIGN";

    private static Certificate root;
    private static Certificate middle;
    private static Certificate platform;
    private static Certificate merchant;

    @BeforeAll
    static void certificates() {
        root = Certificate.selfSigned("root", BigInteger.ONE, NOW, true);
        middle = root.issue("middle", BigInteger.TWO, NOW, true);
        platform = middle.issue(UNIONPAY, BigInteger.valueOf(3), NOW, false);
        merchant = middle.issue("041@1@a merchant@1", BigInteger.valueOf(4), NOW, false);
    }

    private static UnionPaySignature signature(Instant now) throws GeneralSecurityException {
        byte[] key = Base64.getDecoder().decode(merchant.keys().privateBase64());
        Credentials.UnionPay keys = new Credentials.UnionPay(
                KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key)),
                x509(merchant),
                x509(middle),
                x509(root),
                "中国银联股份有限公司");
        return new UnionPaySignature(LiveCredentials.one(keys), () -> now);
    }

    private static X509Certificate x509(Certificate certificate) throws GeneralSecurityException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(certificate.der()));
    }

    private static Map<String, String> answer(Certificate signer) throws GeneralSecurityException {
        Map<String, String> fields = new HashMap<>(Map.of("a", "1", "b", "茶", "empty", "", "signMethod", "01"));
        fields.put("signPubKeyCert", signer.pem());
        String text = "a=1&b=茶&signMethod=01&signPubKeyCert=" + signer.pem();
        fields.put("signature", signer.keys().sign(sha256(text)));
        return fields;
    }

    private static String sha256(String text) throws GeneralSecurityException {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aRequestIsSignedOverTheSortedFieldsWithTheCertificatesNumber() throws GeneralSecurityException {
        Map<String, String> fields = new HashMap<>(Map.of("txnAmt", "1", "orderId", "A", "empty", ""));
        signature(NOW).sign(fields);
        assertThat(fields).containsEntry("certId", "4").containsEntry("signMethod", "01");
        String text = "certId=4&orderId=A&signMethod=01&txnAmt=1";
        assertThat(WalletKeys.verify(merchant.keys().publicKey(), sha256(text), fields.get("signature")))
                .isTrue();
    }

    @Test
    void whatUnionPaySignedIsGenuineAgainAndAgain() throws GeneralSecurityException {
        UnionPaySignature signature = signature(NOW);
        assertThat(signature.genuine(answer(platform))).isTrue();
        assertThat(signature.genuine(answer(platform))).isTrue();
    }

    @Test
    void aChangedMissingOrAddedFieldIsNot() throws GeneralSecurityException {
        UnionPaySignature signature = signature(NOW);
        Map<String, String> changed = answer(platform);
        changed.put("a", "2");
        assertThat(signature.genuine(changed)).isFalse();
        Map<String, String> added = answer(platform);
        added.put("c", "3");
        assertThat(signature.genuine(added)).isFalse();
        for (String name : new String[] {"a", "signature", "signPubKeyCert", "signMethod"}) {
            Map<String, String> missing = answer(platform);
            missing.remove(name);
            assertThat(signature.genuine(missing)).as(name).isFalse();
        }
    }

    @Test
    void anotherMerchantBelowTheSameMiddleCertificateIsNotUnionPay() throws GeneralSecurityException {
        assertThat(signature(NOW).genuine(answer(merchant))).isFalse();
    }

    @Test
    void aCertificateOfAnotherRootIsNotUnionPaysWhateverItsName() throws GeneralSecurityException {
        Certificate foreign = Certificate.selfSigned("root", BigInteger.ONE, NOW, true)
                .issue("middle", BigInteger.TWO, NOW, true)
                .issue(UNIONPAY, BigInteger.valueOf(3), NOW, false);
        assertThat(signature(NOW).genuine(answer(foreign))).isFalse();
    }

    @Test
    void aCertificateIssuedByOneThatMayNotIssueIsRefused() throws GeneralSecurityException {
        Certificate byMerchant = merchant.issue(UNIONPAY, BigInteger.valueOf(5), NOW, false);
        assertThat(signature(NOW).genuine(answer(byMerchant))).isFalse();
    }

    @Test
    void aCertificateOutOfItsTimeIsRefusedAlsoWhenItWasKnown() throws GeneralSecurityException {
        assertThat(signature(NOW.plus(Duration.ofDays(4_000))).genuine(answer(platform)))
                .isFalse();
        assertThat(signature(NOW.minus(Duration.ofDays(2))).genuine(answer(platform)))
                .isFalse();
    }

    @Test
    void junkInPlaceOfACertificateOrSignatureIsNeverMoreThanFalse() throws GeneralSecurityException {
        UnionPaySignature signature = signature(NOW);
        for (String junk : new String[] {
            "", "x", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "A".repeat(20_000), "\u0000\uffff"
        }) {
            Map<String, String> fields = answer(platform);
            fields.put("signPubKeyCert", junk);
            assertThat(signature.genuine(fields)).isFalse();
            Map<String, String> other = answer(platform);
            other.put("signature", junk);
            assertThat(signature.genuine(other)).isFalse();
        }
    }
}
