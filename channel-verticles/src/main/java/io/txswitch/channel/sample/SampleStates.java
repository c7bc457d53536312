package io.txswitch.channel.sample;

import com.fasterxml.jackson.databind.JsonNode;
import io.txswitch.channel.wallet.Facts;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.Reason;
import org.jspecify.annotations.Nullable;

/** The one reading of a payment's and a refund's {@code state}, for answers and notifications. */
final class SampleStates {
    private SampleStates() {}

    /** @param byCode a payer's code is declined where a merchant's is closed: nobody can try it again */
    static HostAnswer payment(JsonNode seen, boolean byCode) {
        String state = String.valueOf(SampleJson.text(seen, "state"));
        HostFacts facts = Facts.of(state, SampleJson.text(seen, "trade_no"), SampleJson.text(seen, "open_id"));
        return switch (state) {
            case "CREATED", "PAYING", "WAIT_CONFIRM" -> HostAnswer.of(Result.PENDING, facts);
            case "PAID" -> moved(SampleJson.money(seen), facts);
            case "FAILED" ->
                byCode ? HostAnswer.declined(Reason.PAYER_PROBLEM, facts) : HostAnswer.of(Result.CLOSED, facts);
            case "CLOSED", "REVERSED" -> HostAnswer.of(Result.CLOSED, facts);
            default -> HostAnswer.of(Result.UNKNOWN, facts);
        };
    }

    static HostAnswer refund(JsonNode seen) {
        String state = String.valueOf(SampleJson.text(seen, "state"));
        HostFacts facts = Facts.of(state, SampleJson.text(seen, "refund_id"), null);
        return switch (state) {
            case "PROCESSING" -> HostAnswer.of(Result.PENDING, facts);
            case "DONE" -> moved(SampleJson.money(seen), facts);
            default -> HostAnswer.of(Result.UNKNOWN, facts);
        };
    }

    private static HostAnswer moved(@Nullable Money money, HostFacts facts) {
        return money == null
                ? HostAnswer.of(Result.UNKNOWN, facts)
                : new HostAnswer(Result.APPROVED, facts, null, money, null);
    }
}
