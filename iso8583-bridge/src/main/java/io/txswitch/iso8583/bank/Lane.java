package io.txswitch.iso8583.bank;

/** What waits for a bank side by side: one kind that gets no answers holds up no other. */
enum Lane {
    /** Requests (0100, 0200): somebody stands at a counter. */
    CHARGE,
    /** Advices (0220, 0620): refunds, offline sales, tips, script results. */
    ADVICE,
    /** Reversals (0420). */
    REVERSAL;

    /** The lane of a request, an answer or a repeat by its MTI (ISO 8583-1:1987, clause 4.1: class and function). */
    static Lane of(String mti) {
        char messageClass = mti.charAt(1);
        char function = mti.charAt(2);
        if (messageClass == '4') {
            return REVERSAL;
        }
        boolean advice = messageClass == '6' || function == '2' || function == '3';
        return advice ? ADVICE : CHARGE;
    }
}
