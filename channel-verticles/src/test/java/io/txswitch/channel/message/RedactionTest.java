package io.txswitch.channel.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    private static final String VALUE = "SECRETSECRETSECRETSECRET";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"sign\":\"%s\"}",
                "{\"sign\" : \"%s\"}",
                "{\"resource\":{\"ciphertext\":\"%s\"}}",
                "{\"buyer_user_id\":\"%s\"}",
                "{\"payer\":{\"openid\":\"%s\"}}",
                "{\"text\":\"{\\\"openid\\\":\\\"%s\\\"}\"}",
                "sign=%s&app_id=1",
                "app_id=1\nbuyer_id=%s\ntrade_no=2",
                "fund={\"buyer_logon_id\":\"%s\"}\nx=1",
                "{\"SIGN\":\"%s\"",
                "{\"royalty_parameters\":[{\"trans_in\":\"%s\"}]}",
                "notify_type=dut_user_sign\nalipay_user_id=%s\nstatus=NORMAL",
                "{\"private_key\":\"%s\"}",
                "auth_code=%s"
            })
    void aMaskedValueDoesNotSurvive(String form) {
        assertThat(Redaction.redact(form.formatted(VALUE)))
                .doesNotContain(VALUE)
                .contains("****");
    }

    @Test
    void whatPeopleNeedStays() {
        String text = "{\"out_trade_no\":\"0ABC\",\"qr_code\":\"https://qr.example/x\",\"total_amount\":\"12.00\","
                + "\"sign_type\":\"RSA2\",\"code\":\"10000\"}";
        assertThat(Redaction.redact(text)).isEqualTo(text);
    }

    @Test
    void aLongTextIsCutAtACharacter() {
        String cut = Redaction.redact("茶".repeat(20_000));
        assertThat(cut.getBytes(StandardCharsets.UTF_8).length).isBetween(Redaction.MAX_BYTES - 3, Redaction.MAX_BYTES);
        assertThat(cut).matches("茶+");
    }

    @Test
    void anyTextIsTakenAndBounded() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        String alphabet = "\"\\:{}=&\nsign openid \uD83D\uDE00\uD800\u0000茶x";
        for (int i = 0; i < 500; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(i % 50 == 0 ? 100_000 : 300);
            for (int n = 0; n < length; n++) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThat(Redaction.redact(text.toString()).getBytes(StandardCharsets.UTF_8).length)
                    .as("seed %d", seed)
                    .isLessThanOrEqualTo(Redaction.MAX_BYTES);
        }
    }
}
