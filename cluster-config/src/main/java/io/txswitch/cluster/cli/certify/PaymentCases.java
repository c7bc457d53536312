package io.txswitch.cluster.cli.certify;

import io.txswitch.cluster.cli.certify.PosMessages.Done;
import io.txswitch.cluster.cli.certify.PosMessages.What;
import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.IsoMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** What a card can be asked for, and what follows it. */
final class PaymentCases {
    private static final long SALE_MINOR = 1_000;
    /** The sandbox's bank declines amounts that end so. */
    private static final long DECLINED_MINOR = 1_051;

    private PaymentCases() {}

    static List<Case> all() {
        return List.of(
                Case.always("sale", "a sale is approved with DE37 and DE38", PaymentCases::sale),
                Case.keyed(
                        "sale with PIN",
                        "a PIN under the PIN key is taken, translated and approved",
                        PaymentCases::pinSale),
                Case.always(
                        "decline",
                        "an amount ending in 51 is declined with 51",
                        pos -> Pos.expect(pos.ask(pos.messages().card(What.SALE, DECLINED_MINOR, pos)), "51")),
                Case.always("balance", "a balance inquiry is answered 00 with DE54", PaymentCases::balance),
                new Case(
                        "code payment",
                        "a scanned code is paid by its wallet (--payer-code)",
                        profile -> profile.payerCode() != null && profile.unionPay(),
                        PaymentCases::codePayment),
                Case.always("void", "a sale is voided once, and not twice", PaymentCases::voids),
                Case.always("refund", "a part of a sale is refunded, more than the rest is not", PaymentCases::refund),
                Case.always(
                        "pre-authorisation",
                        "what was set aside is taken by a completion, once",
                        PaymentCases::completion),
                Case.always(
                        "void of a pre-authorisation", "what was set aside is given back", PaymentCases::preAuthVoid),
                Case.always("void of a completion", "a completion is voided", PaymentCases::completionVoid));
    }

    private static void sale(Pos pos) throws CheckFailed {
        Done done = pos.sale(SALE_MINOR);
        if (done.authCode() == null) {
            throw new CheckFailed("the approval has no authorisation code (DE38)");
        }
        if (done.answer().has(De.PAN)
                || done.answer().has(De.TRACK_2)
                || done.answer().has(De.PIN_BLOCK)) {
            throw new CheckFailed("the answer brings card data back");
        }
    }

    private static void pinSale(Pos pos) throws CheckFailed {
        Seal keys = pos.keys();
        if (keys == null) {
            throw new CheckFailed("not signed in");
        }
        pos.approved(
                What.SALE,
                pos.messages()
                        .card(What.SALE, SALE_MINOR, pos)
                        .set(De.ENTRY_MODE, "021")
                        .set(De.PIN_CAPTURE_CODE, "12")
                        .set(De.PIN_BLOCK, keys.pinBlock(PosProfile.PIN))
                        .set(Field.SECURITY_CONTROL, "2600000000000000"));
    }

    private static void balance(Pos pos) throws CheckFailed {
        IsoMessage answer = pos.ask(pos.messages().card(What.BALANCE, 0, pos));
        Pos.expect(answer, "00");
        if (answer.text(Field.BALANCE) == null) {
            throw new CheckFailed("the answer has no balance (DE54)");
        }
    }

    private static void codePayment(Pos pos) throws CheckFailed {
        IsoMessage card = pos.messages().card(What.SALE, SALE_MINOR, pos).build();
        String code = "QR" + Objects.requireNonNull(pos.profile().payerCode());
        IsoMessage.Builder scanned = IsoMessage.of(card.mti())
                .copy(
                        card,
                        De.PROCESSING_CODE,
                        De.AMOUNT,
                        De.STAN,
                        De.CONDITION_CODE,
                        De.TERMINAL,
                        De.MERCHANT,
                        De.CURRENCY,
                        Field.BATCH)
                .set(De.ENTRY_MODE, "032")
                .set(Field.KEYS_OR_CODE, code.getBytes(StandardCharsets.US_ASCII));
        pos.approved(What.SALE, scanned);
    }

    private static void voids(Pos pos) throws CheckFailed {
        Done sale = pos.sale(SALE_MINOR);
        pos.approved(What.VOID, pos.messages().following(What.VOID, SALE_MINOR, sale, pos));
        Pos.expectRefusal(pos.ask(pos.messages().following(What.VOID, SALE_MINOR, sale, pos)));
    }

    private static void refund(Pos pos) throws CheckFailed {
        Done sale = pos.sale(SALE_MINOR);
        pos.approved(What.REFUND, pos.messages().following(What.REFUND, 400, sale, pos));
        Pos.expectRefusal(pos.ask(pos.messages().following(What.REFUND, 700, sale, pos)));
    }

    private static Done held(Pos pos) throws CheckFailed {
        return pos.approved(What.PRE_AUTH, pos.messages().card(What.PRE_AUTH, SALE_MINOR, pos));
    }

    private static void completion(Pos pos) throws CheckFailed {
        Done hold = held(pos);
        pos.approved(What.COMPLETION, pos.messages().following(What.COMPLETION, 900, hold, pos));
        Pos.expectRefusal(pos.ask(pos.messages().following(What.COMPLETION, 900, hold, pos)));
    }

    private static void preAuthVoid(Pos pos) throws CheckFailed {
        Done hold = held(pos);
        pos.approved(What.PRE_AUTH_VOID, pos.messages().following(What.PRE_AUTH_VOID, SALE_MINOR, hold, pos));
        Pos.expectRefusal(pos.ask(pos.messages().following(What.COMPLETION, SALE_MINOR, hold, pos)));
    }

    private static void completionVoid(Pos pos) throws CheckFailed {
        Done hold = held(pos);
        Done taken = pos.approved(What.COMPLETION, pos.messages().following(What.COMPLETION, 900, hold, pos));
        pos.approved(What.COMPLETION_VOID, pos.messages().following(What.COMPLETION_VOID, 900, taken, pos));
    }
}
