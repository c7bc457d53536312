package io.txswitch.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.txswitch.core.model.Secret;
import org.junit.jupiter.api.Test;

class WebhookSignatureTest {
    /** The example of the Standard Webhooks specification. */
    @Test
    void theSpecificationsExampleIsSignedAsItSays() {
        assertThat(WebhookSignature.sign(
                        new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        1_614_265_330,
                        "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void aSecretOfAnotherShapeIsRefusedWithoutBeingQuoted() {
        assertThatThrownBy(() -> WebhookSignature.sign(new Secret("whsec_not base64!"), "id", 1, "{}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("not base64!");
        assertThatThrownBy(() -> WebhookSignature.sign(new Secret("c2VjcmV0"), "id", 1, "{}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("c2VjcmV0");
    }
}
