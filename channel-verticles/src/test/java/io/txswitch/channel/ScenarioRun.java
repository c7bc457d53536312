package io.txswitch.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.channel.Scenario.Move;
import io.txswitch.channel.wallet.Feature;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostRequest.Operation;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.PayMode;
import io.txswitch.core.model.ShareReceiver;
import io.txswitch.core.model.ShareReceiver.Type;
import io.txswitch.core.model.TxHeader;
import java.util.List;

/** One scenario under way: its transactions, and what was said of them. */
final class ScenarioRun {
    private static final long PART_MINOR = 300;
    private static final String PAYEE = "oPayee000000000000000001";

    private final Scenario scenario;
    private final ChannelBench bench;
    private final Wallet wallet;
    private final TxHeader agreement;
    private final TxHeader payment;
    private final TxHeader refund;
    private final TxHeader transfer;
    private final TxHeader deduction;
    private final TxHeader share;
    private HostFacts agreed = HostFacts.NONE;
    private HostFacts paid = HostFacts.NONE;
    private String toOpen = "";

    ScenarioRun(Scenario scenario, ChannelBench bench, Wallet wallet) {
        this.scenario = scenario;
        this.bench = bench;
        this.wallet = wallet;
        long amountMinor = scenario.amountMinor();
        this.agreement = ChannelBench.agreement(AgreementContract.terms(amountMinor));
        this.payment = switch (scenario.feature()) {
            case PAYER_CODE, CONFIRM -> ChannelBench.codePayment(amountMinor);
            case JSAPI -> ChannelBench.payment(amountMinor, PayMode.JSAPI);
            case MINI_PROGRAM -> ChannelBench.payment(amountMinor, PayMode.MINI_PROGRAM);
            case H5 -> ChannelBench.payment(amountMinor, PayMode.H5);
            case PAGE -> ChannelBench.payment(amountMinor, PayMode.PAGE);
            case APP -> ChannelBench.payment(amountMinor, PayMode.APP);
            case SIGN_AND_PAY -> ChannelBench.signing(agreement, amountMinor, PayMode.JSAPI);
            default -> ChannelBench.payment(amountMinor);
        };
        this.refund = ChannelBench.refund(payment, PART_MINOR);
        this.transfer = ChannelBench.transfer(amountMinor, PAYEE);
        this.deduction = ChannelBench.deduction(agreement, amountMinor);
        this.share = ChannelBench.share(payment, receivers(amountMinor % 100));
    }

    /** Two parts whose sum ends as the amount does. */
    private List<ShareReceiver> receivers(long lastTwoDigits) {
        return List.of(
                new ShareReceiver(Type.MERCHANT, wallet.receivers().getFirst(), 100, "Commission"),
                new ShareReceiver(Type.PERSON, wallet.receivers().getLast(), 200 + lastTwoDigits, "Thank you"));
    }

    /** What is asked first of a wallet that is to have this feature. */
    static Move needing(Feature feature) {
        return switch (feature) {
            case CONFIRM -> Move.MISTYPE;
            case TRANSFER -> Move.TRANSFER;
            case AGREEMENT -> Move.SIGN;
            case SIGN_AND_PAY -> Move.SIGN_AND_PAY;
            case DEDUCT -> Move.DEDUCT;
            case PROFIT_SHARING -> Move.SHARE;
            default -> Move.CHARGE;
        };
    }

    /** The payer opens what the last answer gave him. */
    void open() {
        boolean order = !toOpen.startsWith("http") && !toOpen.startsWith("{");
        String link = order ? "http://127.0.0.1:" + wallet.port() + "/gateway.do?" + toOpen : toOpen;
        if (link.startsWith("http://127.0.0.1:")) {
            AgreementContract.open(link);
        }
    }

    HostAnswer ask(Move move) {
        HostAnswer answer = answer(move);
        String place = answer.facts().qrCode();
        toOpen = place == null ? toOpen : place;
        return answer;
    }

    private HostAnswer answer(Move move) {
        return switch (move) {
            case CHARGE, SIGN_AND_PAY -> charge();
            case QUERY -> seen(bench.ask(Operation.QUERY, payment));
            case CLOSE -> bench.ask(Operation.CLOSE, payment);
            case REVERSE -> bench.ask(Operation.REVERSE, payment);
            case CONFIRM ->
                bench.confirm(payment, wallet.confirmCode(payment.id().text()));
            case MISTYPE -> bench.confirm(payment, "wrong");
            case REFUND -> bench.askRefund(Operation.REFUND, refund, payment, 0);
            case QUERY_REFUND -> bench.askRefund(Operation.QUERY_REFUND, refund, payment, 0);
            case TRANSFER -> bench.ask(Operation.TRANSFER, transfer);
            case QUERY_TRANSFER -> bench.ask(Operation.QUERY_TRANSFER, transfer);
            case SIGN -> bench.ask(Operation.CHARGE, agreement);
            case QUERY_AGREEMENT -> agreed(bench.askKnowing(Operation.QUERY, agreement, agreed));
            case CANCEL -> bench.askKnowing(Operation.REVERSE, agreement, agreed);
            case DEDUCT -> bench.askAbout(Operation.CHARGE, deduction, agreement, agreed, 0);
            case QUERY_DEDUCTION -> bench.askAbout(Operation.QUERY, deduction, agreement, agreed, 0);
            case SHARE -> bench.askAbout(Operation.SHARE, share, payment, paid, 0);
            case QUERY_SHARE -> bench.askAbout(Operation.QUERY_SHARE, share, payment, paid, 0);
            case OPEN -> throw new IllegalArgumentException("nothing is asked");
        };
    }

    private HostAnswer charge() {
        boolean byCode = scenario.feature() == Feature.PAYER_CODE || scenario.feature() == Feature.CONFIRM;
        return byCode ? bench.askByCode(payment, wallet.payerCode()) : bench.ask(Operation.CHARGE, payment);
    }

    private HostAnswer seen(HostAnswer answer) {
        if (answer.result() == HostAnswer.Result.APPROVED) {
            assertThat(answer.money()).isEqualTo(payment.money());
            paid = answer.facts();
        }
        return answer;
    }

    private HostAnswer agreed(HostAnswer answer) {
        if (answer.result() == HostAnswer.Result.APPROVED) {
            assertThat(answer.facts().channelNo()).isNotBlank();
            agreed = answer.facts();
        }
        return answer;
    }
}
