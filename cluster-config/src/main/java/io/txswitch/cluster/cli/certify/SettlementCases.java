package io.txswitch.cluster.cli.certify;

import io.txswitch.cluster.cli.certify.PosMessages.Done;
import io.txswitch.cluster.cli.certify.PosMessages.What;
import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.IsoMessage;
import java.util.List;
import java.util.Locale;

/** The end of a batch; each case begins with a batch of its own. */
final class SettlementCases {
    private static final int RESULT_AT = 30;
    private static final String BALANCED = "1";
    private static final String DIFFERENT = "2";
    private static final int NUMBERS = 999_999;

    private SettlementCases() {}

    static List<Case> all() {
        return List.of(
                Case.always(
                        "settlement that balances",
                        "totals as in the journal are balanced, and the repeat is told so too",
                        SettlementCases::balanced),
                Case.always(
                        "settlement that does not balance",
                        "other totals are not balanced; the upload is taken",
                        SettlementCases::different));
    }

    private static void balanced(Pos pos) throws CheckFailed {
        fresh(pos);
        pos.sale(1_000);
        Done second = pos.sale(2_000);
        pos.approved(What.VOID, pos.messages().following(What.VOID, 2_000, second, pos));
        IsoMessage.Builder settlement = pos.messages().settlement(2, 3_000, 1, 2_000, pos);
        expectResult(pos, pos.askPlain(settlement), BALANCED);
        expectResult(pos, pos.askPlain(settlement), BALANCED);
        next(pos);
    }

    private static void different(Pos pos) throws CheckFailed {
        fresh(pos);
        Done sale = pos.sale(1_000);
        expectResult(pos, pos.askPlain(pos.messages().settlement(3, 9_900, 0, 0, pos)), DIFFERENT);
        Pos.expect(pos.ask(pos.messages().upload(sale, pos)), "00");
        Pos.expect(pos.ask(pos.messages().network("0320", pos.profile().unionPay() ? "207" : "202", pos)), "00");
        next(pos);
    }

    /** What is open is closed, whatever is in it. */
    private static void fresh(Pos pos) throws CheckFailed {
        pos.askPlain(pos.messages().settlement(0, 0, 0, 0, pos));
        next(pos);
    }

    /** The terminal counts on; one that is told its batch at sign-in is told the same. */
    private static void next(Pos pos) throws CheckFailed {
        pos.batch(String.format(Locale.ROOT, "%06d", Integer.parseInt(pos.batch()) % NUMBERS + 1));
        NetworkCases.signIn(pos);
    }

    private static void expectResult(Pos pos, IsoMessage answer, String result) throws CheckFailed {
        String said;
        if (pos.profile().unionPay()) {
            Pos.expect(answer, "00");
            String totals = answer.text(Field.TOTALS);
            said = totals == null || totals.length() <= RESULT_AT
                    ? "nothing"
                    : totals.substring(RESULT_AT, RESULT_AT + 1);
        } else {
            said = String.valueOf(answer.text(Field.SETTLEMENT_CODE));
        }
        if (!said.equals(result)) {
            throw new CheckFailed("the result is " + said + " instead of " + result + " (answered "
                    + answer.text(De.RESPONSE_CODE) + ")");
        }
    }
}
