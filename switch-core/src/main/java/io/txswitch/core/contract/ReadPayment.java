package io.txswitch.core.contract;

import io.txswitch.core.model.Kind;
import io.txswitch.core.model.TxId;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks for one transaction by our id, or by the merchant's number.
 *
 * @param merchantId only this merchant's transactions are found; null asks as an operator
 * @param kind of the number, as kinds have separate ones; null for a wallet's payment, whichever way it was begun
 */
public record ReadPayment(
        @Nullable TxId id,
        @Nullable String merchantId,
        @Nullable String orderNo,
        @Nullable Kind kind) {
    /** Whose numbers are meant: a payment's is used once, whichever way it was begun. */
    public Set<Kind> kinds() {
        return kind != null
                ? Set.of(kind)
                : Stream.of(Kind.values()).filter(Kind::isWalletPayment).collect(Collectors.toUnmodifiableSet());
    }
}
