package io.txswitch.core.contract;

import io.txswitch.core.model.Money;
import io.txswitch.core.model.TxId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks where a transaction goes.
 *
 * @param first6 the card's issuer identification, null for a wallet
 * @param excludedHosts hosts that were tried and certainly never got it
 */
public record FindRoute(
        TxId id,
        String merchantId,
        String product,
        Money money,
        @Nullable String first6,
        Set<String> excludedHosts) {}
