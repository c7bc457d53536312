package io.txswitch.channel.alipay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alipay.api.internal.util.AntCertificationUtil;
import io.txswitch.channel.wallet.Credentials;
import io.txswitch.channel.wallet.LiveCredentials;
import io.txswitch.core.model.Secret;
import io.txswitch.sandbox.wallet.Certificate;
import io.txswitch.sandbox.wallet.WalletKeys;
import java.io.IOException;
import java.math.BigInteger;
import java.security.Security;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which answers and notifications are Alipay's. */
class AlipayTrustTest {
    private static final String NODE = "{\"code\":\"10000\",\"msg\":\"Success\",\"out_trade_no\":\"1\"}";
    private static final AlipayTrust.Certificates NONE = serial -> null;
    private static WalletKeys key;
    private static WalletKeys older;
    private static Certificate root;
    private static Certificate certified;
    private static Certificate next;
    private static Certificate strangers;

    @BeforeAll
    static void keys() {
        Instant now = Instant.now();
        key = WalletKeys.generate();
        older = WalletKeys.generate();
        root = Certificate.selfSigned("root", BigInteger.ONE, now, true);
        certified = root.issue("alipay", BigInteger.TWO, now, false);
        next = root.issue("alipay", BigInteger.valueOf(3), now, false);
        strangers = Certificate.selfSigned("other root", BigInteger.ONE, now, true)
                .issue("alipay", BigInteger.valueOf(4), now, false);
    }

    private static Credentials.Alipay publicKey(WalletKeys alipay) {
        return new Credentials.Alipay(new Secret(key.privateBase64()), alipay.publicBase64(), null);
    }

    private static Credentials.Alipay certificate() {
        return new Credentials.Alipay(
                new Secret(key.privateBase64()),
                certified.keys().publicBase64(),
                new Credentials.AlipayCertificates("unused", certified.pem(), root.pem()));
    }

    private static AlipayTrust trust(Credentials.Alipay... live) {
        return new AlipayTrust(new LiveCredentials<>(live[0], List.of(live)));
    }

    private static String serial(Certificate certificate) throws Exception {
        return AntCertificationUtil.getCertSN(AntCertificationUtil.getCertFromContent(certificate.pem()));
    }

    private static String answer(String node, String more) {
        return "{\"alipay_trade_query_response\":" + node + more + "}";
    }

    private static String signed(WalletKeys by, String node) {
        return answer(node, ",\"sign\":\"" + by.sign(node) + "\"");
    }

    private static String signed(Certificate by, String node) throws Exception {
        return answer(
                node,
                ",\"alipay_cert_sn\":\"" + serial(by) + "\",\"sign\":\""
                        + by.keys().sign(node) + "\"");
    }

    private static void refused(AlipayTrust trust, String text) {
        assertThatThrownBy(() -> trust.verify(text, NONE)).isInstanceOf(IOException.class);
    }

    @Test
    void anAnswerUnderAnyLiveKeyIsAlipays() throws Exception {
        AlipayTrust trust = trust(publicKey(key), publicKey(older), certificate());
        trust.verify(signed(key, NODE), NONE);
        trust.verify(signed(older, NODE), NONE);
        trust.verify(signed(certified, NODE), NONE);
        trust.verify(signed(key, "{ \"code\" : \"10000\" ,\n\"a\":[{}]}"), NONE);
        trust.verify(answer(NODE, ",\"sign\":\"" + key.sign(NODE) + "\",\"later\":[1]"), NONE);
    }

    @Test
    void aSignatureBeforeTheSlashesWereEscapedFits() throws Exception {
        String node = "{\"code\":\"10000\",\"url\":\"https:\\/\\/a\"}";
        trust(publicKey(key)).verify(answer(node, ",\"sign\":\"" + key.sign(node.replace("\\/", "/")) + "\""), NONE);
    }

    @Test
    void aRetiredKeyProvesNothing() {
        refused(trust(publicKey(key)), signed(older, NODE));
    }

