package io.txswitch.channel.sample;

import com.fasterxml.jackson.databind.JsonNode;
import io.txswitch.channel.wallet.Facts;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.Reason;
import org.jspecify.annotations.Nullable;

/** The one reading of every {@code state}, for answers and notifications. */
final class SampleStates {
    private SampleStates() {}

    /** @param once declined where others are closed: nobody can try it again */
    static HostAnswer payment(JsonNode seen, boolean once) {
        String state = String.valueOf(SampleJson.text(seen, "state"));
        HostFacts facts = Facts.of(state, SampleJson.text(seen, "trade_no"), SampleJson.text(seen, "open_id"));
        return switch (state) {
            case "CREATED", "PAYING" -> HostAnswer.of(Result.PENDING, facts);
            case "WAIT_CONFIRM" -> HostAnswer.of(Result.CONFIRM_NEEDED, facts);
            case "PAID" -> moved(SampleJson.money(seen), facts);
            case "FAILED" ->
                once ? HostAnswer.declined(Reason.PAYER_PROBLEM, facts) : HostAnswer.of(Result.CLOSED, facts);
            case "CLOSED", "REVERSED" -> HostAnswer.of(Result.CLOSED, facts);
            default -> HostAnswer.of(Result.UNKNOWN, facts);
        };
    }

    static HostAnswer refund(JsonNode seen) {
        return order(seen, "refund_id");
    }

    static HostAnswer transfer(JsonNode seen) {
        return order(seen, "transfer_id");
    }

    static HostAnswer share(JsonNode seen) {
        return order(seen, "share_id");
    }

    private static HostAnswer order(JsonNode seen, String number) {
        String state = String.valueOf(SampleJson.text(seen, "state"));
        HostFacts facts = Facts.of(state, SampleJson.text(seen, number), null);
        return switch (state) {
            case "PROCESSING" -> HostAnswer.of(Result.PENDING, facts);
            case "DONE" -> moved(SampleJson.money(seen), facts);
            case "FAILED" -> HostAnswer.declined(Reason.CHANNEL_REFUSED, facts);
            default -> HostAnswer.of(Result.UNKNOWN, facts);
        };
    }

    /** Signed is approved, without money. */
    static HostAnswer agreement(JsonNode seen) {
        String state = String.valueOf(SampleJson.text(seen, "state"));
        String contract = SampleJson.text(seen, "contract_id");
        HostFacts facts = Facts.of(state, contract, SampleJson.text(seen, "open_id"));
        return switch (state) {
            case "WAIT_SIGN" -> HostAnswer.of(Result.PENDING, facts);
            case "SIGNED" -> HostAnswer.of(contract == null ? Result.UNKNOWN : Result.APPROVED, facts);
            case "ENDED", "CLOSED" -> HostAnswer.of(Result.CLOSED, facts);
            default -> HostAnswer.of(Result.UNKNOWN, facts);
        };
    }

    private static HostAnswer moved(@Nullable Money money, HostFacts facts) {
        return money == null
                ? HostAnswer.of(Result.UNKNOWN, facts)
                : new HostAnswer(Result.APPROVED, facts, null, money, null);
    }
}
