package io.txswitch.channel.wallet;

import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;

/** What a look at a payment tells about taking it back, where the wallet's own answer did not. */
public final class TakenBack {
    private TakenBack() {}

    /**
     * Reads a query's answer: REVERSED when nothing is held any more, NOT_FOUND as it is, APPROVED when the money is
     * still there and has to be given back in another way, else UNKNOWN.
     */
    public static HostAnswer seen(HostAnswer query) {
        return switch (query.result()) {
            case CLOSED, DECLINED, REVERSED -> HostAnswer.of(Result.REVERSED, query.facts());
            case APPROVED, NOT_FOUND -> query;
            case PENDING, CONFIRM_NEEDED, UNKNOWN, NOT_SENT, RETRYABLE -> HostAnswer.of(Result.UNKNOWN, query.facts());
        };
    }
}
