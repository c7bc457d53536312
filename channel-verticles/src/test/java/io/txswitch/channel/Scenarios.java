package io.txswitch.channel;

import io.txswitch.channel.wallet.Capabilities;
import io.txswitch.channel.wallet.WalletKind;
import io.txswitch.sandbox.wallet.FaultScript;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The one table of scenarios, and {@code docs/channels/scenarios.md}, which is rendered from it. */
final class Scenarios {
    private static final String TABLE = """
            a payer scans and pays | MERCHANT_CODE | 1200 | none | charge PENDING, query* APPROVED | DEBIT=1
            a payer scans and says no | MERCHANT_CODE | 1251 | none | charge PENDING, query* CLOSED | DEBIT=0
            paid, and the wallet never tells | MERCHANT_CODE | 1268 | none | charge PENDING, query* APPROVED | DEBIT=1
            a payer takes his time | MERCHANT_CODE | 1269 | none | charge PENDING, query PENDING/NOT_FOUND, \
            query* APPROVED | DEBIT=1
            the same order is asked for twice | MERCHANT_CODE | 1269 | none | charge PENDING, charge PENDING, \
            query* APPROVED | DEBIT=1
            closing, when the payer was faster | MERCHANT_CODE | 1200 | none | charge PENDING, query* APPROVED, \
            close APPROVED | DEBIT=1
            the wallet fails before it books | MERCHANT_CODE | 1200 | server-error | charge UNKNOWN, \
            charge PENDING, query* APPROVED | DEBIT=1
            the code is lost on its way | MERCHANT_CODE | 1200 | drop-after-booking | charge UNKNOWN, \
            query NOT_FOUND/PENDING, charge PENDING | DEBIT=0
            every notification comes twice | MERCHANT_CODE | 1200 | duplicate-notice | charge PENDING, \
            query* APPROVED | DEBIT=1
            every notification is a forgery | MERCHANT_CODE | 1200 | tampered-notice | charge PENDING, \
            query* APPROVED | DEBIT=1
            a part goes back, asked for twice | MERCHANT_CODE | 1200 | none | charge PENDING, query* APPROVED, \
            refund APPROVED/PENDING, refund APPROVED/PENDING, query-refund* APPROVED | DEBIT=1 REFUND=1
            a paid order is taken back | MERCHANT_CODE | 1200 | none | charge PENDING, query* APPROVED, \
            reverse* REVERSED, reverse* REVERSED | DEBIT=1 REFUND=1
            a payer shows his code | PAYER_CODE | 1200 | none | charge APPROVED, query APPROVED | DEBIT=1
            a payer without money | PAYER_CODE | 1251 | none | charge DECLINED, query* CLOSED/DECLINED | DEBIT=0
            the wallet breaks after the booking | PAYER_CODE | 1252 | none | charge UNKNOWN, query* APPROVED | DEBIT=1
            the answer is lost after the booking | PAYER_CODE | 1200 | drop-after-booking | charge UNKNOWN, \
            query* APPROVED | DEBIT=1
            not found, then paid | PAYER_CODE | 1200 | not-found-then-success | charge UNKNOWN, query NOT_FOUND, \
            query* APPROVED | DEBIT=1
            a payer cancels at the password | PAYER_CODE | 1266 | none | charge PENDING, \
            query* CLOSED/DECLINED | DEBIT=0
            no answer at all, and it goes back | PAYER_CODE | 1268 | none | charge UNKNOWN, query* APPROVED, \
            reverse* REVERSED | DEBIT=1 REFUND=1
            a payer is asked for his password | PAYER_CODE | 1269 | none | charge PENDING, query* APPROVED | DEBIT=1
            taken back while the payer is busy | PAYER_CODE | 1269 | none | charge PENDING, reverse* REVERSED, \
            query* CLOSED/DECLINED | DEBIT=0
            inside the wallet | JSAPI | 1200 | none | charge PENDING, query* APPROVED | DEBIT=1
            in a mini-program | MINI_PROGRAM | 1200 | none | charge PENDING, query* APPROVED | DEBIT=1
            in a telephone's browser | H5 | 1200 | none | charge PENDING, open, query* APPROVED | DEBIT=1
            in a browser on a desk | PAGE | 1200 | none | charge PENDING, open, query* APPROVED | DEBIT=1
            in the merchant's app | APP | 1200 | none | charge PENDING, open, query* APPROVED | DEBIT=1
            a second step, mistyped once | CONFIRM | 1277 | none | charge CONFIRM_NEEDED, \
            mistype CONFIRM_NEEDED, confirm APPROVED | DEBIT=1
            a second step, mistyped for good | CONFIRM | 1277 | none | charge CONFIRM_NEEDED, \
            mistype CONFIRM_NEEDED, mistype CONFIRM_NEEDED, mistype DECLINED | DEBIT=0
            money to a payer | TRANSFER | 1200 | none | transfer APPROVED/PENDING, transfer APPROVED/PENDING, \
            query-transfer* APPROVED | TRANSFER=1
            a transfer that does not arrive | TRANSFER | 1266 | none | transfer DECLINED/PENDING, \
            query-transfer* DECLINED | TRANSFER=0
            a merchant without money | TRANSFER | 1251 | none | transfer DECLINED, query-transfer NOT_FOUND | \
            TRANSFER=0
            a transfer's answer is lost | TRANSFER | 1200 | drop-after-booking | transfer UNKNOWN, \
            query-transfer* APPROVED | TRANSFER=1
            signed, and ended by the merchant | AGREEMENT | 1200 | none | sign PENDING, open, \
            query-agreement* APPROVED, cancel REVERSED, cancel REVERSED, query-agreement CLOSED | \
            SIGN=1 UNSIGN=1
            signed, and the wallet never tells | AGREEMENT | 1268 | none | sign PENDING, open, \
            query-agreement* APPROVED | SIGN=1
            signed by a first payment | SIGN_AND_PAY | 1200 | none | sign PENDING, sign-and-pay PENDING, \
            query* APPROVED, query-agreement* APPROVED | DEBIT=1 SIGN=1
            a deduction | DEDUCT | 1200 | none | sign PENDING, open, query-agreement* APPROVED, \
            deduct APPROVED, query-deduction APPROVED | DEBIT=1 SIGN=1
            a deduction after the end | DEDUCT | 1200 | none | sign PENDING, open, query-agreement* APPROVED, \
            cancel REVERSED, deduct DECLINED | DEBIT=0 SIGN=1
            parts of a payment handed on | PROFIT_SHARING | 1200 | none | charge PENDING, query* APPROVED, \
            share APPROVED/PENDING, share APPROVED/PENDING, query-share* APPROVED | DEBIT=1 SHARE=1
            a share of which nothing arrives | PROFIT_SHARING | 1266 | none | charge PENDING, query* APPROVED, \
            share DECLINED/PENDING, query-share* DECLINED | DEBIT=1 SHARE=0
            """;

