package io.txswitch.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The golden files are what webhooks are compared with too: a change in one is a change of the API. */
class PaymentResourceTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static String golden(String file) throws IOException {
        try (InputStream in = Objects.requireNonNull(PaymentResourceTest.class.getResourceAsStream("/" + file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void isGolden(JsonNode resource, String file) throws IOException {
        String shown = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(resource);
        assertThat(shown.trim()).isEqualTo(golden(file).trim());
    }

    @Test
    void aPaymentLooksLikeTheGoldenFile() throws IOException {
        isGolden(
                PaymentResource.of(Views.payment(Views.PAYMENT_ID, Phase.APPROVED, "M1", "order-1", 34), null),
                "payment.json");
    }

    @Test
    void aFailedPaymentLooksLikeTheGoldenFile() throws IOException {
        isGolden(PaymentResource.of(Views.failed(Reason.PAYER_PROBLEM), null), "payment-failed.json");
    }

    @Test
    void aCardPaymentLooksLikeTheGoldenFile() throws IOException {
        isGolden(PaymentResource.of(Views.card(), null), "card-payment.json");
    }

    @Test
    void aRefundLooksLikeTheGoldenFile() throws IOException {
        isGolden(PaymentResource.of(Views.refund(Phase.SENT), Views.payment(Phase.APPROVED)), "refund.json");
    }

    @ParameterizedTest
    @CsvSource({
        "RECEIVED, processing",
        "HELD, processing",
        "SCREENED, processing",
        "ROUTED, processing",
        "SENT, processing",
        "PENDING, pending",
        "APPROVED, succeeded",
        "DECLINED, failed",
        "CLOSED, closed",
        "UNKNOWN, unknown",
        "REVERSING, reversing",
        "REVERSED, reversed",
    })
    void eachPhaseHasItsWord(Phase phase, String status) {
        assertThat(PaymentResource.of(Views.payment(phase), null).path("status").asText())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void aMemberWithoutAValueIsLeftOut(Phase phase) {
        assertThat(PaymentResource.of(Views.refund(phase), null))
                .noneMatch(JsonNode::isNull)
                .isNotEmpty();
    }
}
