package io.txswitch.cluster.cli.certify;

import io.txswitch.cluster.cli.certify.PosMessages.Done;
import io.txswitch.cluster.cli.certify.PosMessages.What;
import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.IsoMessage;
import java.util.List;
import java.util.Objects;

/** Repeats and reversals: what keeps a payer from paying twice. */
final class RepeatCases {
    private static final long SALE_MINOR = 1_000;

    private RepeatCases() {}

    static List<Case> all() {
        return List.of(
                Case.always("repeat", "the same sale again gets the same answer", RepeatCases::repeat),
                Case.always("changed repeat", "the same number with another amount is refused", RepeatCases::changed),
                Case.always("reversal", "a sale is reversed, and its repeat is answered too", RepeatCases::reversal),
                Case.always(
                        "reversal before its original",
                        "a sale that was reversed before it came is refused",
                        RepeatCases::reversedBefore),
                Case.always(
                        "void after a reversal", "what was reversed cannot be voided", RepeatCases::voidAfterReversal));
    }

    private static void repeat(Pos pos) throws CheckFailed {
        IsoMessage.Builder sale = pos.messages().card(What.SALE, SALE_MINOR, pos);
        Done first = pos.approved(What.SALE, sale);
        IsoMessage again = pos.ask(sale);
        for (int field : new int[] {De.RESPONSE_CODE, De.RRN, De.AUTH_CODE}) {
            if (!Objects.equals(first.answer().text(field), again.text(field))) {
                throw new CheckFailed("the repeat has another DE" + field);
            }
        }
    }

    private static void changed(Pos pos) throws CheckFailed {
        IsoMessage.Builder sale = pos.messages().card(What.SALE, SALE_MINOR, pos);
        pos.approved(What.SALE, sale);
        Pos.expectRefusal(pos.ask(sale.set(De.AMOUNT, PosMessages.amount(SALE_MINOR + 100))));
    }

    private static void reversal(Pos pos) throws CheckFailed {
        Done sale = pos.sale(SALE_MINOR);
        IsoMessage.Builder reversal = pos.messages().reversal(sale.request(), pos);
        Pos.expect(pos.ask(reversal), "00");
        Pos.expect(pos.ask(reversal), "00");
    }

    private static void reversedBefore(Pos pos) throws CheckFailed {
        IsoMessage.Builder sale = pos.messages().card(What.SALE, SALE_MINOR, pos);
        Pos.expect(pos.ask(pos.messages().reversal(sale.build(), pos)), "00", "25");
        Pos.expectRefusal(pos.ask(sale));
    }

    private static void voidAfterReversal(Pos pos) throws CheckFailed {
        Done sale = pos.sale(SALE_MINOR);
        Pos.expect(pos.ask(pos.messages().reversal(sale.request(), pos)), "00");
        Pos.expectRefusal(pos.ask(pos.messages().following(What.VOID, SALE_MINOR, sale, pos)));
    }
}
