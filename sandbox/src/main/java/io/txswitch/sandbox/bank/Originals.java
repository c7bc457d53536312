package io.txswitch.sandbox.bank;

import io.txswitch.sandbox.bank.LedgerEntry.Booking;
import io.txswitch.sandbox.bank.LedgerEntry.State;
import io.txswitch.sandbox.iso.IsoMessage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a message names its original, and what the original must be like.
 *
 * <p>DE48 holds {@code ORIG} and a reference number; DE90 begins with type, trace number and transmission time. Codes:
 * 25 no such original, 12 not one that this can be done to, 13 amount, 61 above what was held, 94 done already.
 */
final class Originals {
    /** A completion may exceed its hold by 15 percent (a hotel's minibar). Source: UnionPay pre-authorisation rules. */
    static final int MAX_COMPLETION_PERCENT = 115;

    private static final int PERCENT = 100;
    private static final String MARK = "ORIG";
    private static final int RRN_CHARS = 12;
    private static final int TYPE_DIGITS = 3;
    private static final int STAN_AT = 4;
    private static final int SENT_AT = 10;
    private static final int END = 20;

    private Originals() {}

    /** The reference number in DE48. */
    static Optional<String> rrn(IsoMessage message) {
        return message.get(48)
                .filter(text -> text.startsWith(MARK) && text.length() >= MARK.length() + RRN_CHARS)
                .map(text ->
                        text.substring(MARK.length(), MARK.length() + RRN_CHARS).strip());
    }

    /** The key that the original is known by: its reference number, else terminal, trace and time out of DE90. */
    static Optional<String> key(IsoMessage message) {
        return rrn(message)
                .or(() -> message.get(90)
                        .map(named -> message.text(41) + "/" + named.substring(STAN_AT, SENT_AT) + "/"
                                + named.substring(SENT_AT, END)));
    }

    /** Whether DE90, where there is one, names this booking. Advices are repeated under new numbers: any will do. */
    static boolean named(IsoMessage message, Booking original) {
        if (!message.has(90)) {
            return true;
        }
        String named = message.text(90);
        boolean type = named.startsWith(original.mti().substring(0, TYPE_DIGITS));
        boolean advice = original.mti().charAt(2) == '2';
        return type && (advice || named.startsWith(original.stan() + original.sentAt(), STAN_AT));
    }

    /** Why the operation cannot be done to this original; 00 when it can. */
    static String fault(BankOp op, IsoMessage message, @Nullable Booking original) {
        if (original == null || original.state() == State.REFUSED) {
            return "25";
        }
        if (!op.takesBackOrContinues(original.op()) || !named(message, original) || otherAuthCode(message, original)) {
            return "12";
        }
        if (!original.stands()) {
            return doneAlready(op, original) ? "94" : "12";
        }
        return amountFault(op, message.number(4), original);
    }

    private static boolean otherAuthCode(IsoMessage message, Booking original) {
        return message.has(38)
                && !original.authCode().isEmpty()
                && !message.text(38).equals(original.authCode());
    }

    private static boolean doneAlready(BankOp op, Booking original) {
        return switch (op) {
            case VOID -> original.state() == State.VOIDED;
            case COMPLETION -> original.state() == State.USED;
            default -> false;
        };
    }

    private static String amountFault(BankOp op, long amountMinor, Booking original) {
        long totalMinor = original.totalMinor();
        return switch (op) {
            case COMPLETION ->
                amountMinor * PERCENT > totalMinor * MAX_COMPLETION_PERCENT ? "61" : amountMinor == 0 ? "13" : "00";
            case VOID -> {
                if (original.refundedMinor() > 0) {
                    yield "12";
                }
                yield amountMinor == totalMinor || amountMinor == original.askedMinor() ? "00" : "13";
            }
            case REFUND -> amountMinor > 0 && amountMinor <= totalMinor - original.refundedMinor() ? "00" : "13";
            case ADJUSTMENT -> amountMinor >= totalMinor ? "00" : "13";
            default -> "00";
        };
    }
}
