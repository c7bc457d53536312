package io.txswitch.channel.alipay;

import com.alipay.api.domain.AlipayTradeCancelModel;
import com.alipay.api.domain.AlipayTradePayModel;
import com.alipay.api.request.AlipayTradeCancelRequest;
import com.alipay.api.request.AlipayTradePayRequest;
import com.alipay.api.response.AlipayTradeCancelResponse;
import com.alipay.api.response.AlipayTradePayResponse;
import io.txswitch.channel.wallet.Channel;
import io.txswitch.channel.wallet.ChannelConfig;
import io.txswitch.channel.wallet.Facts;
import io.txswitch.channel.wallet.Order;
import io.txswitch.channel.wallet.Yuan;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.HostRequest;
import io.txswitch.core.contract.PayerCodes;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.PayerCode;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.TxHeader;

/** Payments by the payer's code: alipay.trade.pay (scene bar_code) and alipay.trade.cancel. */
final class AlipayCodePayments {
    private final ChannelConfig config;
    private final AlipayGateway gateway;

    AlipayCodePayments(ChannelConfig config, AlipayGateway gateway) {
        this.config = config;
        this.gateway = gateway;
    }

    HostAnswer pay(HostRequest request, PayerCode payerCode) {
        TxHeader payment = request.header();
        if (!AlipayChannel.payable(payment.money())) {
            return HostAnswer.declined(Reason.INVALID_AMOUNT, HostFacts.detail("not an amount Alipay takes"));
        }
        if (PayerCodes.walletOf(payerCode.digits()) != PayerCodes.Wallet.ALIPAY) {
            return HostAnswer.declined(Reason.PAYER_PROBLEM, HostFacts.detail("not a code of Alipay's"));
        }
        AlipayTradePayRequest call = new AlipayTradePayRequest();
        call.setNotifyUrl(config.notifyUrl());
        call.setBizModel(order(payment, payerCode));
        return read(payment, gateway.execute(call));
    }

    /** The answer of alipay.trade.pay, whatever the money was taken by. */
    static HostAnswer read(TxHeader payment, AlipayTradePayResponse answer) {
        if (!AlipayChannel.done(answer)) {
            // 10003 is in the table: the SDK would call it a success.
            return AlipayChannel.meaning(answer).ofPayment(AlipayChannel.facts(answer));
        }
        HostFacts facts = Facts.of(answer.getCode(), answer.getTradeNo(), answer.getBuyerUserId());
        Money money = Yuan.parse(answer.getTotalAmount());
        boolean ours = payment.id().text().equals(answer.getOutTradeNo());
        return ours ? AlipayChannel.status("TRADE_SUCCESS", facts, money) : HostAnswer.of(Result.UNKNOWN, facts);
    }

    private AlipayTradePayModel order(TxHeader payment, PayerCode payerCode) {
        AlipayTradePayModel order = new AlipayTradePayModel();
        order.setOutTradeNo(payment.id().text());
        order.setScene("bar_code");
        order.setAuthCode(payerCode.digits());
        order.setTotalAmount(Yuan.text(payment.money()));
        order.setSubject(Order.subject(payment, AlipayChannel.MAX_SUBJECT));
        order.setTerminalId(payment.terminalId());
        order.setTimeExpire(AlipayChannel.TIME.format(
                Order.codeEnds(payment, config.limits()).atOffset(Order.BEIJING)));
        return order;
    }

    /** REVERSED, NOT_FOUND, UNKNOWN, or CLOSED when there was nothing to do: only a query tells why. */
    HostAnswer cancel(HostRequest request) {
        AlipayTradeCancelModel order = new AlipayTradeCancelModel();
        order.setOutTradeNo(Channel.paymentNo(request));
        AlipayTradeCancelRequest call = new AlipayTradeCancelRequest();
        call.setBizModel(order);
        AlipayTradeCancelResponse answer = gateway.execute(call);
        HostFacts facts = AlipayChannel.facts(answer);
        if (!AlipayChannel.done(answer)) {
            return AlipayChannel.meaning(answer).ofTakingBack(facts);
        }
        boolean again = "Y".equals(answer.getRetryFlag());
        if (again || !Channel.paymentNo(request).equals(answer.getOutTradeNo())) {
            return HostAnswer.of(Result.UNKNOWN, facts);
        }
        return switch (String.valueOf(answer.getAction())) {
            case "close", "refund" -> HostAnswer.of(Result.REVERSED, facts);
            default -> HostAnswer.of(Result.CLOSED, facts);
        };
    }
}
