package io.txswitch.sandbox.pos.unionpay;

import io.txswitch.sandbox.iso.IsoMessage;
import io.txswitch.sandbox.pos.VirtualChip;
import org.jspecify.annotations.Nullable;

/** Whether an answer is one to this question, and is to be believed. */
final class AnswerCheck {
    /** What a wrong MAC is reversed with; everything else with 06, silence with 98. */
    static final String WRONG_MAC = "A0";

    static final String OTHER = "06";
    static final String SILENCE = "98";

    private AnswerCheck() {}

    /** A reason for a reversal, and the same in words; no code when the answer is believed. */
    record Doubt(String reversalReason, String words) {
        static final Doubt NONE = new Doubt("", "");

        boolean exists() {
            return !reversalReason.isEmpty();
        }
    }

    static Doubt of(
            IsoMessage asked,
            IsoMessage answer,
            MacSeal seal,
            VirtualChip.@Nullable Signed signed,
            boolean takesParts) {
        String code = answer.get(39).orElse("");
        boolean approval = ResponseText.APPROVALS.contains(code);
        // A refusal of a message that the host could not read comes without a MAC; it moves nothing.
        if ((approval || answer.has(64)) && !seal.fits(answer)) {
            return new Doubt(WRONG_MAC, "the answer's MAC is wrong or missing");
        }
        if (ResponseText.UNKNOWN.contains(code) || code.isEmpty()) {
            return new Doubt(code.equals(WRONG_MAC) ? WRONG_MAC : SILENCE, "the host does not know the outcome");
        }
        return approval ? approvalDoubt(asked, answer, signed, takesParts) : Doubt.NONE;
    }

    private static Doubt approvalDoubt(
            IsoMessage asked, IsoMessage answer, VirtualChip.@Nullable Signed signed, boolean takesParts) {
        for (int number : new int[] {11, 41, 42}) {
            if (!asked.get(number).equals(answer.get(number))) {
                return new Doubt(OTHER, "the answer's field " + number + " is another");
            }
        }
        if (answer.get(37).filter(rrn -> !rrn.isBlank()).isEmpty()) {
            return new Doubt(OTHER, "an approval without a reference number");
        }
        boolean part = answer.get(39).filter("10"::equals).isPresent();
        if (part && !takesParts) {
            return new Doubt(OTHER, "approved in part, which this terminal does not take");
        }
        if (asked.has(4) && answer.has(4) && !amountFits(asked.number(4), answer.number(4), part)) {
            return new Doubt(OTHER, "approved for another amount");
        }
        if (part && !answer.has(4)) {
            return new Doubt(OTHER, "approved in part, for no amount");
        }
        if (signed != null && answer.has(55) && signed.disputes(answer.bytes(55))) {
            return new Doubt(OTHER, "the chip does not believe the issuer");
        }
        return Doubt.NONE;
    }

    private static boolean amountFits(long asked, long answered, boolean part) {
        return part ? answered > 0 && answered < asked : answered == asked;
    }
}
