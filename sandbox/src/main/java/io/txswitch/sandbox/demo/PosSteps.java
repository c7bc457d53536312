package io.txswitch.sandbox.demo;

import io.txswitch.sandbox.crypto.SandboxKeys;
import io.txswitch.sandbox.pos.CardDeck;
import io.txswitch.sandbox.pos.SandboxCard;
import io.txswitch.sandbox.pos.unionpay.CardEntry;
import io.txswitch.sandbox.pos.unionpay.CardEntry.Way;
import io.txswitch.sandbox.pos.unionpay.Settlement;
import io.txswitch.sandbox.pos.unionpay.Slip;
import io.txswitch.sandbox.pos.unionpay.Slip.Outcome;
import io.txswitch.sandbox.pos.unionpay.UnionPayTerminal;
import io.vertx.core.Future;
import java.util.List;

/** A day at a terminal of the UnionPay family: from its keys to its settlement. */
final class PosSteps {
    private static final long PRE_AUTH_MINOR = 20_000;

    private final World world;
    private final Nodes nodes;
    private final UnionPayTerminal pos;
    private final String terminalId;

    PosSteps(World world, Nodes nodes, UnionPayTerminal pos, String terminalId) {
        this.world = world;
        this.nodes = nodes;
        this.pos = pos;
        this.terminalId = terminalId;
    }

    List<Step> all() {
        return List.of(
                new Step("provisioning", this::provision),
                new Step("sign-in", this::signIn),
                new Step("PIN sale", () -> approved(pos.sale(1_200, swipe(1).withPin(SandboxKeys.PIN)))),
                new Step("wrong PIN", () -> told(pos.sale(1_300, swipe(2).withPin("111111")), "55")),
                new Step("chip sale, real ARQC", () -> approved(pos.sale(2_500, insert(3)))),
                new Step("contactless sale", () -> approved(pos.sale(900, CardEntry.of(Way.TAP, card(4))))),
                new Step("issuer script", () -> approved(pos.sale(1_072, insert(5)))),
                new Step("partial approval", this::part),
                new Step("void", () -> approved(pos.voidOf(approvedSlip(pos.sale(3_100, insert(6)))))),
                new Step("pre-auth, completion", () -> complete(PRE_AUTH_MINOR, PRE_AUTH_MINOR - 1_500)),
                new Step("completion by advice", this::completeByAdvice),
                new Step("pre-auth void", () -> approved(pos.voidOf(approvedSlip(pos.preAuth(7_000, insert(7)))))),
                new Step("refund", () -> approved(pos.refund(approvedSlip(pos.sale(4_000, insert(8))), 1_500))),
                new Step("tip", () -> approved(pos.tip(approvedSlip(pos.sale(8_000, insert(9))), 800))),
                new Step("offline sale", () -> approved(pos.offlineSale(1_800, insert(10)))),
                new Step("balance inquiry", this::balance),
                new Step("bank is silent", this::silent),
                new Step(
                        "QR on POS, Alipay",
                        () -> approved(scan(2_200, world.alipay().payerCode()))),
                new Step(
                        "QR on POS, WeChat",
                        () -> approved(scan(2_300, world.wechat().payerCode()))),
                new Step(
                        "QR on POS, UnionPay",
                        () -> approved(scan(2_400, world.unionpay().payerCode()))),
                new Step("settlement", this::settle));
    }

    private String provision() {
        ControlPort control = new ControlPort(nodes.first().controlUrl(), nodes.token());
        control.addTerminal(terminalId, World.MERCHANT_ID, NodeFile.UNIONPAY_FAMILY, SandboxKeys.TMK);
        return "terminal " + terminalId + " is known and has its master key";
    }

    private String signIn() {
        String code = Wait.on(pos.signIn());
        Step.expect(code.equals("00"), "answered " + code);
        return "0810 response 00, keys checked, batch " + pos.batchNumber();
    }

    private static SandboxCard card(int n) {
        return CardDeck.unionPay(n);
    }

    private static CardEntry insert(int n) {
        return CardEntry.of(Way.INSERT, card(n)).withPin(SandboxKeys.PIN);
    }

    /** By its stripe, as the chip could not be read. */
    private static CardEntry swipe(int n) {
        return CardEntry.of(Way.FALLBACK, card(n));
    }

    private Future<Slip> scan(long amountMinor, String code) {
        return pos.sale(amountMinor, CardEntry.qr(code));
    }

    private static Slip approvedSlip(Future<Slip> asked) {
        Slip slip = Wait.on(asked);
        Step.expect(
                slip.approved(),
                slip.kind() + " is " + slip.outcome() + ", response " + slip.responseCode() + " " + slip.note());
        return slip;
    }

    private static String approved(Future<Slip> asked) {
        Slip slip = approvedSlip(asked);
        return slip.kind() + " response " + slip.responseCode() + ", rrn " + slip.rrn();
    }

    private static String told(Future<Slip> asked, String expected) {
        Slip slip = Wait.on(asked);
        Step.expect(slip.responseCode().equals(expected), "expected " + expected + ", got " + slip.responseCode());
        return slip.kind() + " response " + slip.responseCode();
    }

    private String part() {
        Slip slip = approvedSlip(pos.sale(5_010, insert(11)));
        Step.expect(slip.responseCode().equals("10"), "answered " + slip.responseCode());
        Step.expect(slip.movedMinor() == 2_505, "moved " + slip.movedMinor());
        return "response 10, half of it";
    }

    private String complete(long heldMinor, long takenMinor) {
        Slip held = approvedSlip(pos.preAuth(heldMinor, insert(12)));
        return approved(pos.complete(held, takenMinor)) + ", of " + held.rrn();
    }

    private String completeByAdvice() {
        Slip held = approvedSlip(pos.preAuth(PRE_AUTH_MINOR, insert(13)));
        return approved(pos.completeByAdvice(held, PRE_AUTH_MINOR)) + ", of " + held.rrn();
    }

    private String balance() {
        Slip slip = approvedSlip(pos.balance(insert(14)));
        Step.expect(slip.balanceMinor().isPresent(), "no balance");
        return "0210 response 00 with DE54";
    }

    private String silent() {
        Slip slip = Wait.on(pos.sale(1_068, insert(15)));
        Step.expect(slip.outcome() == Outcome.REVERSED, "is " + slip.outcome());
        return "response " + slip.responseCode() + ", taken back by the terminal too (0400/0410)";
    }

    private String settle() {
        Settlement day = Wait.on(pos.settle());
        Step.expect(day.balanced() && day.finished(), "response " + day.responseCode() + ", not balanced");
        return "balanced: " + day.debits() + " debits, " + day.credits() + " credits; next batch " + pos.batchNumber();
    }
}