    @Test
    void whatNobodySignedIsRefusedAlsoWhenItIsARefusal() throws Exception {
        AlipayTrust trust = trust(publicKey(key), certificate());
        refused(trust, answer("{\"code\":\"40004\",\"sub_code\":\"ACQ.TRADE_NOT_EXIST\"}", ""));
        refused(trust, answer(NODE, ",\"sign\":\"\""));
        refused(trust, answer(NODE, ",\"alipay_cert_sn\":\"" + serial(certified) + "\""));
        refused(trust, "{\"sign\":\"" + key.sign(NODE) + "\"}");
        refused(trust, "[]");
        refused(trust, "");
    }

    @Test
    void oneModesSignatureIsNotTheOthers() throws Exception {
        AlipayTrust trust = trust(publicKey(key), certificate());
        refused(trust, signed(certified.keys(), NODE));
        refused(
                trust,
                answer(NODE, ",\"alipay_cert_sn\":\"" + serial(certified) + "\",\"sign\":\"" + key.sign(NODE) + "\""));
    }

    @Test
    void anAnswerHasOneNode() {
        AlipayTrust trust = trust(publicKey(key));
        String second = ",\"alipay_trade_pay_response\":{\"code\":\"10000\"},\"sign\":\"" + key.sign(NODE) + "\"";
        refused(trust, answer(NODE, second));
        refused(trust, answer(NODE, second.replace("trade_pay", "trade_query")));
    }

    @Test
    void aNewCertificateIsBelievedWhenTheRootIssuedIt() throws Exception {
        AlipayTrust trust = trust(certificate());
        AtomicInteger asked = new AtomicInteger();
        AlipayTrust.Certificates gateway = serial -> {
            asked.incrementAndGet();
            return next.pem();
        };
        Map<String, String> form = form(next.keys());
        assertThat(trust.genuine(form)).isFalse();
        trust.verify(signed(next, NODE), gateway);
        trust.verify(signed(next, NODE), gateway);
        assertThat(asked).hasValue(1);
        assertThat(trust.genuine(form))
                .as("and notifications under it are taken")
                .isTrue();
    }

    @Test
    void aCertificateOfAnotherRootOrUnderAnotherNumberIsNot() throws Exception {
        AlipayTrust trust = trust(certificate());
        String text = signed(strangers, NODE);
        assertThatThrownBy(() -> trust.verify(text, serial -> strangers.pem())).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> trust.verify(text, serial -> next.pem())).isInstanceOf(IOException.class);
        refused(trust, text);
    }

    private static Map<String, String> form(WalletKeys by) {
        return Map.of("a", "1", "sign_type", "RSA2", "sign", by.sign("a=1"));
    }

    @Test
    void aNotificationUnderAnyLiveKeyIsAlipays() {
        AlipayTrust trust = trust(publicKey(key), certificate());
        assertThat(trust.genuine(form(key))).isTrue();
        assertThat(trust.genuine(form(certified.keys()))).isTrue();
        assertThat(trust.genuine(form(older))).isFalse();
        assertThat(trust.genuine(Map.of("a", "1", "sign_type", "RSA", "sign", key.sign("a=1"))))
                .isFalse();
        assertThat(trust.genuine(Map.of("a", "1", "sign_type", "RSA2"))).isFalse();
    }

    @Test
    void anyBytesAreRefusedAndNeverAnotherError() {
        AlipayTrust trust = trust(publicKey(key), certificate());
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        String good = signed(key, NODE);
        for (int i = 0; i < 300; i++) {
            StringBuilder text = new StringBuilder(good);
            text.setCharAt(random.nextInt(good.length()), (char) random.nextInt(32, 127));
            text.setLength(random.nextInt(good.length() + 1));
            if (!text.toString().equals(good)) {
                assertThatThrownBy(() -> trust.verify(text.toString(), NONE))
                        .as("seed %d", seed)
                        .isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void theSdkDoesNotSwitchOffTheListOfWeakAlgorithms() {
        assertThatCode(() -> Class.forName(AlipayGateway.class.getName())).doesNotThrowAnyException();
        assertThat(Security.getProperty("jdk.certpath.disabledAlgorithms")).contains("MD5");
    }
}
