package io.txswitch.channel.alipay;

import com.alipay.api.domain.AlipayTradeFastpayRefundQueryModel;
import com.alipay.api.domain.AlipayTradeRefundModel;
import com.alipay.api.request.AlipayTradeFastpayRefundQueryRequest;
import com.alipay.api.request.AlipayTradeRefundRequest;
import com.alipay.api.response.AlipayTradeFastpayRefundQueryResponse;
import com.alipay.api.response.AlipayTradeRefundResponse;
import io.txswitch.channel.wallet.Channel;
import io.txswitch.channel.wallet.Yuan;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.HostRequest;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.Reason;

/** alipay.trade.refund, which succeeded only when it says {@code fund_change=Y}, and its query. */
final class AlipayRefunds {
    private final AlipayGateway gateway;

    AlipayRefunds(AlipayGateway gateway) {
        this.gateway = gateway;
    }

    HostAnswer refund(HostRequest request) {
        if (!AlipayChannel.payable(request.header().money())) {
            return HostAnswer.declined(Reason.INVALID_AMOUNT, HostFacts.detail("not an amount Alipay takes"));
        }
        AlipayTradeRefundModel refund = new AlipayTradeRefundModel();
        refund.setOutTradeNo(Channel.paymentNo(request));
        refund.setOutRequestNo(request.header().id().text());
        refund.setRefundAmount(Yuan.text(request.header().money()));
        AlipayTradeRefundRequest call = new AlipayTradeRefundRequest();
        call.setBizModel(refund);
        AlipayTradeRefundResponse answer = gateway.execute(call);
        if (!AlipayChannel.done(answer)) {
            return AlipayChannel.meaning(answer).ofRefund(AlipayChannel.facts(answer));
        }
        if (!"Y".equals(answer.getFundChange()) || !Channel.paymentNo(request).equals(answer.getOutTradeNo())) {
            // Taken before, or not at all: the code alone is no success, and only the question tells which.
            HostAnswer seen = query(request);
            return seen.result() == Result.NOT_FOUND
                    ? HostAnswer.of(Result.UNKNOWN, AlipayChannel.facts(answer))
                    : seen;
        }
        // refund_fee is the sum of all refunds and send_back_fee leaves coupons out: neither is this refund's amount.
        return HostAnswer.of(
                Result.APPROVED, new HostFacts(answer.getCode(), null, answer.getTradeNo(), null, null, null, null));
    }

    HostAnswer query(HostRequest request) {
        AlipayTradeFastpayRefundQueryModel question = new AlipayTradeFastpayRefundQueryModel();
        question.setOutTradeNo(Channel.paymentNo(request));
        question.setOutRequestNo(request.header().id().text());
        AlipayTradeFastpayRefundQueryRequest call = new AlipayTradeFastpayRefundQueryRequest();
        call.setBizModel(question);
        AlipayTradeFastpayRefundQueryResponse answer = gateway.execute(call);
        if (!AlipayChannel.done(answer)) {
            return AlipayChannel.meaning(answer).ofQuestion(AlipayChannel.facts(answer));
        }
        HostFacts facts = new HostFacts(answer.getRefundStatus(), null, answer.getTradeNo(), null, null, null, null);
        if (answer.getRefundStatus() == null) {
            return HostAnswer.of(Result.NOT_FOUND, facts);
        }
        Money money = Yuan.parse(answer.getRefundAmount());
        boolean moved = answer.getRefundStatus().equals("REFUND_SUCCESS")
                && request.header().id().text().equals(answer.getOutRequestNo())
                && money != null;
        return new HostAnswer(moved ? Result.APPROVED : Result.UNKNOWN, facts, null, moved ? money : null, null);
    }
}