    private static final String HEAD = """
            # Scenarios: what every wallet answers

            One table, run against every wallet's simulator through its channel and the bus by `ScenarioContract`;
            rendered from `Scenarios`: run `ChannelPagesTest` with `-Dtxswitch.render=true` to write it anew.

            - The amount, in fen, chooses what the simulated payer does; the fault is one of `./txswitch sandbox`'s.
            - `*`: asked until it is so. A step with several answers has one of them, as the wallet likes.
            - The book is the wallet's own, in the end: how often money really moved.
            - A wallet without a mark does not offer it: it refuses with `not_supported`, says what it does not
              offer, and nothing is sent.

            """;

    private Scenarios() {}

    static List<Scenario> all() {
        return TABLE.lines().map(Scenario::parse).toList();
    }

    static String page() {
        String wallets =
                Arrays.stream(WalletKind.values()).map(WalletKind::title).collect(Collectors.joining(" | "));
        return HEAD
                + "| scenario | fen | fault | steps | book | " + wallets + " |\n"
                + "|" + " --- |".repeat(5 + WalletKind.values().length) + "\n"
                + all().stream().map(Scenarios::row).collect(Collectors.joining());
    }

    private static String row(Scenario scenario) {
        String offered = Arrays.stream(WalletKind.values())
                .map(kind -> Capabilities.by(kind, scenario.feature()).isPresent() ? "✓" : "")
                .collect(Collectors.joining(" | "));
        String fault = scenario.fault() == FaultScript.NONE
                ? ""
                : "`" + scenario.fault().word() + "`";
        return "| " + scenario.name() + " | " + scenario.amountMinor() + " | " + fault + " | " + scenario.stepsText()
                + " | " + scenario.bookText() + " | " + offered + " |\n";
    }
}
