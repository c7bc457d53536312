package io.txswitch.cluster.cli.certify;

import io.txswitch.cluster.cli.certify.PosMessages.What;
import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.IsoMessage;
import io.txswitch.iso8583.crypto.ClearKey;
import io.txswitch.iso8583.crypto.WorkingKeyLayout;
import java.util.HexFormat;
import java.util.List;

/** Sign-in, sign-off, echo, and who is not let in. */
final class NetworkCases {
    private static final String ECHO = "301";
    private static final String SIGN_IN = "001";
    private static final String SIGN_OFF = "002";
    private static final int BATCH_AT = 2;
    private static final int BATCH_END = 8;
    private static final long SALE_MINOR = 1_000;

    private NetworkCases() {}

    static List<Case> first() {
        return List.of(
                Case.keyed(
                        "sale before sign-in",
                        "without keys a sale is answered 77 or A0",
                        pos -> Pos.expect(pos.askPlain(pos.messages().card(What.SALE, SALE_MINOR, pos)), "77", "A0")),
                Case.always(
                        "sign-in",
                        "0800 is answered 0810 00, with working keys where there are any",
                        NetworkCases::signIn),
                Case.always(
                        "echo",
                        "an echo is answered 00",
                        pos -> Pos.expect(pos.askPlain(pos.messages().network("0800", ECHO, pos)), "00")),
                Case.always("unknown terminal", "a terminal nobody added is answered 97", NetworkCases::stranger));
    }

    static List<Case> last() {
        return List.of(Case.keyed("sign-off", "after a sign-off a sale is answered 77", pos -> {
            signIn(pos);
            Pos.expect(
                    pos.askPlain(pos.messages().network(pos.profile().unionPay() ? "0820" : "0800", SIGN_OFF, pos)),
                    "00");
            IsoMessage answer = pos.ask(pos.messages().card(What.SALE, SALE_MINOR, pos));
            pos.keys(null);
            Pos.expect(answer, "77");
        }));
    }

    /** Signs in: from then on messages are sealed. Works under the batch it is told. */
    static void signIn(Pos pos) throws CheckFailed {
        WorkingKeyLayout layout = pos.profile().layout();
        String code = layout != null && pos.profile().unionPay() ? layout.networkCode() : SIGN_IN;
        IsoMessage answer = pos.askPlain(pos.messages().network("0800", code, pos));
        Pos.expect(answer, "00");
        String told = answer.text(Field.BATCH);
        if (told != null && pos.profile().unionPay() && told.length() >= BATCH_END) {
            pos.batch(told.substring(BATCH_AT, BATCH_END));
        } else if (told != null && told.matches("[0-9]{6}")) {
            pos.batch(told);
        }
        ClearKey master = pos.profile().masterKey();
        if (layout != null && master != null) {
            pos.keys(Seal.of(master, layout, pos.profile().macAlgorithm(), keys(pos, answer)));
        }
    }

    private static byte[] keys(Pos pos, IsoMessage answer) throws CheckFailed {
        byte[] keys = answer.bytes(Field.KEYS_OR_CODE);
        String hex = answer.text(Field.KEYS_OR_CODE);
        if (keys != null) {
            return keys;
        }
        if (hex == null || !hex.matches("([0-9A-F]{2})+")) {
            throw new CheckFailed("the answer to the sign-in has no working keys (DE62)");
        }
        return HexFormat.of().parseHex(hex);
    }

    private static void stranger(Pos pos) throws CheckFailed {
        IsoMessage.Builder echo = pos.messages().network("0800", ECHO, pos).set(De.TERMINAL, "#NOBODY#");
        Pos.expect(pos.askPlain(echo), "97");
    }
}
