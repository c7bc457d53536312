package io.txswitch.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.txswitch.core.bus.BusException;
import io.txswitch.core.contract.Outcome;
import io.txswitch.core.contract.Outcome.Result;
import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Reason;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The table a merchant's engineer reads: what the core says, and what HTTP makes of it. */
class OutcomeAnswersTest {
    private static final ObjectNode UNANSWERED =
            JsonNodeFactory.instance.objectNode().put("status", "unknown");

    @ParameterizedTest
    @CsvSource({
        "APPROVED, APPROVED, false, 201, succeeded",
        "APPROVED, APPROVED, true,  200, succeeded",
        "PENDING,  PENDING,  false, 201, pending",
        "PENDING,  PENDING,  true,  200, pending",
        "DECLINED, DECLINED, false, 201, failed",
        "DECLINED, DECLINED, true,  200, failed",
        "DECLINED, CLOSED,   true,  200, closed",
        "REVERSED, REVERSED, true,  200, reversed",
        "REVERSED, REVERSING, true, 200, reversing",
        "UNKNOWN,  UNKNOWN,  false, 202, unknown",
        "UNKNOWN,  UNKNOWN,  true,  202, unknown",
        "UNKNOWN,  SENT,     false, 202, processing",
        "UNKNOWN,  REVERSING, true, 202, reversing",
    })
    void whatExistsIsShown(Result result, Phase phase, boolean repeated, int status, String shown) {
        Answer answer = OutcomeAnswers.of(outcome(result, Views.payment(phase), null, repeated), null, UNANSWERED);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(((Answer.Resource) answer).body().path("status").asText()).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "AMOUNT_LIMIT,        422, amount_limit_exceeded",
        "BLOCKED,             422, payer_blocked",
        "VELOCITY,            422, velocity_exceeded",
        "RISK_UNAVAILABLE,    503, risk_unavailable",
        "NO_ROUTE,            503, no_route",
        "NOT_SENT,            503, channel_unavailable",
        "CHANNEL_REFUSED,     422, channel_refused",
        "INVALID_TRANSACTION, 422, invalid_transaction",
        "INVALID_AMOUNT,      400, invalid_amount",
        "UNKNOWN_MERCHANT,    422, unknown_merchant",
        "ORDER_CONFLICT,      409, order_conflict",
        "ORIGINAL_NOT_FOUND,  404, payment_not_found",
        "NOT_REFUNDABLE,      422, not_refundable",
        "REFUND_TOO_LARGE,    422, refund_exceeds_payment",
        "REVERSED_BEFORE,     422, reversed",
        "OVERLOADED,          429, overloaded",
        "JOURNAL_UNAVAILABLE, 503, unavailable",
        "SYSTEM_ERROR,        500, internal_error",
    })
    void whatWasRefusedIsAProblem(Reason reason, int status, String code) {
        Problem problem = (Problem) OutcomeAnswers.of(Outcome.refused(reason), null, UNANSWERED);
        assertThat(problem.status()).isEqualTo(status);
        assertThat(problem.json("r").path("code").asText()).isEqualTo(code);
        assertThat(problem.json("r").path("retryable").asBoolean()).isEqualTo(reason.retryable());
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"IN_PROGRESS", "NO_ANSWER"})
    void whatIsUnderWayIsAccepted(Reason reason) {
        assertThat(OutcomeAnswers.of(Outcome.refused(reason), null, UNANSWERED))
                .isEqualTo(new Answer.Resource(202, UNANSWERED, null));
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void everyRefusalHasAnAnswer(Reason reason) {
        assertThat(OutcomeAnswers.of(Outcome.refused(reason), null, UNANSWERED).status())
                .isBetween(202, 503);
    }

    @ParameterizedTest
    @EnumSource(Result.class)
    void anOutcomeWithoutAPaymentIsNeverAnsweredAsOneThatWasMade(Result result) {
        assertThat(OutcomeAnswers.of(outcome(result, null, null, false), null, UNANSWERED)
                        .status())
                .isIn(202, 409, 500);
    }

    @Test
    void aConflictNeverShowsTheFirstOrder() {
        assertThat(OutcomeAnswers.of(
                        outcome(Result.CONFLICT, Views.payment(Phase.APPROVED), Reason.ORDER_CONFLICT, true),
                        null,
                        UNANSWERED))
                .isInstanceOf(Problem.class);
    }

    @Test
    void onlyARequestThatFoundNobodyWasCertainlyNotCarriedOut() {
        assertThat(OutcomeAnswers.of(new BusException("nobody", true), UNANSWERED)
                        .status())
                .isEqualTo(503);
        assertThat(OutcomeAnswers.of(new BusException("silence", false), UNANSWERED)
                        .status())
                .isEqualTo(202);
    }

    @Test
    void aCodeStandsOnceInTheTable() {
        Map<String, ApiCode> byCode = new HashMap<>();
        for (ApiCode code : ApiCode.values()) {
            assertThat(byCode.put(code.code(), code)).as(code.code()).isNull();
        }
    }

    private static Outcome outcome(
            Result result, @Nullable PaymentView view, @Nullable Reason reason, boolean repeated) {
        return new Outcome(result, view, reason, "00", null, repeated);
    }
}
