package io.txswitch.channel.sample;

import io.txswitch.channel.sample.SampleGateway.Answer;
import io.txswitch.channel.wallet.ChannelConfig;
import io.txswitch.channel.wallet.Transfer;
import io.txswitch.channel.wallet.Yuan;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.Reason;

/** Money to payers' wallets. */
final class SampleTransfers {
    private static final String TRANSFERS = "/v1/transfers";
    private static final long MIN_MINOR = 10;

    private final ChannelConfig config;
    private final SampleGateway gateway;

    SampleTransfers(ChannelConfig config, SampleGateway gateway) {
        this.config = config;
        this.gateway = gateway;
    }

    HostAnswer send(Transfer transfer) {
        Money money = transfer.money();
        if (!money.currency().equals(Yuan.CURRENCY) || money.amountMinor() < MIN_MINOR) {
            return HostAnswer.declined(Reason.INVALID_AMOUNT, HostFacts.detail("not an amount this wallet transfers"));
        }
        Answer answer = gateway.post(
                TRANSFERS,
                SampleJson.amount(money)
                        .put("transfer_no", transfer.no())
                        .put("payee_id", transfer.payee())
                        .put("title", transfer.title())
                        .put("notify_url", config.notifyUrl()));
        return answer.refusal() == null
                ? seen(transfer.no(), answer)
                : answer.meaning().ofPayment(answer.facts());
    }

    HostAnswer query(String no) {
        Answer answer = gateway.get(TRANSFERS + "/" + no);
        return answer.refusal() == null ? seen(no, answer) : answer.meaning().ofQuestion(answer.facts());
    }

    private static HostAnswer seen(String no, Answer answer) {
        return no.equals(answer.text("transfer_no"))
                ? SampleStates.transfer(answer.body())
                : HostAnswer.unknown("the answer is about another transfer");
    }
}
