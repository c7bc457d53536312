package io.txswitch.sandbox.bank;

import io.txswitch.sandbox.iso.IsoMessage;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a message asks of the bank, read from its type, processing code (DE3) and condition (DE25).
 *
 * <pre>
 *   0100 03 06 PRE_AUTH          0220 00 00 ADVICE, or ADJUSTMENT when DE48 names an original
 *   0200 00 00 SALE              0220 00 06 COMPLETION
 *   0200 00 06 COMPLETION        0220 20    REFUND
 *   0200 20    VOID              0620       SCRIPT_RESULT
 *   0200 31    BALANCE
 * </pre>
 */
enum BankOp {
    SALE("DEBIT"),
    PRE_AUTH("HOLD"),
    COMPLETION("DEBIT", PRE_AUTH),
    ADVICE("DEBIT"),
    VOID("VOID", SALE, ADVICE, COMPLETION, PRE_AUTH),
    REFUND("CREDIT", SALE, ADVICE, COMPLETION),
    ADJUSTMENT("ADJUST", SALE, ADVICE, COMPLETION),
    BALANCE(""),
    SCRIPT_RESULT("");

    private static final int[] MONEY_NEEDS = {3, 4, 7, 11, 41, 42, 49};
    private static final int[] OTHER_NEEDS = {3, 7, 11, 41, 42};

    private final String rowKind;
    private final Set<BankOp> originals;

    BankOp(String rowKind, BankOp... originals) {
        this.rowKind = rowKind;
        this.originals = Set.of(originals);
    }

    /** The operation of a request; empty when the bank has none like it. */
    static Optional<BankOp> of(IsoMessage request) {
        String type = request.mti().substring(0, 3);
        String code = request.get(3).map(three -> three.substring(0, 2)).orElse("00");
        boolean preAuth = request.get(25).filter("06"::equals).isPresent();
        return Optional.ofNullable(
                switch (type + " " + code) {
                    case "010 03" -> PRE_AUTH;
                    case "020 00" -> preAuth ? COMPLETION : SALE;
                    case "020 20" -> VOID;
                    case "020 31" -> BALANCE;
                    case "022 00" -> preAuth ? COMPLETION : namesOriginal(request) ? ADJUSTMENT : ADVICE;
                    case "022 20" -> REFUND;
                    case "062 00" -> SCRIPT_RESULT;
                    default -> null;
                });
    }

    private static boolean namesOriginal(IsoMessage request) {
        return Originals.rrn(request).isPresent();
    }

    /** Whether the message lacks what every message of this sort has. */
    boolean lacksIn(IsoMessage request) {
        int[] needs = movesMoney() ? MONEY_NEEDS : OTHER_NEEDS;
        return !IntStream.of(needs).allMatch(request::has);
    }

    boolean movesMoney() {
        return !rowKind.isEmpty();
    }

    /** Whether it is nothing by itself. */
    boolean hasOriginal() {
        return !originals.isEmpty();
    }

    boolean takesBackOrContinues(BankOp original) {
        return originals.contains(original);
    }

    /** The card is there, with its number or its track. */
    boolean needsCard() {
        return this == SALE || this == PRE_AUTH || this == BALANCE || this == ADVICE;
    }

    /** How the book calls it; a void of a hold is a release. */
    String rowKind(boolean ofHold) {
        return this == VOID && ofHold ? "RELEASE" : rowKind;
    }
}
