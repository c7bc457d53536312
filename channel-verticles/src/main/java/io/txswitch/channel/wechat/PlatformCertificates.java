package io.txswitch.channel.wechat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.wechat.pay.java.core.auth.Validator;
import com.wechat.pay.java.core.auth.WechatPay2Credential;
import com.wechat.pay.java.core.auth.WechatPay2Validator;
import com.wechat.pay.java.core.cipher.AeadAesCipher;
import com.wechat.pay.java.core.cipher.RSASigner;
import com.wechat.pay.java.core.cipher.Verifier;
import com.wechat.pay.java.core.http.DefaultHttpClientBuilder;
import com.wechat.pay.java.core.http.HttpClient;
import com.wechat.pay.java.core.http.HttpHeaders;
import com.wechat.pay.java.core.http.HttpResponse;
import com.wechat.pay.java.core.http.JsonResponseBody;
import io.txswitch.channel.wallet.ChannelConfig;
import io.txswitch.channel.wallet.Credentials;
import io.txswitch.channel.wallet.LiveCredentials;
import io.txswitch.channel.wallet.Wire;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The platform's certificates of one channel, fetched from {@code /v3/certificates} when they are needed; thread-safe.
 *
 * <p>Not the SDK's own: that one keeps them in a map of the whole process, by merchant number alone. They come sealed
 * with the API v3 key, so only the platform can have made them; the answer's signature is checked with one of them as
 * well. Each is looked up by its serial and believed while it is valid.
 *
 * <p>Fetching belongs to no transaction: it does not count as "sent", and a channel that has no certificate yet sends
 * nothing, because it could not believe the answer.
 */
final class PlatformCertificates {
    private static final Logger LOG = LoggerFactory.getLogger(PlatformCertificates.class);
    private static final String URL = "https://api.mch.weixin.qq.com/v3/certificates?algorithm_type=RSA";
    /** WeChat Pay asks for a look at least every twelve hours; old and new overlap for days. */
    private static final Duration MAX_AGE = Duration.ofHours(10);
    /** Anybody can name an unknown serial in a notification; the platform is not asked more often for that. */
    private static final Duration MIN_BETWEEN = Duration.ofSeconds(30);
    /** As long as there is none nothing is sent, and each payment that fails so may be the one that asks. */
    private static final Duration MIN_BETWEEN_FIRST = Duration.ofSeconds(1);
    /** More than two at once have not been seen. */
    private static final int MAX_CERTIFICATES = 16;

    private static final int HEX = 16;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NEVER = Instant.EPOCH;

    private final ChannelConfig config;
    private final List<AeadAesCipher> ciphers;
    private final InstantSource clock;
    private final OkHttpClient http;
    private final HttpClient client;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile Map<String, X509Certificate> known = Map.of();
    private volatile Instant triedAt = NEVER;
    private volatile Instant fetchedAt = NEVER;

    PlatformCertificates(ChannelConfig config, LiveCredentials<Credentials.WeChat> keys, InstantSource clock) {
        this.config = config;
        this.clock = clock;
        this.ciphers =
                keys.each(each -> new AeadAesCipher(each.apiV3Key().reveal().getBytes(StandardCharsets.UTF_8)));
        this.http = Wire.trust(config.baseUrl(), config.limits());
        Credentials.WeChat signing = keys.signing();
        this.client = new DefaultHttpClientBuilder()
                .okHttpClient(http)
                .disableRetryOnConnectionFailure()
                .credential(new WechatPay2Credential(
                        config.merchantNo(), new RSASigner(signing.merchantSerial(), signing.privateKey())))
                .validator(new CheckedLater())
                .build();
    }

    /** The first answer brings what it is to be checked with. */
    private static final class CheckedLater implements Validator {
        @Override
        public <T> boolean validate(HttpHeaders headers, String body) {
            return true;
        }

        @Override
        public <T> String getSerialNumber() {
            return "";
        }
    }

    /** The key of a certificate that is known and valid now; never waits. */
    @Nullable
    PublicKey known(String serial) {
        X509Certificate found = known.get(serial);
        return found == null || !valid(found) ? null : found.getPublicKey();
    }

    private boolean valid(X509Certificate certificate) {
        Date now = Date.from(clock.instant());
        return !now.before(certificate.getNotBefore()) && !now.after(certificate.getNotAfter());
    }

    /** The key of a certificate, asked for when it is not known; blocks. */
    @Nullable
    PublicKey find(String serial) {
        PublicKey key = known(serial);
        if (key == null) {
            refresh(false);
            key = known(serial);
        }
        return key;
    }

