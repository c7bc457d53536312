package io.txswitch.sandbox.wallet.unionpay;

import io.txswitch.sandbox.wallet.Await;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.io.ByteArrayInputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Speaks acp 5.1.0 with signatures written out by hand, sharing nothing with the simulator. */
final class UnionpayTestClient {
    private final WebClient web;
    private final UnionpayCredentials credentials;

    UnionpayTestClient(Vertx vertx, UnionpayCredentials credentials) {
        this.web = WebClient.create(vertx);
        this.credentials = credentials;
    }

    /** Signs, sends, and checks the answer's certificate and signature. */
    Map<String, String> call(String name, Map<String, String> fields) {
        Map<String, String> answer = parsed(post(name, signed(fields)).bodyAsString());
        if (!verifies(answer)) {
            throw new AssertionError("the answer's signature does not fit: " + answer);
        }
        return answer;
    }

    Map<String, String> signed(Map<String, String> fields) {
        Map<String, String> all = new TreeMap<>(fields);
        all.put("version", "5.1.0");
        all.put("encoding", "UTF-8");
        all.put("signMethod", "01");
        all.put("bizType", "000000");
        all.put("accessType", "0");
        all.put("channelType", "08");
        all.putIfAbsent("merId", credentials.merId());
        all.put(
                "certId",
                certificate(credentials.certificatePem()).getSerialNumber().toString());
        all.put("signature", sign(digest(all)));
        return all;
    }

    HttpResponse<Buffer> post(String name, Map<String, String> fields) {
        List<String> form = new ArrayList<>();
        fields.forEach((field, value) -> form.add(field + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return Await.result(web.postAbs(credentials.baseUrl() + name)
                .putHeader("Content-Type", "application/x-www-form-urlencoded;charset=UTF-8")
                .timeout(5_000)
                .sendBuffer(Buffer.buffer(String.join("&", form))));
    }

    static Map<String, String> parsed(String body) {
        Map<String, String> fields = new TreeMap<>();
        for (String field : body.split("&")) {
            int equals = field.indexOf('=');
            fields.put(field.substring(0, equals), field.substring(equals + 1));
        }
        return fields;
    }

    boolean verifies(Map<String, String> fields) {
        try {
            X509Certificate signer = certificate(fields.get("signPubKeyCert"));
            X509Certificate middle = certificate(credentials.middleCertificatePem());
            PublicKey root = certificate(credentials.rootCertificatePem()).getPublicKey();
            middle.verify(root);
            signer.verify(middle.getPublicKey());
            Signature verifier = Signature.getInstance("SHA256withRSA");
            verifier.initVerify(signer.getPublicKey());
            verifier.update(digest(fields).getBytes(StandardCharsets.US_ASCII));
            return verifier.verify(Base64.getDecoder().decode(fields.get("signature")));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private String sign(String text) {
        try {
            byte[] key =
                    Base64.getMimeDecoder().decode(credentials.privateKeyPem().replaceAll("-----[A-Z ]+-----", ""));
            Signature signer = Signature.getInstance("SHA256withRSA");
            signer.initSign(KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key)));
            signer.update(text.getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(signer.sign());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static String digest(Map<String, String> fields) {
        List<String> names = new ArrayList<>(fields.keySet());
        Collections.sort(names);
        StringBuilder text = new StringBuilder();
        for (String name : names) {
            if (!name.equals("signature") && !fields.get(name).isEmpty()) {
                text.append(text.isEmpty() ? "" : "&").append(name).append('=').append(fields.get(name));
            }
        }
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            StringBuilder hex = new StringBuilder();
            for (byte each : hash) {
                hex.append(String.format("%02x", each));
            }
            return hex.toString();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    static X509Certificate certificate(String pem) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
