package io.txswitch.channel.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.txswitch.channel.sample.SampleGateway.Answer;
import io.txswitch.channel.wallet.ChannelConfig;
import io.txswitch.channel.wallet.Checkouts;
import io.txswitch.channel.wallet.Facts;
import io.txswitch.channel.wallet.Order;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.HostRequest;
import io.txswitch.core.model.AgreementTerms;
import io.txswitch.core.model.TxHeader;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Agreements: signed on a page of the wallet's, asked about, ended. */
final class SampleAgreements {
    private static final String AGREEMENTS = "/v1/agreements";

    private final ChannelConfig config;
    private final SampleGateway gateway;

    SampleAgreements(ChannelConfig config, SampleGateway gateway) {
        this.config = config;
        this.gateway = gateway;
    }

    HostAnswer sign(HostRequest request) {
        TxHeader agreement = request.header();
        AgreementTerms terms = terms(agreement);
        if (terms == null) {
            return Checkouts.incomplete("what the payer agrees to");
        }
        ObjectNode consent = consent(agreement.id().text(), terms)
                .put("notify_url", config.notifyUrl())
                .put("expires_at", Order.codeEnds(agreement, config.limits()).toString());
        Answer answer = gateway.post(AGREEMENTS, consent);
        return answer.refusal() == null
                ? seen(request, answer)
                : answer.meaning().ofCharge(answer.facts());
    }

    /** What the transaction says of an agreement, if it says any. */
    static @Nullable AgreementTerms terms(TxHeader header) {
        return header.terms() == null ? null : header.terms().agreement();
    }

    /** The agreement in the wallet's words. */
    static ObjectNode consent(String no, AgreementTerms terms) {
        return SampleJson.object()
                .put("agreement_no", no)
                .put("payer_ref", terms.payerRef())
                .put("period_unit", terms.unit().name().toLowerCase(Locale.ROOT))
                .put("period", terms.every())
                .put("max_amount", terms.amountMinor())
                .put("currency", terms.currency());
    }

    HostAnswer query(HostRequest request) {
        Answer answer = gateway.get(AGREEMENTS + "/" + request.header().id().text());
        return answer.refusal() == null
                ? seen(request, answer)
                : answer.meaning().ofQuestion(answer.facts());
    }

    HostAnswer unsign(HostRequest request) {
        String path = AGREEMENTS + "/" + request.header().id().text() + "/cancel";
        Answer answer = gateway.post(path, SampleJson.object());
        if (answer.refusal() != null) {
            return answer.meaning().ofQuestion(answer.facts());
        }
        HostAnswer seen = seen(request, answer);
        return HostAnswer.of(seen.result() == Result.CLOSED ? Result.REVERSED : Result.UNKNOWN, seen.facts());
    }

    private static HostAnswer seen(HostRequest request, Answer answer) {
        boolean ours = request.header().id().text().equals(answer.text("agreement_no"));
        if (!ours) {
            return HostAnswer.unknown("the answer is about another agreement");
        }
        HostAnswer state = SampleStates.agreement(answer.body());
        String place = answer.text("sign_url");
        return state.result() == Result.PENDING && place != null
                ? HostAnswer.of(Result.PENDING, Facts.shown(answer.text("state"), place))
                : state;
    }
}
