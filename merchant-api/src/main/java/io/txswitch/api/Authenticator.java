package io.txswitch.api;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.txswitch.core.model.Secret;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;

/** Believes a request only when its signature is right, its time is now, and its nonce is new: in this order. */
final class Authenticator {
    /** How far a client's clock may be off, either way. */
    static final long WINDOW_S = 300;

    private static final int DUMMY_SECRET_BYTES = 32;

    private final Merchants merchants;
    private final Nonces nonces;
    private final InstantSource clock;
    private final MeterRegistry meters;
    private final Counter unchecked;
    /** Checked against when there is no such application, so that this takes as long as a wrong signature. */
    private final Secret nobodys;

    Authenticator(Merchants merchants, Nonces nonces, ApiRuntime runtime) {
        this.merchants = merchants;
        this.nonces = nonces;
        this.clock = runtime.clock();
        this.meters = runtime.meters();
        this.unchecked = meters.counter("txswitch_api_nonce_unchecked");
        byte[] dummy = new byte[DUMMY_SECRET_BYTES];
        runtime.random().nextBytes(dummy);
        this.nobodys = new Secret(HexFormat.of().formatHex(dummy));
    }

    /**
     * Tells who sent a request.
     *
     * @param body its bytes as they came
     * @return never fails
     */
    Future<Caller> caller(HttpServerRequest request, byte[] body) {
        List<String> headers = request.headers().getAll(HttpHeaders.AUTHORIZATION);
        if (headers.size() != 1 || headers.getFirst().isEmpty()) {
            return refuse(Caller.Why.NO_SIGNATURE);
        }
        Authorization given = Authorization.parse(headers.getFirst());
        if (given == null) {
            return refuse(Caller.Why.MALFORMED);
        }
        long nowS = clock.instant().getEpochSecond();
        if (Math.abs(nowS - given.timestampS()) > WINDOW_S) {
            return refuse(Caller.Why.STALE);
        }
        Merchants.Account account = merchants.find(given.appId());
        Secret secret = account == null ? nobodys : account.secret();
        if (!isSigned(request, given, body, secret) || account == null) {
            return refuse(Caller.Why.WRONG_SIGNATURE);
        }
        return nonces.claim(given.appId() + ":" + given.nonce()).compose(claim -> switch (claim) {
            case USED -> refuse(Caller.Why.REPLAYED);
            case FRESH -> Future.succeededFuture(new Caller.Known(account.merchant()));
            case UNCHECKED -> {
                unchecked.increment();
                yield Future.succeededFuture(new Caller.Known(account.merchant()));
            }
        });
    }

    private static boolean isSigned(HttpServerRequest request, Authorization given, byte[] body, Secret secret) {
        String canonical = RequestSignature.canonical(
                request.method().name(), request.uri(), given.timestamp(), given.nonce(), body);
        byte[] expected = RequestSignature.sign(secret, canonical).getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(expected, given.signature().getBytes(StandardCharsets.US_ASCII));
    }

    private Future<Caller> refuse(Caller.Why why) {
        meters.counter("txswitch_api_unauthorized", "why", why.label()).increment();
        return Future.succeededFuture(new Caller.Unknown(why));
    }
}
