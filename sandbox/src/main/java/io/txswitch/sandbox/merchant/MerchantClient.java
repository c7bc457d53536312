package io.txswitch.sandbox.merchant;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** Sends signed requests to the switch's open API; a call fails only when no HTTP answer came. */
public final class MerchantClient {
    private static final String PAYMENTS = "/v1/payments";
    private static final String REFUNDS = "/v1/refunds";
    /** 32 hex characters; the API takes 16 to 64 of {@code [A-Za-z0-9_-]}. */
    private static final int NONCE_BYTES = 16;
    /** Longer than the switch ever takes to answer, so that what is still open then is lost. */
    private static final long ANSWER_TIMEOUT_MS = 30_000;

    private static final int POOL_SIZE = 32;
    private static final long POLL_MS = 100;

    private final Vertx vertx;
    private final WebClient client;
    private final String baseUrl;
    private final MerchantKeys keys;
    private final InstantSource clock;
    private final RandomGenerator random;

    public MerchantClient(Vertx vertx, String baseUrl, MerchantKeys keys) {
        this(vertx, baseUrl, keys, InstantSource.system(), new SecureRandom());
    }

    /** @param baseUrl scheme, host and port, no path and no slash at the end */
    public MerchantClient(Vertx vertx, String baseUrl, MerchantKeys keys, InstantSource clock, RandomGenerator random) {
        this.vertx = vertx;
        this.client = WebClient.create(
                vertx,
                new WebClientOptions().setFollowRedirects(false).setUserAgentEnabled(false),
                new PoolOptions().setHttp1MaxSize(POOL_SIZE));
        this.baseUrl = baseUrl;
        this.keys = keys;
        this.clock = clock;
        this.random = random;
    }

    public Future<ApiAnswer> createPayment(NewPayment payment) {
        return raw(HttpMethod.POST, PAYMENTS, payment.json().encode());
    }

    /** @param id the switch's number */
    public Future<ApiAnswer> getPayment(String id) {
        return raw(HttpMethod.GET, PAYMENTS + "/" + id, "");
    }

    public Future<ApiAnswer> createRefund(NewRefund refund) {
        return raw(HttpMethod.POST, REFUNDS, refund.json().encode());
    }

    /** Signs and sends anything, also what is not JSON. */
    public Future<ApiAnswer> raw(HttpMethod method, String path, String body) {
        return send(sign(method, path, body));
    }

    /** Signs the body and then sends it with one space more: the same meaning, but not what was signed. */
    public Future<ApiAnswer> tampered(HttpMethod method, String path, String body) {
        return send(sign(method, path, body).withBody(body + " "));
    }

    /** Signs with the clock's time and a new nonce. */
    public SignedRequest sign(HttpMethod method, String path, String body) {
        return signAt(method, path, body, clock.instant());
    }

    /** Signs as if it were another time, for stale requests. */
    public SignedRequest signAt(HttpMethod method, String path, String body, Instant at) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        return SignedRequest.sign(
                keys, method, path, body, at.getEpochSecond(), HexFormat.of().formatHex(nonce));
    }

    /** Sends as is; sending the same request again is a replay. */
    public Future<ApiAnswer> send(SignedRequest signed) {
        HttpRequest<Buffer> request = client.requestAbs(signed.method(), baseUrl + signed.path())
                .timeout(ANSWER_TIMEOUT_MS)
                .putHeader("Authorization", signed.authorization());
        Future<HttpResponse<Buffer>> answer = signed.body().isEmpty()
                ? request.send()
                : request.putHeader("Content-Type", "application/json").sendBuffer(Buffer.buffer(signed.body()));
        return answer.map(response -> new ApiAnswer(response.statusCode(), json(response)));
    }

    private static JsonObject json(HttpResponse<Buffer> response) {
        Buffer body = response.body();
        try {
            return body == null ? new JsonObject() : new JsonObject(body);
        } catch (DecodeException | ClassCastException notAnObject) {
            return new JsonObject();
        }
    }

    /** A shell command that sends a signed request; good for the five minutes that the signature is. */
    public String curl(HttpMethod method, String path, String body) {
        SignedRequest signed = sign(method, path, body);
        String head = "curl -sS -X " + method.name() + " " + quoted(baseUrl + path) + " -H "
                + quoted("Authorization: " + signed.authorization());
        return body.isEmpty()
                ? head
                : head + " -H " + quoted("Content-Type: application/json") + " --data-binary " + quoted(body);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    /** The curl command of {@link #createPayment}. */
    public String curl(NewPayment payment) {
        return curl(HttpMethod.POST, PAYMENTS, payment.json().encode());
    }

    /** Asks for the payment until it is as wanted; fails with {@link TimeoutException} when the time is up. */
    public Future<ApiAnswer> awaitPayment(String id, Predicate<ApiAnswer> wanted, long timeoutMs) {
        Instant until = clock.instant().plus(Duration.ofMillis(timeoutMs));
        return getPayment(id).compose(answer -> {
            if (wanted.test(answer)) {
                return Future.succeededFuture(answer);
            }
            if (clock.instant().isAfter(until)) {
                return Future.failedFuture(new TimeoutException(
                        "payment=" + id + " http=" + answer.status() + " status=" + answer.text("status")));
            }
            Promise<ApiAnswer> later = Promise.promise();
            long leftMs = Duration.between(clock.instant(), until).toMillis();
            vertx.setTimer(POLL_MS, timer -> awaitPayment(id, wanted, leftMs).onComplete(later));
            return later.future();
        });
    }

    /** Closes its connections. */
    public void close() {
        client.close();
    }
}
