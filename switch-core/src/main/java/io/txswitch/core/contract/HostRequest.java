package io.txswitch.core.contract;

import io.txswitch.core.model.CardData;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.PayerCode;
import io.txswitch.core.model.SharedSecret;
import io.txswitch.core.model.TxHeader;
import org.jspecify.annotations.Nullable;

/**
 * One request to a bank or a wallet; it is only ever made after the journal holds that it will be.
 *
 * @param header the transaction (for a refund: the refund itself, {@code original} names the payment)
 * @param card in memory only, null after a recovery: then {@code header.card().sealed()} has what a reversal needs
 * @param known what the host said so far (its number, our STAN towards it)
 * @param originalHeader of a refund, void, completion, advice or compensation: the transaction it names, else null
 * @param attempt 0 for the first; more is a repeat (0421, same numbers)
 * @param deadlineMs how long the host may take, from now: never sent afterwards, UNKNOWN when it was sent
 * @param originalFacts what the host said of the original
 * @param payerCode in memory only, for the charge of a {@code CODE_PAYMENT}
 * @param confirmCode in memory only, for {@link Operation#CONFIRM}
 */
public record HostRequest(
        Operation operation,
        String hostId,
        TxHeader header,
        @Nullable CardData card,
        HostFacts known,
        @Nullable TxHeader originalHeader,
        int attempt,
        long deadlineMs,
        @Nullable HostFacts originalFacts,
        @Nullable PayerCode payerCode,
        @Nullable SharedSecret confirmCode) {

    public HostRequest(
            Operation operation,
            String hostId,
            TxHeader header,
            @Nullable CardData card,
            HostFacts known,
            @Nullable TxHeader originalHeader,
            int attempt,
            long deadlineMs,
            @Nullable HostFacts originalFacts,
            @Nullable PayerCode payerCode) {
        this(
                operation,
                hostId,
                header,
                card,
                known,
                originalHeader,
                attempt,
                deadlineMs,
                originalFacts,
                payerCode,
                null);
    }

    public HostRequest(
            Operation operation,
            String hostId,
            TxHeader header,
            @Nullable CardData card,
            HostFacts known,
            @Nullable TxHeader originalHeader,
            int attempt,
            long deadlineMs) {
        this(operation, hostId, header, card, known, originalHeader, attempt, deadlineMs, null, null, null);
    }

    /** What is asked of the host. */
    public enum Operation {
        CHARGE,
        QUERY,
        REVERSE,
        CLOSE,
        REFUND,
        QUERY_REFUND,
        /** The payer's second step: {@code confirmCode} is what he was sent. */
        CONFIRM,
        /** Money to a payer, once per number; {@code attempt} above 0 is a repeat under it. */
        TRANSFER,
        QUERY_TRANSFER,
        /** Parts of the original handed on, once per number. */
        SHARE,
        QUERY_SHARE,
        /** An advice: it has happened, the host only takes note; {@code attempt} above 0 is a repeat (0221). */
        FORWARD
    }
}
