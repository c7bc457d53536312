package io.txswitch.channel.unionpay;

import io.txswitch.channel.wallet.Channel;
import io.txswitch.channel.wallet.ChannelConfig;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.HostRequest;
import io.txswitch.core.contract.PayerCodes;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.PayerCode;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.TxHeader;
import java.util.Map;
import java.util.regex.Pattern;

/** Payments by the payer's code (CPM, 01/06) and their reversal (99/01). */
final class UnionPayCodePayments {
    /** {@code termId} is eight letters or digits. */
    private static final Pattern TERMINAL = Pattern.compile("[0-9A-Za-z]{8}");

    private final ChannelConfig config;
    private final UnionPayGateway gateway;
    private final UnionPayPayments payments;

    UnionPayCodePayments(ChannelConfig config, UnionPayGateway gateway, UnionPayPayments payments) {
        this.config = config;
        this.gateway = gateway;
        this.payments = payments;
    }

    HostAnswer pay(HostRequest request, PayerCode payerCode) {
        TxHeader payment = request.header();
        if (!UnionPayPayments.payable(payment.money())) {
            return HostAnswer.declined(Reason.INVALID_AMOUNT, HostFacts.detail("not an amount UnionPay takes"));
        }
        if (PayerCodes.walletOf(payerCode.digits()) != PayerCodes.Wallet.UNIONPAY) {
            return HostAnswer.declined(Reason.PAYER_PROBLEM, HostFacts.detail("not a code of UnionPay's"));
        }
        Map<String, String> order =
                UnionPayPayments.named("01", "06", payment.id().text(), payment);
        UnionPayPayments.amount(order, payment.money());
        order.put("qrNo", payerCode.digits());
        order.put("backUrl", config.notifyUrl());
        String terminalId = payment.terminalId();
        if (terminalId != null && TERMINAL.matcher(terminalId).matches()) {
            order.put("termId", terminalId);
        }
        Map<String, String> answer = gateway.ask(UnionPayPayments.TRANSACT, order);
        if (!UnionPayCodes.done(answer.get("respCode"))) {
            return UnionPayCodes.meaning(answer.get("respCode")).ofPayment(UnionPayPayments.refusal(answer));
        }
        // Accepted, no more: whether it is paid already only the question tells.
        HostAnswer seen = payments.state(payment.id().text(), payment);
        return seen.result() == Result.NOT_FOUND ? HostAnswer.of(Result.PENDING, seen.facts()) : seen;
    }

    /** REVERSED, NOT_FOUND, UNKNOWN, or CLOSED when only a query tells. */
    HostAnswer reverse(HostRequest request) {
        TxHeader payment = Channel.payment(request);
        Map<String, String> reversal =
                UnionPayPayments.named("99", "01", payment.id().text(), payment);
        Map<String, String> answer = gateway.ask(UnionPayPayments.TRANSACT, reversal);
        HostFacts facts = UnionPayPayments.refusal(answer);
        return UnionPayCodes.done(answer.get("respCode"))
                ? HostAnswer.of(Result.REVERSED, facts)
                : UnionPayCodes.meaning(answer.get("respCode")).ofTakingBack(facts);
    }
}
