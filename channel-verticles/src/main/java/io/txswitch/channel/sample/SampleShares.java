package io.txswitch.channel.sample;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.txswitch.channel.sample.SampleGateway.Answer;
import io.txswitch.channel.wallet.Channel;
import io.txswitch.channel.wallet.ChannelConfig;
import io.txswitch.channel.wallet.Checkouts;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.HostRequest;
import io.txswitch.core.model.Terms;
import io.txswitch.core.model.TxHeader;
import java.util.Locale;

/** Profit sharing. */
final class SampleShares {
    private static final String SHARES = "/v1/shares";

    private final ChannelConfig config;
    private final SampleGateway gateway;

    SampleShares(ChannelConfig config, SampleGateway gateway) {
        this.config = config;
        this.gateway = gateway;
    }

    HostAnswer share(HostRequest request) {
        Terms terms = request.header().terms();
        if (terms == null || terms.receivers().isEmpty()) {
            return Checkouts.incomplete("who gets a part");
        }
        ObjectNode order = SampleJson.object()
                .put("share_no", request.header().id().text())
                .put("order_no", Channel.paymentNo(request))
                .put("notify_url", config.notifyUrl());
        ArrayNode receivers = order.putArray("receivers");
        terms.receivers()
                .forEach(each -> receivers
                        .addObject()
                        .put("type", each.type().name().toLowerCase(Locale.ROOT))
                        .put("account", each.account())
                        .put("amount", each.amountMinor())
                        .put("description", each.description()));
        Answer answer = gateway.post(SHARES, order);
        return answer.refusal() == null
                ? seen(request.header(), answer)
                : answer.meaning().ofPayment(answer.facts());
    }

    HostAnswer query(HostRequest request) {
        Answer answer = gateway.get(SHARES + "/" + request.header().id().text());
        return answer.refusal() == null
                ? seen(request.header(), answer)
                : answer.meaning().ofQuestion(answer.facts());
    }

    /** Of a part that did not arrive a person has to hear: it is neither a success nor a decline. */
    private static HostAnswer seen(TxHeader share, Answer answer) {
        if (!share.id().text().equals(answer.text("share_no"))) {
            return HostAnswer.unknown("the answer is about another share");
        }
        HostAnswer state = SampleStates.share(answer.body());
        boolean part = state.result() == Result.APPROVED && !share.money().equals(state.money());
        return part ? HostAnswer.unknown("only " + state.money() + " arrived") : state;
    }
}
