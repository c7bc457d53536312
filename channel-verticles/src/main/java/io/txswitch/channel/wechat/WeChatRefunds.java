package io.txswitch.channel.wechat;

import com.wechat.pay.java.service.refund.model.AmountReq;
import com.wechat.pay.java.service.refund.model.CreateRequest;
import com.wechat.pay.java.service.refund.model.QueryByOutRefundNoRequest;
import com.wechat.pay.java.service.refund.model.Refund;
import io.txswitch.channel.wallet.Channel;
import io.txswitch.channel.wallet.ChannelConfig;
import io.txswitch.channel.wallet.Yuan;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.HostRequest;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.Reason;
import org.jspecify.annotations.Nullable;

/** Refunds and their state, under numbers of our own. */
final class WeChatRefunds {
    private final ChannelConfig config;
    private final WeChatApi api;

    WeChatRefunds(ChannelConfig config, WeChatApi api) {
        this.config = config;
        this.api = api;
    }

    HostAnswer refund(HostRequest request) {
        Money total = Channel.payment(request).money();
        if (!WeChatChannel.payable(request.header().money()) || !WeChatChannel.payable(total)) {
            return HostAnswer.declined(Reason.INVALID_AMOUNT, HostFacts.detail("not an amount WeChat Pay takes"));
        }
        AmountReq amount = new AmountReq();
        amount.setRefund(request.header().money().amountMinor());
        amount.setTotal(total.amountMinor());
        amount.setCurrency(Yuan.CURRENCY);
        CreateRequest refund = new CreateRequest();
        refund.setOutTradeNo(Channel.paymentNo(request));
        refund.setOutRefundNo(request.header().id().text());
        refund.setNotifyUrl(config.notifyUrl());
        refund.setAmount(amount);
        WeChatApi.Answer<Refund> answer = api.ask(() -> api.refunds().create(refund));
        return answer.refusal() != null
                ? WeChatChannel.meaning(answer.refusal()).ofRefund(WeChatChannel.facts(answer.refusal()))
                : seen(request, answer.value());
    }

    HostAnswer query(HostRequest request) {
        QueryByOutRefundNoRequest question = new QueryByOutRefundNoRequest();
        question.setOutRefundNo(request.header().id().text());
        WeChatApi.Answer<Refund> answer = api.ask(() -> api.refunds().queryByOutRefundNo(question));
        return answer.refusal() != null
                ? WeChatChannel.meaning(answer.refusal()).ofQuestion(WeChatChannel.facts(answer.refusal()))
                : seen(request, answer.value());
    }

    private static HostAnswer seen(HostRequest request, @Nullable Refund refund) {
        if (refund == null || !request.header().id().text().equals(refund.getOutRefundNo())) {
            return HostAnswer.unknown("the answer is about another refund");
        }
        String status = refund.getStatus() == null ? null : refund.getStatus().name();
        HostFacts facts = new HostFacts(status, null, refund.getRefundId(), null, null, null, null);
        Money money =
                refund.getAmount() == null ? null : Yuan.fen(refund.getAmount().getRefund());
        return state(status, facts, money);
    }

    /** The one reading of a refund's status. ABNORMAL: taken back and not arrived; a person at WeChat Pay decides. */
    static HostAnswer state(@Nullable String status, HostFacts facts, @Nullable Money money) {
        return switch (String.valueOf(status)) {
            case "SUCCESS" ->
                money == null
                        ? HostAnswer.of(Result.UNKNOWN, facts)
                        : new HostAnswer(Result.APPROVED, facts, null, money, null);
            case "PROCESSING" -> HostAnswer.of(Result.PENDING, facts);
            case "CLOSED" -> HostAnswer.declined(Reason.CHANNEL_REFUSED, facts);
            default -> HostAnswer.of(Result.UNKNOWN, facts);
        };
    }
}
