package io.txswitch.sandbox.books;

/**
 * One transaction of the journal, as plain SQL gives it.
 *
 * @param id 13 characters
 * @param originalId what a refund or compensation gives back, else empty
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
    boolean isCard() {
        return kind.equals("SALE");
    }

    boolean isWallet() {
        return kind.equals("WALLET_PAYMENT") || kind.equals("CODE_PAYMENT");
    }

    boolean isRefund() {
        return kind.equals("REFUND");
    }

    /** A payer may still take his time. */
    boolean waitsForPayer() {
        return kind.equals("WALLET_PAYMENT") && phase.equals("PENDING");
    }

    boolean approved() {
        return phase.equals("APPROVED");
    }
}
