package io.txswitch.core.contract;

import io.txswitch.core.model.Money;
import io.txswitch.core.model.TxId;
import org.jspecify.annotations.Nullable;

/**
 * Asks whether a transaction may go on; moves no money and may be asked twice.
 *
 * @param dedupeKey counts once however often it is asked
 * @param cardHash keyed hash of the card number, null for a wallet
 * @param first6 the card's issuer identification, null for a wallet
 */
public record AssessRisk(
        TxId id,
        String dedupeKey,
        String merchantId,
        @Nullable String terminalId,
        String product,
        Money money,
        @Nullable String cardHash,
        @Nullable String first6) {}
