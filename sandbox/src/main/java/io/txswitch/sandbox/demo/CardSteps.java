package io.txswitch.sandbox.demo;

import io.txswitch.sandbox.books.JournalView;
import io.txswitch.sandbox.pos.CardDeck;
import io.txswitch.sandbox.pos.PosAnswer;
import io.txswitch.sandbox.pos.PosTerminal;
import java.util.List;

/** What the demo plays on its terminals. */
final class CardSteps {
    private static final long REVERSED_WITHIN_MS = 20_000;

    private final PosTerminal first;
    private final PosTerminal second;
    private final JournalView journal;

    CardSteps(PosTerminal first, PosTerminal second, JournalView journal) {
        this.first = first;
        this.second = second;
        this.journal = journal;
    }

    List<Step> all() {
        return List.of(
                new Step("echo", this::echo),
                new Step("magstripe sale", () -> sale(Wait.on(first.magstripeSale(CardDeck.visa(), 1_200)), "00")),
                new Step("chip sale", () -> sale(Wait.on(first.chipSale(CardDeck.unionPay(1), 2_500)), "00")),
                new Step(
                        "sale over the limit",
                        () -> sale(
                                Wait.on(first.chipSale(CardDeck.unionPay(2), NodeFile.MAX_CARD_AMOUNT_MINOR + 10_000)),
                                "61")),
                new Step("bank declines", () -> sale(Wait.on(first.chipSale(CardDeck.unionPay(3), 1_051)), "51")),
                new Step("bank is silent", this::silentBank),
                new Step("sale on node 2", this::onSecondNode));
    }

    private String echo() {
        PosAnswer answer = Wait.on(first.echo());
        Step.expect(answer.responseCode().equals("00"), "answered " + answer.responseCode());
        return "0810 response " + answer.responseCode();
    }

    private static String sale(PosAnswer answer, String expected) {
        Step.expect(
                answer.responseCode().equals(expected),
                "expected response " + expected + ", got " + answer.responseCode());
        return "0210 response " + answer.responseCode() + ", rrn "
                + answer.rrn().orElse("-");
    }

    private String silentBank() {
        String told = sale(Wait.on(first.chipSale(CardDeck.unionPay(4), 1_068)), "68");
        String rrn = told.substring(told.length() - 12);
        boolean reversed =
                Wait.until(REVERSED_WITHIN_MS, () -> journal.phase(rrn).equals("REVERSED"));
        Step.expect(reversed, "is " + journal.phase(rrn) + ", not REVERSED");
        return told + ", then reversed (0420/0430)";
    }

    private String onSecondNode() {
        String told = sale(Wait.on(second.chipSale(CardDeck.unionPay(5), 3_300)), "00");
        String owner = journal.owner(told.substring(told.length() - 12));
        Step.expect(owner.equals("node-2"), "is owned by " + owner);
        return told + ", owned by node-2, risk asked on node-1";
    }
}
