package io.txswitch.sandbox.wallet.alipay;

import io.txswitch.sandbox.wallet.Await;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Speaks to the gateway with signatures written out by hand, sharing nothing with the simulator. */
final class AlipayTestClient {
    private final WebClient web;
    private final AlipayCredentials credentials;

    AlipayTestClient(Vertx vertx, AlipayCredentials credentials) {
        this.web = WebClient.create(vertx);
        this.credentials = credentials;
    }

    /** Signs, sends, checks the answer's signature over its raw text, and gives the response node. */
    JsonObject call(String method, JsonObject biz, String notifyUrl) {
        HttpResponse<Buffer> answer = post(signed(parameters(method, biz, notifyUrl)));
        return node(method, answer.bodyAsString());
    }

    JsonObject call(String method, JsonObject biz) {
        return call(method, biz, "");
    }

    Map<String, String> parameters(String method, JsonObject biz, String notifyUrl) {
        Map<String, String> all = new TreeMap<>();
        all.put("app_id", credentials.appId());
        all.put("method", method);
        all.put("format", "json");
        all.put("charset", "utf-8");
        all.put("sign_type", "RSA2");
        all.put("version", "1.0");
        all.put("timestamp", timestamp(Instant.now()));
        all.put("notify_url", notifyUrl);
        all.put("biz_content", biz.encode());
        return all;
    }

    static String timestamp(Instant at) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").format(at.atZone(ZoneId.of("Asia/Shanghai")));
    }

    Map<String, String> signed(Map<String, String> parameters) {
        parameters.put("sign", sign(joined(parameters)));
        return parameters;
    }

    HttpResponse<Buffer> post(Map<String, String> parameters) {
        Map<String, String> query = new TreeMap<>(parameters);
        String biz = query.remove("biz_content");
        return postRaw(encoded(query), "biz_content=" + URLEncoder.encode(biz, StandardCharsets.UTF_8));
    }

    HttpResponse<Buffer> postRaw(String query, String form) {
        return Await.result(web.postAbs(credentials.gatewayUrl() + "?" + query)
                .putHeader("Content-Type", "application/x-www-form-urlencoded;charset=utf-8")
                .timeout(5_000)
                .sendBuffer(Buffer.buffer(form)));
    }

    static String encoded(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    static String joined(Map<String, String> parameters) {
        return new TreeMap<>(parameters)
                .entrySet().stream()
                        .filter(e -> !e.getKey().equals("sign") && !e.getValue().isEmpty())
                        .map(e -> e.getKey() + "=" + e.getValue())
                        .collect(Collectors.joining("&"));
    }

    private JsonObject node(String method, String body) {
        String name = method.replace('.', '_') + "_response";
        String head = "{\"" + name + "\":";
        if (!body.startsWith(head)) {
            throw new AssertionError("unexpected answer " + body);
        }
        int end = body.lastIndexOf(",\"sign\":\"");
        String text = body.substring(head.length(), end);
        if (!verifies(text, new JsonObject(body).getString("sign"))) {
            throw new AssertionError("the answer's signature does not fit its text");
        }
        return new JsonObject(text);
    }

    private String sign(String text) {
        try {
            byte[] key = Base64.getDecoder().decode(credentials.appPrivateKeyBase64());
            Signature signer = Signature.getInstance("SHA256withRSA");
            signer.initSign(KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key)));
            signer.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signer.sign());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    boolean verifies(String text, String sign) {
        try {
            byte[] der = Base64.getDecoder().decode(credentials.alipayPublicKeyBase64());
            PublicKey key = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
            Signature verifier = Signature.getInstance("SHA256withRSA");
            verifier.initVerify(key);
            verifier.update(text.getBytes(StandardCharsets.UTF_8));
            return verifier.verify(Base64.getDecoder().decode(sign));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