    /** The serial of the newest valid certificate; blocks for the first, and throws when there is none. */
    String newest() {
        if (known.isEmpty()) {
            refresh(true);
        } else if (Duration.between(fetchedAt, clock.instant()).compareTo(MAX_AGE) > 0) {
            refreshSoon();
        }
        return known.entrySet().stream()
                .filter(each -> valid(each.getValue()))
                .max(Comparator.comparing(each -> each.getValue().getNotBefore()))
                .map(Map.Entry::getKey)
                .orElseThrow(() -> new IllegalStateException("no certificate of the platform's yet"));
    }

    /** Asks on a thread of its own, unless that was done a moment ago; true when it is being done. */
    boolean refreshSoon() {
        if (askedWithin(MIN_BETWEEN)) {
            return fetching.isLocked();
        }
        Thread.ofVirtual().name("channel-" + config.id() + "-certificates").start(() -> refresh(false));
        return true;
    }

    private boolean askedWithin(Duration least) {
        return Duration.between(triedAt, clock.instant()).abs().compareTo(least) < 0;
    }

    /** One at a time; whoever waited finds it done. */
    private void refresh(boolean first) {
        fetching.lock();
        try {
            boolean due = first ? known.isEmpty() && !askedWithin(MIN_BETWEEN_FIRST) : !askedWithin(MIN_BETWEEN);
            if (due) {
                triedAt = clock.instant();
                known = fetched();
                fetchedAt = clock.instant();
                LOG.info("channel={} platform_certificates={}", config.id(), known.keySet());
            }
        } catch (RuntimeException e) {
            // Those that are known stay.
            LOG.warn(
                    "channel={} platform_certificates=unreachable cause={}",
                    config.id(),
                    e.getClass().getSimpleName());
        } finally {
            fetching.unlock();
        }
    }

    private Map<String, X509Certificate> fetched() {
        HttpHeaders headers = new HttpHeaders();
        headers.addHeader("Accept", "application/json");
        HttpResponse<Object> answer = client.get(headers, URL, Object.class);
        if (!(answer.getBody() instanceof JsonResponseBody body)) {
            throw new IllegalStateException("an answer without JSON");
        }
        Map<String, X509Certificate> found = opened(body.getBody());
        if (found.isEmpty() || !new WechatPay2Validator(by(found)).validate(answer.getHeaders(), body.getBody())) {
            throw new IllegalStateException("the answer is signed with none of the certificates it brings");
        }
        return Map.copyOf(found);
    }

    private Map<String, X509Certificate> opened(String body) {
        Map<String, X509Certificate> found = new HashMap<>();
        try {
            for (JsonNode each : JSON.readTree(body).path("data")) {
                if (found.size() < MAX_CERTIFICATES) {
                    X509Certificate certificate = certificate(pem(each.path("encrypt_certificate")));
                    found.put(certificate.getSerialNumber().toString(HEX).toUpperCase(Locale.ROOT), certificate);
                }
            }
        } catch (JsonProcessingException | GeneralSecurityException e) {
            throw new IllegalStateException("certificates that cannot be read", e);
        }
        return found;
    }

    private String pem(JsonNode sealed) {
        for (AeadAesCipher cipher : ciphers) {
            try {
                return cipher.decrypt(
                        sealed.path("associated_data").asText("").getBytes(StandardCharsets.UTF_8),
                        sealed.path("nonce").asText("").getBytes(StandardCharsets.UTF_8),
                        Base64.getDecoder().decode(sealed.path("ciphertext").asText("")));
            } catch (RuntimeException anotherKey) {
                // Sealed with the API v3 key of another live credential, or with none.
            }
        }
        throw new IllegalStateException("sealed with no API v3 key that is live");
    }

    private static X509Certificate certificate(String pem) throws GeneralSecurityException {
        if (CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)))
                instanceof X509Certificate certificate) {
            return certificate;
        }
        throw new GeneralSecurityException("not an X.509 certificate");
    }

    private static Verifier by(Map<String, X509Certificate> certificates) {
        return new Verifier() {
            @Override
            public boolean verify(String serial, String message, String signature) {
                X509Certificate named = certificates.get(serial);
                return named != null && WeChatTrust.fits(named.getPublicKey(), message, signature);
            }

            @Override
            public String getSerialNumber() {
                return "";
            }
        };
    }

    void close() {
        Wire.close(http);
    }
}
