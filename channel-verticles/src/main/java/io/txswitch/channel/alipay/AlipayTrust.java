package io.txswitch.channel.alipay;

import com.alipay.api.AlipayApiException;
import com.alipay.api.internal.util.AlipaySignature;
import com.alipay.api.internal.util.AntCertificationUtil;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.txswitch.channel.wallet.Credentials;
import io.txswitch.channel.wallet.LiveCredentials;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides whether a text is Alipay's: signed by one of the keys of the live credentials; thread-safe.
 *
 * <p>Answers are verified here and not by the SDK, which knows one key only and takes a refusal that nobody signed. An
 * answer in certificate mode names the certificate by its serial ({@code alipay_cert_sn}); one that is not known yet is
 * asked for at the gateway and believed when a root of a live credential issued it.
 */
final class AlipayTrust {
    private static final Logger LOG = LoggerFactory.getLogger(AlipayTrust.class);
    private static final String SIGN_TYPE = "RSA2";
    private static final String CHARSET = "utf-8";
    private static final String NODE = "_response";
    private static final String SERIAL = "alipay_cert_sn";
    /** The answer that brings a certificate is believed for the certificate's issuer. */
    private static final String DOWNLOAD = "alipay_open_app_alipaycert_download_response";
    /** Alipay has one certificate at a time, and two while it changes; the rest is noise. */
    private static final int MAX_LEARNED = 8;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** What an answer consists of, its node exactly as it came. */
    private record Answer(
            String name,
            String text,
            @Nullable String sign,
            @Nullable String serial) {}

    /** Keys without a serial: public-key mode. */
    private final List<String> keys = new ArrayList<>();

    private final Map<String, String> bySerial = new LinkedHashMap<>();
    private final Map<String, String> learned = new ConcurrentHashMap<>();
    private final List<String> roots = new ArrayList<>();

    AlipayTrust(LiveCredentials<Credentials.Alipay> live) {
        for (Credentials.Alipay each : live.all()) {
            Credentials.AlipayCertificates certificates = each.certificates();
            if (certificates == null) {
                keys.add(each.alipayPublicKey());
            } else {
                bySerial.put(serial(certificates.alipay()), each.alipayPublicKey());
                roots.add(certificates.roots());
            }
        }
    }

    /** All fields but {@code sign} and {@code sign_type}, decoded and sorted: the SDK's "V1" of the check. */
    boolean genuine(Map<String, String> form) {
        if (!form.containsKey("sign") || !SIGN_TYPE.equals(form.get("sign_type"))) {
            return false;
        }
        return candidates(form.get(SERIAL)).stream().anyMatch(key -> fits(form, key));
    }

    private static boolean fits(Map<String, String> form, String key) {
        try {
            // The check removes fields from the map it is given.
            return AlipaySignature.rsaCheckV1(new HashMap<>(form), key, CHARSET, SIGN_TYPE);
        } catch (AlipayApiException | RuntimeException e) {
            return false;
        }
    }

    /** The key that a serial names, else every live one. */
    private List<String> candidates(@Nullable String serial) {
        String named = serial == null ? null : key(serial);
        if (named != null) {
            return List.of(named);
        }
        List<String> all = new ArrayList<>(bySerial.values());
        all.addAll(keys);
        all.addAll(learned.values());
        return all;
    }

    private @Nullable String key(String serial) {
        String known = bySerial.get(serial);
        return known == null ? learned.get(serial) : known;
    }

    /** Brings a certificate by its serial, as PEM; null when Alipay has none. */
    interface Certificates {
        @Nullable
        String fetch(String serial);
    }

    /**
     * Throws unless a live key signed the answer's node as it came.
     *
     * @param text the whole answer
     */
    void verify(String text, Certificates certificates) throws IOException {
        Answer answer = answer(text);
        String serial = answer.serial();
        if (answer.name().equals(DOWNLOAD)) {
            return;
        }
        if (serial != null && key(serial) == null) {
            learn(serial, certificates.fetch(serial));
        }
        String sign = answer.sign();
        if (sign == null || !signed(answer, sign)) {
            throw new IOException("the answer is not signed by Alipay");
        }
    }

    /** Without a serial it is public-key mode's, and the keys of certificates sign nothing there. */
    private boolean signed(Answer answer, String sign) {
        String serial = answer.serial();
        String named = serial == null ? null : key(serial);
        List<String> allowed = serial == null ? keys : named == null ? List.of() : List.of(named);
        // Alipay may have signed before its JSON writer escaped the slashes.
        String unescaped = answer.text().replace("\\/", "/");
        return allowed.stream()
                .anyMatch(key -> fits(answer.text(), sign, key)
                        || (!unescaped.equals(answer.text()) && fits(unescaped, sign, key)));
    }

    private static boolean fits(String text, String sign, String key) {
        try {
            return AlipaySignature.rsaCheck(text, sign, key, CHARSET, SIGN_TYPE);
        } catch (AlipayApiException | RuntimeException e) {
            return false;
        }
    }

    private void learn(String serial, @Nullable String pem) {
        if (pem == null || !trusted(serial, pem)) {
            LOG.warn("alipay_cert_sn={} learned=false", serial);
            return;
        }
        if (learned.size() >= MAX_LEARNED) {
            learned.clear();
        }
        learned.put(serial, publicKey(pem));
        LOG.info("alipay_cert_sn={} learned=true", serial);
    }

    private boolean trusted(String serial, String pem) {
        return serial.equals(serial(pem)) && roots.stream().anyMatch(root -> issued(pem, root));
    }

    private static boolean issued(String pem, String roots) {
        try {
            return AntCertificationUtil.isTrusted(pem, roots);
        } catch (RuntimeException unreadable) {
            return false;
        }
    }

    /** Source: open platform, certificate mode: MD5 of issuer and decimal serial number. */
    private static String serial(String pem) {
        try {
            return AntCertificationUtil.getCertSN(certificate(pem));
        } catch (AlipayApiException e) {
            throw new IllegalArgumentException("not a certificate that Alipay's SDK reads", e);
        }
    }

    private static String publicKey(String pem) {
        return Base64.getEncoder()
                .encodeToString(certificate(pem).getPublicKey().getEncoded());
    }

    private static X509Certificate certificate(String pem) {
        try {
            X509Certificate found = AntCertificationUtil.getCertFromContent(pem);
            if (found == null) {
                throw new IllegalArgumentException("not a certificate");
            }
            return found;
        } catch (AlipayApiException e) {
            throw new IllegalArgumentException("not a certificate", e);
        }
    }

    /** Takes the answer apart; one without a node, with two, or with a name that stands twice, is nobody's. */
    private static Answer answer(String text) throws IOException {
        String name = null;
        String node = "";
        String sign = null;
        String serial = null;
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("the answer is no JSON object");
            }
            for (String member = json.nextFieldName(); member != null; member = json.nextFieldName()) {
                JsonToken value = json.nextToken();
                if (member.equals("sign")) {
                    sign = json.getValueAsString();
                } else if (member.equals(SERIAL)) {
                    serial = json.getValueAsString();
                } else if (!member.endsWith(NODE)) {
                    json.skipChildren();
                } else if (value == JsonToken.START_OBJECT && name == null) {
                    int from = (int) json.currentTokenLocation().getCharOffset();
                    json.skipChildren();
                    node = text.substring(from, (int) json.currentLocation().getCharOffset());
                    name = member;
                } else {
                    throw new IOException("the answer has two nodes");
                }
            }
        }
        if (name == null) {
            throw new IOException("the answer has no node");
        }
        return new Answer(name, node, sign, serial);
    }
}
