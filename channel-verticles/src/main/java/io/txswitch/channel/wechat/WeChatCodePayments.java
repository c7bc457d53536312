package io.txswitch.channel.wechat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.wechat.pay.java.service.payments.model.Transaction;
import io.txswitch.channel.wallet.Channel;
import io.txswitch.channel.wallet.ChannelConfig;
import io.txswitch.channel.wallet.Order;
import io.txswitch.channel.wallet.Yuan;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.HostRequest;
import io.txswitch.core.contract.PayerCodes;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.PayerCode;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.TxHeader;
import java.time.Instant;
import java.time.InstantSource;

/** Payments by the payer's code: codepay and reverse, which the SDK has no classes for. */
final class WeChatCodePayments {
    private static final String TRANSACTIONS = "/v3/pay/transactions";

    private final ChannelConfig config;
    private final WeChatApi api;
    private final InstantSource clock;

    WeChatCodePayments(ChannelConfig config, WeChatApi api, InstantSource clock) {
        this.config = config;
        this.api = api;
        this.clock = clock;
    }

    HostAnswer pay(HostRequest request, PayerCode payerCode) {
        TxHeader payment = request.header();
        if (!WeChatChannel.payable(payment.money())) {
            return HostAnswer.declined(Reason.INVALID_AMOUNT, HostFacts.detail("not an amount WeChat Pay takes"));
        }
        if (PayerCodes.walletOf(payerCode.digits()) != PayerCodes.Wallet.WECHAT) {
            return HostAnswer.declined(Reason.PAYER_PROBLEM, HostFacts.detail("not a code of WeChat Pay's"));
        }
        WeChatApi.Answer<Transaction> answer =
                api.ask(() -> api.post(TRANSACTIONS + "/codepay", order(payment, payerCode), Transaction.class));
        return answer.refusal() != null
                ? WeChatChannel.meaning(answer.refusal()).ofPayment(WeChatChannel.facts(answer.refusal()))
                : WeChatChannel.found(request, answer.value());
    }

    private ObjectNode order(TxHeader payment, PayerCode payerCode) {
        ObjectNode order = merchant();
        order.put("description", Order.subject(payment, WeChatChannel.MAX_SUBJECT));
        order.put("out_trade_no", payment.id().text());
        order.putObject("amount").put("total", payment.money().amountMinor()).put("currency", Yuan.CURRENCY);
        order.putObject("payer").put("auth_code", payerCode.digits());
        ObjectNode scene = order.putObject("scene_info");
        if (payment.terminalId() != null) {
            scene.put("device_id", payment.terminalId());
        }
        scene.putObject("store_info").put("out_id", payment.merchantId());
        WeChatChannel.mark(order, config);
        return order;
    }

    private ObjectNode merchant() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("appid", config.appId())
                .put("mchid", config.merchantNo());
    }

    /** REVERSED, NOT_FOUND, UNKNOWN, PENDING when it is too early, or CLOSED when only a query tells. */
    HostAnswer reverse(HostRequest request) {
        Instant allowed =
                Channel.payment(request).receivedAt().plusMillis(config.limits().reverseAfterMs());
        if (clock.instant().isBefore(allowed)) {
            return HostAnswer.of(Result.PENDING, HostFacts.detail("WeChat Pay takes it back a little later"));
        }
        String path = TRANSACTIONS + "/out-trade-no/" + Channel.paymentNo(request) + "/reverse";
        WeChatApi.Answer<Transaction> answer = api.ask(() -> api.post(path, merchant(), Transaction.class));
        if (answer.refusal() != null) {
            return WeChatChannel.meaning(answer.refusal()).ofTakingBack(WeChatChannel.facts(answer.refusal()));
        }
        Transaction reversed = answer.value();
        boolean ours = reversed != null && Channel.paymentNo(request).equals(reversed.getOutTradeNo());
        return ours ? HostAnswer.of(Result.REVERSED, HostFacts.NONE) : HostAnswer.unknown("about another order");
    }
}
