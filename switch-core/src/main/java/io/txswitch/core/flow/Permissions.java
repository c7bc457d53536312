package io.txswitch.core.flow;

import io.txswitch.core.contract.ClosePayment;
import io.txswitch.core.contract.ConfirmPayment;
import io.txswitch.core.contract.ReversePayment;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.Transaction;
import io.txswitch.core.model.TxHeader;
import org.jspecify.annotations.Nullable;

/** Who may ask what of a transaction that is there already; null where he may. */
final class Permissions {
    private Permissions() {}

    /** Only the terminal that did it, and only what can be taken back: an advice or a refund has its own way. */
    static @Nullable Reason refusal(Transaction tx, ReversePayment command) {
        TxHeader header = tx.header();
        boolean itsOwn = command.terminalId().equals(header.terminalId())
                && command.merchantId().equals(header.merchantId());
        if (!itsOwn) {
            return Reason.ORIGINAL_NOT_FOUND;
        }
        if (!tx.kind().isAnsweredInTime() && tx.kind() != Kind.TOMBSTONE) {
            return Reason.INVALID_TRANSACTION;
        }
        Long amount = command.amountMinor();
        boolean sameAmount = amount == null
                || amount == header.money().amountMinor()
                || amount == tx.money().amountMinor();
        return sameAmount || tx.kind() == Kind.TOMBSTONE ? null : Reason.INVALID_AMOUNT;
    }

    /** Wallets close what is scanned or signed; what was shown at a counter can only be taken back. */
    static @Nullable Reason refusal(Transaction tx, ClosePayment command) {
        if (!tx.header().merchantId().equals(command.merchantId())) {
            return Reason.ORIGINAL_NOT_FOUND;
        }
        return switch (tx.kind()) {
            case WALLET_PAYMENT, AGREEMENT, DEDUCTION -> null;
            case CODE_PAYMENT -> command.how() == ClosePayment.How.CANCEL ? null : Reason.NOT_SUPPORTED;
            default -> Reason.NOT_SUPPORTED;
        };
    }

    /** What a payer at a wallet has begun. */
    static @Nullable Reason refusal(Transaction tx, ConfirmPayment command) {
        if (!tx.header().merchantId().equals(command.merchantId())) {
            return Reason.ORIGINAL_NOT_FOUND;
        }
        return switch (tx.kind()) {
            case WALLET_PAYMENT, CODE_PAYMENT -> null;
            default -> Reason.NOT_SUPPORTED;
        };
    }
}
