package io.txswitch.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.txswitch.core.config.Merchant;
import io.txswitch.core.config.MerchantAccess;
import io.txswitch.core.model.Secret;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a merchant may sign with, where from, and how often. */
@ExtendWith(VertxExtension.class)
class AccessTest {
    private static final Secret NEXT = new Secret("the-secret-that-comes-next");
    private static final KeyPair KEYS = keys(2_048);
    private static final String PATH = "/v1/products";

    private static KeyPair keys(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(KeyPair pair) {
        return Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
    }

    private static Map<String, Merchant> merchant(MerchantAccess access) {
        return Map.of("M1", new Merchant("M1", "One", "app-1", ApiNode.SECRET, null, null, access));
    }

    private static MerchantAccess with(
            Secret next, List<String> keys, List<String> addresses, int perS, boolean blocked) {
        return new MerchantAccess(next, keys, List.of(), addresses, perS, blocked);
    }

    private static ApiNode node(Vertx vertx, MerchantAccess access) {
        return ApiNode.start(vertx, ApiNode.CONFIG, merchant(access));
    }

    private static String rsa(KeyPair pair, String nonce) {
        String time = String.valueOf(ApiNode.NOW.getEpochSecond());
        String canonical = RequestSignature.canonical("GET", PATH, time, nonce, new byte[0]);
        return RequestSignature.rsaHeader("app-1", time, nonce, RequestSignature.signRsa(pair.getPrivate(), canonical));
    }

    @Test
    void bothSecretsAreGoodWhileRotatingAndTheOldOneNotAfterwards(Vertx vertx) {
        ApiNode rotating = node(vertx, with(NEXT, List.of(), List.of(), 0, false));
        assertThat(rotating.get(PATH).send().status()).isEqualTo(200);
        assertThat(rotating.get(PATH).as("app-1", NEXT).send().status()).isEqualTo(200);
        Merchant after = new Merchant("M1", "One", "app-1", NEXT, null, null);
        ApiNode rotated = ApiNode.start(vertx, ApiNode.CONFIG, Map.of("M1", after));
        assertThat(rotated.get(PATH).send().status()).isEqualTo(401);
        assertThat(rotated.get(PATH).as("app-1", NEXT).send().status()).isEqualTo(200);
    }

    @Test
    void anRsaSignatureIsBelievedFromItsKeyAlone(Vertx vertx) {
        ApiNode node = node(vertx, with(null, List.of(base64(KEYS)), List.of(), 0, false));
        assertThat(node.get(PATH)
                        .authorization(rsa(KEYS, "rsa-nonce-000000001"))
                        .send()
                        .status())
                .isEqualTo(200);
        assertThat(node.get(PATH)
                        .authorization(rsa(keys(2_048), "rsa-nonce-000000002"))
                        .send()
                        .status())
                .isEqualTo(401);
        assertThat(node.get("/v1/totals?day=2026-01-01")
                        .authorization(rsa(KEYS, "rsa-nonce-000000003"))
                        .send()
                        .status())
                .isEqualTo(401);
        String replayed = rsa(KEYS, "rsa-nonce-000000001");
        assertThat(node.get(PATH).authorization(replayed).send().status()).isEqualTo(401);
    }

    @Test
    void aPublicKeyIsNeverTakenForASecret(Vertx vertx) {
        ApiNode node = node(vertx, with(null, List.of(base64(KEYS)), List.of(), 0, false));
        for (String asSecret : List.of(
                base64(KEYS),
                new String(KEYS.getPublic().getEncoded(), java.nio.charset.StandardCharsets.ISO_8859_1))) {
            assertThat(node.get(PATH).as("app-1", new Secret(asSecret)).send().status())
                    .isEqualTo(401);
        }
        String swapped = rsa(KEYS, "rsa-nonce-000000004").replace(RequestSignature.RSA_SCHEME, RequestSignature.SCHEME);
        assertThat(node.get(PATH).authorization(swapped).send().status()).isEqualTo(401);
    }

    @Test
    void aMerchantWithoutAKeySignsNothingByRsa(Vertx vertx) {
        ApiNode node = node(vertx, MerchantAccess.PLAIN);
        assertThat(node.get(PATH)
                        .authorization(rsa(KEYS, "rsa-nonce-000000005"))
                        .send()
                        .status())
                .isEqualTo(401);
    }

    @Test
    void anUnfitKeyOrNetworkIsRefusedAtStart() {
        for (MerchantAccess unfit : List.of(
                with(null, List.of("AAAA"), List.of(), 0, false),
                with(null, List.of(base64(keys(1_024))), List.of(), 0, false),
                with(new Secret("short"), List.of(), List.of(), 0, false),
                with(null, List.of(), List.of("not-a-network"), 0, false),
                with(null, List.of(), List.of("10.0.0.0/33"), 0, false))) {
            assertThatThrownBy(() -> new Merchants(merchant(unfit))).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aBlockedMerchantAndAForeignAddressAreTurnedAway(Vertx vertx) {
        ApiNode blocked = node(vertx, with(null, List.of(), List.of(), 0, true));
        assertThat(blocked.get(PATH).send().code()).isEqualTo("merchant_blocked");
        ApiNode elsewhere = node(vertx, with(null, List.of(), List.of("203.0.113.0/24"), 0, false));
        assertThat(elsewhere.get(PATH).send().code()).isEqualTo("address_not_allowed");
        assertThat(elsewhere
                        .get(PATH)
                        .header("X-Forwarded-For", "203.0.113.7")
                        .send()
                        .status())
                .isEqualTo(403);
        ApiNode behindProxy = ApiNode.start(
                vertx,
                ApiNode.config("{\"api\":{\"limits\":{\"trusted-proxies\":[\"127.0.0.0/8\"]}}}"),
                merchant(with(null, List.of(), List.of("203.0.113.0/24"), 0, false)));
        assertThat(behindProxy
                        .get(PATH)
                        .header("X-Forwarded-For", "203.0.113.7")
                        .send()
                        .status())
                .isEqualTo(200);
    }

    @Test
    void anAddressThatIsBlockedIsNotEvenAskedForItsSignature(Vertx vertx) {
        ApiNode node = ApiNode.start(
                vertx,
                ApiNode.config("{\"api\":{\"limits\":{\"blocked-addresses\":[\"127.0.0.1\"]}}}"),
                ApiNode.MERCHANTS);
        assertThat(node.get(PATH).unsigned().send().code()).isEqualTo("address_not_allowed");
    }

    @Test
    void aMerchantOverHisRateIsToldSoAndOthersAreNot(Vertx vertx) {
        ApiNode node = node(vertx, with(null, List.of(), List.of(), 3, false));
        for (int i = 0; i < 3; i++) {
            assertThat(node.get(PATH).send().status()).isEqualTo(200);
        }
        Reply over = node.get(PATH).send();
        assertThat(over.code()).isEqualTo("rate_limited");
        assertThat(over.status()).isEqualTo(429);
        assertThat(over.headers().get("Retry-After")).isEqualTo("1");
    }
}
