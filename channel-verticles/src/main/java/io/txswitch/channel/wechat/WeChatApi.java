package io.txswitch.channel.wechat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.wechat.pay.java.core.auth.WechatPay2Credential;
import com.wechat.pay.java.core.auth.WechatPay2Validator;
import com.wechat.pay.java.core.cipher.RSASigner;
import com.wechat.pay.java.core.exception.ServiceException;
import com.wechat.pay.java.core.http.DefaultHttpClientBuilder;
import com.wechat.pay.java.core.http.HttpClient;
import com.wechat.pay.java.core.http.HttpHeaders;
import com.wechat.pay.java.core.http.HttpResponse;
import com.wechat.pay.java.core.http.JsonRequestBody;
import com.wechat.pay.java.core.http.JsonResponseBody;
import com.wechat.pay.java.core.http.RequestBody;
import com.wechat.pay.java.service.payments.nativepay.NativePayService;
import com.wechat.pay.java.service.refund.RefundService;
import io.txswitch.channel.wallet.ChannelConfig;
import io.txswitch.channel.wallet.Credentials;
import io.txswitch.channel.wallet.LiveCredentials;
import io.txswitch.channel.wallet.Wire;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The SDK's services over our own HTTP client, which also leads its hard-wired host to the configured one: the
 * signature covers method, path, time, nonce and body, never the host.
 */
final class WeChatApi {
    /** The SDK insists on a host; the request goes to the configured one. */
    private static final String HOST = "https://api.mch.weixin.qq.com";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SERVER_ERROR = 500;

    /** What a call gave: a value, or the wallet's refusal. */
    record Answer<T>(@Nullable T value, @Nullable ServiceException refusal) {}

    private final OkHttpClient http;
    private final OkHttpClient files;
    private final RSASigner signer;
    private final WeChatTrust trust;
    private final NativePayService payments;
    private final RefundService refunds;
    private final HttpClient client;
    private final HttpClient downloads;

    WeChatApi(ChannelConfig config, LiveCredentials<Credentials.WeChat> keys, InstantSource clock) {
        this.http = Wire.client(config.baseUrl(), config.limits());
        this.files = Wire.files(config.baseUrl(), config.limits());
        this.trust = new WeChatTrust(config, keys, clock);
        this.signer =
                new RSASigner(keys.signing().merchantSerial(), keys.signing().privateKey());
        // Not ".config(…)" on the services: that would build them a client that retries.
        this.client = client(config, http);
        this.downloads = client(config, files);
        this.payments = new NativePayService.Builder().httpClient(client).build();
        this.refunds = new RefundService.Builder().httpClient(client).build();
    }

    private HttpClient client(ChannelConfig config, OkHttpClient over) {
        return new DefaultHttpClientBuilder()
                .okHttpClient(over)
                .disableRetryOnConnectionFailure()
                .credential(new WechatPay2Credential(config.merchantNo(), signer))
                .validator(new WechatPay2Validator(trust))
                .build();
    }

    NativePayService payments() {
        return payments;
    }

    RefundService refunds() {
        return refunds;
    }

    /** Calls an interface the SDK has no class for, signed and verified as all others. */
    <T> T post(String path, JsonNode body, Class<T> answer) {
        HttpHeaders headers = new HttpHeaders();
        headers.addHeader("Accept", "application/json");
        headers.addHeader("Content-Type", "application/json");
        RequestBody json = new JsonRequestBody.Builder().body(body.toString()).build();
        return client.post(headers, HOST + path, json, answer).getServiceResponse();
    }

    /** Asks an interface the SDK has no class for, and gives the answer as it stands: whole numbers stay whole. */
    JsonNode get(String path) {
        HttpHeaders headers = new HttpHeaders();
        headers.addHeader("Accept", "application/json");
        return json(client.get(headers, HOST + path, Object.class));
    }

    /** Calls an interface the SDK has no class for, and gives the answer as it stands. */
    JsonNode post(String path, JsonNode body) {
        HttpHeaders headers = new HttpHeaders();
        headers.addHeader("Accept", "application/json");
        headers.addHeader("Content-Type", "application/json");
        RequestBody json = new JsonRequestBody.Builder().body(body.toString()).build();
        return json(client.post(headers, HOST + path, json, Object.class));
    }

    private static JsonNode json(HttpResponse<Object> response) {
        if (!(response.getBody() instanceof JsonResponseBody body)) {
            throw new IllegalStateException("an answer without JSON");
        }
        try {
            return JSON.readTree(body.getBody());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer that is no JSON", e);
        }
    }

    /** A member's text, or null. */
    static @Nullable String text(JsonNode parent, String name) {
        JsonNode value = parent.path(name);
        return value.isTextual() ? value.textValue() : null;
    }

    /** A file as a stream, to be closed; nothing proves whose it is. */
    InputStream file(String url) {
        return downloads.download(url);
    }

    /** The merchant's signature of these lines, for what a payer's telephone hands over. */
    String sign(String... lines) {
        return signer.sign(String.join("\n", lines) + "\n").getSign();
    }

    /** What verifies and opens notifications. */
    WeChatTrust trust() {
        return trust;
    }

    /** The value, or the refusal; a server error and anything else that the SDK throws goes on: that is no answer. */
    <T> Answer<T> ask(Supplier<T> call) {
        try {
            return new Answer<>(call.get(), null);
        } catch (ServiceException refusal) {
            if (refusal.getHttpStatusCode() >= SERVER_ERROR) {
                throw refusal;
            }
            return new Answer<>(null, refusal);
        }
    }

    void close() {
        Wire.close(http);
        Wire.close(files);
        trust.close();
    }
}
