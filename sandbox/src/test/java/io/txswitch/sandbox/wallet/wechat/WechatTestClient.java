package io.txswitch.sandbox.wallet.wechat;

import io.txswitch.sandbox.wallet.Await;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Speaks API v3 with signatures written out by hand, sharing nothing with the simulator. */
final class WechatTestClient {
    static final String TRANSACTIONS = "/v3/pay/transactions";
    static final String REFUNDS = "/v3/refund/domestic/refunds";

    private final WebClient web;
    private final WechatCredentials credentials;
    private final PublicKey platformKey;

    WechatTestClient(Vertx vertx, WechatCredentials credentials) {
        this.web = WebClient.create(vertx);
        this.credentials = credentials;
        try {
            platformKey = KeyFactory.getInstance("RSA")
                    .generatePublic(new X509EncodedKeySpec(der(credentials.platformPublicKeyPem())));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** In public-key mode, with the answer's signature checked. */
    HttpResponse<Buffer> get(String path) {
        return checked(send(HttpMethod.GET, path, "", credentials.platformPublicKeyId()), platformKey);
    }

    /** In public-key mode, with the answer's signature checked. */
    HttpResponse<Buffer> post(String path, JsonObject body) {
        return checked(send(HttpMethod.POST, path, body.encode(), credentials.platformPublicKeyId()), platformKey);
    }

    HttpResponse<Buffer> send(HttpMethod method, String path, String body, String serial) {
        String authorization = authorization(method, path, body, Instant.now());
        return sendAs(method, path, body, serial, authorization);
    }

    HttpResponse<Buffer> sendAs(HttpMethod method, String path, String body, String serial, String authorization) {
        HttpRequest<Buffer> request = web.requestAbs(method, credentials.baseUrl() + path)
                .timeout(5_000)
                .putHeader("Authorization", authorization)
                .putHeader("Wechatpay-Serial", serial)
                .putHeader("Content-Type", "application/json");
        return Await.result(body.isEmpty() ? request.send() : request.sendBuffer(Buffer.buffer(body)));
    }

    String authorization(HttpMethod method, String path, String body, Instant at) {
        String nonce = UUID.randomUUID().toString().replace("-", "");
        long timestamp = at.getEpochSecond();
        String text = method + "\n" + path + "\n" + timestamp + "\n" + nonce + "\n" + body + "\n";
        return "WECHATPAY2-SHA256-RSA2048 mchid=\"" + credentials.mchid() + "\",nonce_str=\"" + nonce
                + "\",timestamp=\"" + timestamp + "\",serial_no=\"" + credentials.merchantSerial() + "\",signature=\""
                + sign(text) + "\"";
    }

    private String sign(String text) {
        try {
            Signature signer = Signature.getInstance("SHA256withRSA");
            signer.initSign(KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(der(credentials.merchantPrivateKeyPem()))));
            signer.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signer.sign());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    static HttpResponse<Buffer> checked(HttpResponse<Buffer> answer, PublicKey key) {
        String body = answer.bodyAsString() == null ? "" : answer.bodyAsString();
        if (!verifies(answer.headers(), body, key)) {
            throw new AssertionError("the answer's signature does not fit: " + body);
        }
        return answer;
    }

    boolean verifies(MultiMap headers, String body) {
        return verifies(headers, body, platformKey);
    }

    static boolean verifies(MultiMap headers, String body, PublicKey key) {
        try {
            String text =
                    headers.get("Wechatpay-Timestamp") + "\n" + headers.get("Wechatpay-Nonce") + "\n" + body + "\n";
            Signature verifier = Signature.getInstance("SHA256withRSA");
            verifier.initVerify(key);
            verifier.update(text.getBytes(StandardCharsets.UTF_8));
            return verifier.verify(Base64.getDecoder().decode(headers.get("Wechatpay-Signature")));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    String open(JsonObject sealed) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(credentials.apiV3Key().getBytes(StandardCharsets.UTF_8), "AES"),
                    new GCMParameterSpec(128, sealed.getString("nonce").getBytes(StandardCharsets.UTF_8)));
            cipher.updateAAD(sealed.getString("associated_data").getBytes(StandardCharsets.UTF_8));
            byte[] plain = cipher.doFinal(Base64.getDecoder().decode(sealed.getString("ciphertext")));
            return new String(plain, StandardCharsets.UTF_8);
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

    private static byte[] der(String pem) {
        return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    }
}
