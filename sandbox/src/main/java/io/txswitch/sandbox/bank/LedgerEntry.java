package io.txswitch.sandbox.bank;

/** What the ledger knows under one reference number. */
sealed interface LedgerEntry {
    /** A reversal came and there was nothing to reverse: a request that comes after it is refused. */
    record Tombstone() implements LedgerEntry {}

    /**
     * A request that was decided.
     *
     * @param mti its type as it first came
     * @param rrn its reference number, DE37, or one that the bank made
     * @param stan its trace number, DE11
     * @param sentAt when it was transmitted, DE7
     * @param askedMinor its amount, DE4
     * @param totalMinor what it moved: less than asked after a partial approval, more after a tip
     * @param refundedMinor what refunds took of that
     * @param authCode approval code, DE38; empty for a refusal
     * @param responseCode what it was told, DE39
     * @param original the key of what it takes back or continues; empty when it is its own beginning
     * @param beforeMinor the original's total before this adjustment; 0 for anything else
     */
    record Booking(
            BankOp op,
            String mti,
            String rrn,
            String stan,
            String sentAt,
            long askedMinor,
            long totalMinor,
            long refundedMinor,
            String authCode,
            String responseCode,
            String original,
            long beforeMinor,
            State state)
            implements LedgerEntry {
        boolean stands() {
            return state == State.STANDING;
        }

        Booking with(State newState) {
            return new Booking(
                    op,
                    mti,
                    rrn,
                    stan,
                    sentAt,
                    askedMinor,
                    totalMinor,
                    refundedMinor,
                    authCode,
                    responseCode,
                    original,
                    beforeMinor,
                    newState);
        }

        Booking withTotals(long newTotalMinor, long newRefundedMinor) {
            return new Booking(
                    op,
                    mti,
                    rrn,
                    stan,
                    sentAt,
                    askedMinor,
                    newTotalMinor,
                    newRefundedMinor,
                    authCode,
                    responseCode,
                    original,
                    beforeMinor,
                    state);
        }
    }

    /** What became of a request. */
    enum State {
        /** Approved, and still so. */
        STANDING,
        /** Refused: nothing moved. */
        REFUSED,
        /** Taken back by a reversal. */
        REVERSED,
        /** Taken back by a void. */
        VOIDED,
        /** A hold that was completed. */
        USED
    }
}
