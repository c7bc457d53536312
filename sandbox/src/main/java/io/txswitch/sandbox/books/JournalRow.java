package io.txswitch.sandbox.books;

/**
 * One transaction of the journal, as plain SQL gives it.
 *
 * @param id 13 characters
 * @param originalId what a refund or compensation gives back, the agreement of a deduction, the payment of a share;
 *     else empty
 * @param receivedAtMs when it arrived, milliseconds of the epoch
 * @param lastSeq the number of its last append, from 0
 * @param appends how many appends it has
 */
public record JournalRow(
        String id,
        String rrn,
        String kind,
        String phase,
        long amountMinor,
        long refundedMinor,
        String merchantId,
        String originalId,
        boolean open,
        long receivedAtMs,
        int lastSeq,
        int appends) {
    /** Money taken from a card, or set aside on it. */
    boolean isCardCharge() {
        return switch (kind) {
            case "SALE", "PRE_AUTH", "COMPLETION", "ADVICE" -> true;
            default -> false;
        };
    }

    /** A charge that the merchant hears of. */
    boolean isPayment() {
        return kind.equals("SALE") || kind.equals("COMPLETION") || isWallet();
    }

    boolean isWallet() {
        return kind.equals("WALLET_PAYMENT") || kind.equals("CODE_PAYMENT") || kind.equals("DEDUCTION");
    }

    boolean isRefund() {
        return kind.equals("REFUND");
    }

    /** False for a consent, whose amount is the most that somebody may take later. */
    boolean movesMoney() {
        return !kind.equals("AGREEMENT");
    }

    /** Asks or tells something, and moves nothing. */
    boolean movesNothing() {
        return kind.equals("BALANCE") || kind.equals("SCRIPT_RESULT");
    }

    /** Approved, or, for what cannot be refused, told to the bank. */
    boolean succeeded() {
        return switch (kind) {
            case "ADVICE", "ADJUSTMENT", "SCRIPT_RESULT" -> phase.equals("FORWARDED");
            default -> approved();
        };
    }

    /** A payer may still take his time. */
    boolean waitsForPayer() {
        boolean mayTakeHisTime = kind.equals("WALLET_PAYMENT") || kind.equals("AGREEMENT");
        return mayTakeHisTime && phase.equals("PENDING");
    }

    boolean approved() {
        return phase.equals("APPROVED");
    }
}
