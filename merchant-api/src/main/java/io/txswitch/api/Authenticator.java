package io.txswitch.api;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.txswitch.core.config.Merchant;
import io.txswitch.core.model.Secret;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;

/** Believes a request only when its signature is right, its time is now, and its nonce is new: in this order. */
final class Authenticator {
    /** How far a client's clock may be off, either way. */
    static final long WINDOW_S = 300;

    private static final int DUMMY_SECRET_BYTES = 32;
    private static final int NOBODYS_KEY_BITS = 2_048;

    private final Merchants merchants;
    private final Nonces nonces;
    private final InstantSource clock;
    private final MeterRegistry meters;
    private final Counter unchecked;
    /** Checked against when there is no such application, so that this takes as long as a wrong signature. */
    private final Merchants.Account nobody;

    Authenticator(Merchants merchants, Nonces nonces, ApiRuntime runtime) {
        this.merchants = merchants;
        this.nonces = nonces;
        this.clock = runtime.clock();
        this.meters = runtime.meters();
        this.unchecked = meters.counter("txswitch_api_nonce_unchecked");
        byte[] dummy = new byte[DUMMY_SECRET_BYTES];
        runtime.random().nextBytes(dummy);
        this.nobody = new Merchants.Account(
                new Merchant("", "", null, null, null, null),
                List.of(new Secret(HexFormat.of().formatHex(dummy))),
                List.of(nobodysKey()));
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
        if (!isSigned(request, given, body, account == null ? nobody : account) || account == null) {
            return refuse(Caller.Why.WRONG_SIGNATURE);
        }
        return nonces.claim(given.appId() + ":" + given.nonce()).compose(claim -> switch (claim) {
            case USED -> refuse(Caller.Why.REPLAYED);
            case FRESH -> Future.succeededFuture(new Caller.Known(account.merchant(), given.nonce()));
            case UNCHECKED -> {
                unchecked.increment();
                yield Future.succeededFuture(new Caller.Known(account.merchant(), given.nonce()));
            }
        });
    }

    private static boolean isSigned(
            HttpServerRequest request, Authorization given, byte[] body, Merchants.Account account) {
        String canonical = RequestSignature.canonical(
                request.method().name(), request.uri(), given.timestamp(), given.nonce(), body);
        return switch (given.scheme()) {
            case HMAC -> isUnder(account.secrets(), canonical, given.signature());
            case RSA ->
                account.keys().stream().anyMatch(key -> RequestSignature.isSignedBy(key, canonical, given.signature()));
        };
    }

    /** Every secret is tried, whichever fits. */
    private static boolean isUnder(List<Secret> secrets, String canonical, String signature) {
        byte[] given = signature.getBytes(StandardCharsets.US_ASCII);
        boolean fits = false;
        for (Secret secret : secrets) {
            byte[] expected = RequestSignature.sign(secret, canonical).getBytes(StandardCharsets.US_ASCII);
            fits |= MessageDigest.isEqual(expected, given);
        }
        return fits;
    }

    /** Nobody has the private half: its modulus is no product of two primes. */
    private static PublicKey nobodysKey() {
        try {
            BigInteger modulus = BigInteger.TWO.pow(NOBODYS_KEY_BITS).subtract(BigInteger.ONE);
            return KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(modulus, RSAKeyGenParameterSpec.F4));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no RSA", e);
        }
    }

    private Future<Caller> refuse(Caller.Why why) {
        meters.counter("txswitch_api_unauthorized", "why", why.label()).increment();
        return Future.succeededFuture(new Caller.Unknown(why));
    }
}
