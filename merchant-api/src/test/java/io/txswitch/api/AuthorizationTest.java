package io.txswitch.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AuthorizationTest {
    private static final String SIGNATURE = "0123456789abcdef".repeat(4);
    private static final String NONCE = "nonce-0123456789";
    private static final String GOOD = RequestSignature.header("app-1", "1767225600", NONCE, SIGNATURE);

    @Test
    void theOneSpellingIsRead() {
        assertThat(Authorization.parse(GOOD))
                .isEqualTo(new Authorization(Authorization.Scheme.HMAC, "app-1", "1767225600", NONCE, SIGNATURE));
    }

    static List<String> otherSpellings() {
        return List.of(
                "",
                " " + GOOD,
                GOOD + " ",
                GOOD + ",",
                GOOD + ",extra=1",
                GOOD + ",app_id=app-2",
                GOOD.replace(",", ", "),
                GOOD.replace(" app_id", "  app_id"),
                GOOD.replace(RequestSignature.SCHEME, "txswitch-hmac-sha256"),
                GOOD.replace(RequestSignature.SCHEME, "TXSWITCH-HMAC-MD5"),
                GOOD.replace(RequestSignature.SCHEME, "TXSWITCH-NONE"),
                GOOD.replace(RequestSignature.SCHEME, "Bearer"),
                GOOD.replace("app_id=", "APP_ID="),
                GOOD.replace("app-1", ""),
                GOOD.replace("app-1", "app 1"),
                GOOD.replace("app-1", "äpp-1"),
                GOOD.replace("app-1", "a".repeat(65)),
                GOOD.replace("app-1", "\"app-1\""),
                GOOD.replace("1767225600", ""),
                GOOD.replace("1767225600", "0767225600"),
                GOOD.replace("1767225600", "-1767225600"),
                GOOD.replace("1767225600", "+1767225600"),
                GOOD.replace("1767225600", "1767225600.0"),
                GOOD.replace("1767225600", "176722560000"),
                GOOD.replace("1767225600", "\u0661767225600"),
                GOOD.replace("1767225600", "9223372036854775808"),
                GOOD.replace(NONCE, "too-short"),
                GOOD.replace(NONCE, "n".repeat(65)),
                GOOD.replace(NONCE, "nonce=0123456789"),
                GOOD.replace(SIGNATURE, ""),
                GOOD.replace(SIGNATURE, SIGNATURE.substring(1)),
                GOOD.replace(SIGNATURE, SIGNATURE + "0"),
                GOOD.replace(SIGNATURE, SIGNATURE.toUpperCase(java.util.Locale.ROOT)),
                GOOD.replace(",signature=" + SIGNATURE, ""),
                RequestSignature.SCHEME + " timestamp=1767225600,app_id=app-1,nonce=" + NONCE + ",signature="
                        + SIGNATURE,
                RequestSignature.SCHEME + " app_id=app-1,app_id=app-1,nonce=" + NONCE + ",signature=" + SIGNATURE,
                "a".repeat(100_000));
    }

    @ParameterizedTest
    @MethodSource("otherSpellings")
    void everyOtherSpellingIsRefused(String header) {
        assertThat(Authorization.parse(header)).isNull();
    }
}
