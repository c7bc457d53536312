package io.txswitch.core.flow;

import io.txswitch.core.contract.HostRequest.Operation;

/** What is to be done; carried out only after the events decided with it are durable. */
public sealed interface Effect {
    record AskRisk() implements Effect {}

    record AskRoute() implements Effect {}

    /** @param attempt 0 for the first call of this operation */
    record CallHost(Operation operation, String hostId, int attempt) implements Effect {}

    /** Tell the client how the transaction stands now. */
    record AnswerClient() implements Effect {}

    record ArmTimer(Input.Timer timer, int attempt, long delayMs) implements Effect {}

    /** Open the compensating transaction. */
    record Compensate() implements Effect {}
}
