package io.txswitch.api;

import io.txswitch.core.model.Secret;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A request that is signed as it should be, unless a test says otherwise. */
final class Call {
    private static final AtomicInteger NONCES = new AtomicInteger();

    private final ApiNode node;
    private final String method;
    private final String path;
    private final io.vertx.core.MultiMap headers = io.vertx.core.MultiMap.caseInsensitiveMultiMap();
    private byte[] body = new byte[0];
    private String appId = "app-1";
    private Secret secret = ApiNode.SECRET;
    private String timestamp = String.valueOf(ApiNode.NOW.getEpochSecond());
    private String nonce = "nonce-of-the-test-" + NONCES.incrementAndGet();
    private @Nullable String authorization;
    private boolean signed = true;
    private byte @Nullable [] sentInstead;
    private @Nullable String pathInstead;

    Call(ApiNode node, String method, String path) {
        this.node = node;
        this.method = method;
        this.path = path;
    }

    Call body(String text) {
        return body(text.getBytes(StandardCharsets.UTF_8));
    }

    Call body(byte[] bytes) {
        this.body = bytes;
        headers.set("Content-Type", "application/json");
        return this;
    }

    /** Signs the one body and sends the other. */
    Call sendInstead(byte[] bytes) {
        this.sentInstead = bytes;
        return this;
    }

    /** Signs the one path and asks for the other. */
    Call askInstead(String otherPath) {
        this.pathInstead = otherPath;
        return this;
    }

    Call as(String otherAppId, Secret otherSecret) {
        this.appId = otherAppId;
        this.secret = otherSecret;
        return this;
    }

    Call asMerchantTwo() {
        return as("app-2", ApiNode.OTHER_SECRET);
    }

    Call at(long unixSeconds) {
        this.timestamp = String.valueOf(unixSeconds);
        return this;
    }

    Call nonce(String text) {
        this.nonce = text;
        return this;
    }

    Call header(String name, String value) {
        headers.set(name, value);
        return this;
    }

    Call addHeader(String name, String value) {
        headers.add(name, value);
        return this;
    }

    Call without(String name) {
        headers.remove(name);
        return this;
    }

    Call unsigned() {
        this.signed = false;
        return this;
    }

    Call authorization(String text) {
        this.authorization = text;
        return this;
    }

    /** The header as it would be sent. */
    String authorization() {
        String canonical = RequestSignature.canonical(method, path, timestamp, nonce, body);
        return RequestSignature.header(appId, timestamp, nonce, RequestSignature.sign(secret, canonical));
    }

    Reply send() {
        return Waiting.on(sent());
    }

    /** All on one context, or a response could end before anybody listens to it. */
    Future<Reply> sent() {
        Promise<Reply> reply = Promise.promise();
        node.client.runOnContext(go -> exchange().onComplete(reply));
        return reply.future();
    }

    private Future<Reply> exchange() {
        RequestOptions options = new RequestOptions()
                .setHost("127.0.0.1")
                .setPort(node.port())
                .setMethod(HttpMethod.valueOf(method))
                .setURI(pathInstead == null ? path : pathInstead);
        return node.http
                .request(options)
                .compose(request -> {
                    request.headers().addAll(headers);
                    if (signed) {
                        request.putHeader("Authorization", authorization == null ? authorization() : authorization);
                    }
                    byte[] sent = sentInstead == null ? body : sentInstead;
                    return sent.length == 0 ? request.send() : request.send(Buffer.buffer(sent));
                })
                .compose(response -> response.body().map(body -> Reply.of(response, body)));
    }
}
