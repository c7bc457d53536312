package io.txswitch.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.model.AgreementTerms;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.ShareReceiver;
import io.txswitch.core.model.Terms;
import io.txswitch.core.model.TxId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Transfers, agreements and profit sharing as a merchant sees them; in a list without their terms. */
final class TermsResource {
    private TermsResource() {}

    static ObjectNode transfer(PaymentView view) {
        Terms terms = view.terms();
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("id", view.id().text());
        PaymentResource.put(out, "transfer_no", view.orderNo());
        out.put("status", PaymentResource.status(view));
        out.put("product", view.product());
        PaymentResource.money(out, view.money());
        PaymentResource.put(out, "payee_id", terms == null ? null : terms.payeeId());
        PaymentResource.put(out, "title", view.subject());
        PaymentResource.put(out, "channel", view.hostId());
        PaymentResource.put(out, "channel_trade_no", view.channelNo());
        PaymentResource.tail(out, view);
        return out;
    }

    /** What is known of a transfer when the core has not answered in time: no id yet. */
    static ObjectNode unanswered(NewTransfer asked) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("transfer_no", asked.transferNo());
        out.put("status", PaymentResource.status(Kind.TRANSFER, Phase.UNKNOWN));
        out.put("product", asked.product().id());
        PaymentResource.money(out, asked.money());
        out.put("payee_id", asked.payeeId());
        out.put("title", asked.title());
        return out;
    }

    static ObjectNode agreement(PaymentView view) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("id", view.id().text());
        PaymentResource.put(out, "agreement_no", view.orderNo());
        out.put("status", PaymentResource.status(view));
        out.put("product", view.product());
        Terms terms = view.terms();
        if (terms != null && terms.agreement() != null) {
            terms(out, terms.agreement());
        }
        if (view.phase() == Phase.PENDING) {
            PaymentResource.put(out, "sign_url", view.qrCode());
            out.put("next_action", "sign");
        }
        PaymentResource.put(out, "channel", view.hostId());
        PaymentResource.put(out, "channel_agreement_no", view.channelNo());
        PaymentResource.tail(out, view);
        return out;
    }

    private static void terms(ObjectNode out, AgreementTerms terms) {
        out.put("payer_ref", terms.payerRef());
        out.put("period_unit", terms.unit().name().toLowerCase(Locale.ROOT));
        out.put("period_count", terms.every());
        PaymentResource.money(out, terms.money());
        PaymentResource.put(
                out,
                "first_due_on",
                terms.firstDue() == null ? null : terms.firstDue().toString());
        out.put("renews", terms.renews());
    }

    /** The same for an agreement. */
    static ObjectNode unanswered(NewAgreement asked) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("agreement_no", asked.agreementNo());
        out.put("status", PaymentResource.status(Kind.AGREEMENT, Phase.UNKNOWN));
        out.put("product", asked.product().id());
        terms(out, asked.terms());
        return out;
    }

    static ObjectNode share(PaymentView view) {
        TxId original = view.original();
        Terms terms = view.terms();
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("id", view.id().text());
        PaymentResource.put(out, "share_no", view.orderNo());
        PaymentResource.put(out, "payment_id", original == null ? null : original.text());
        out.put("status", PaymentResource.status(view));
        out.put("product", view.product());
        PaymentResource.money(out, view.money());
        receivers(out, terms == null ? List.of() : terms.receivers());
        PaymentResource.put(out, "channel", view.hostId());
        PaymentResource.put(out, "channel_trade_no", view.channelNo());
        PaymentResource.tail(out, view);
        return out;
    }

    private static void receivers(ObjectNode out, List<ShareReceiver> receivers) {
        if (receivers.isEmpty()) {
            return;
        }
        ArrayNode list = out.putArray("receivers");
        for (ShareReceiver each : receivers) {
            ObjectNode one = list.addObject();
            one.put("type", each.type().name().toLowerCase(Locale.ROOT));
            one.put("account", each.account());
            one.put("amount", each.amountMinor());
            PaymentResource.put(one, "description", each.description());
        }
    }

    /** The same for profit sharing. */
    static ObjectNode unanswered(NewShare asked, PaymentView payment) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("share_no", asked.shareNo());
        out.put("payment_id", payment.id().text());
        out.put("status", PaymentResource.status(Kind.SHARE, Phase.UNKNOWN));
        PaymentResource.money(out, asked.money(payment));
        receivers(out, asked.receivers());
        return out;
    }

    /** What the payer has to do next for a payment that waits for him, or null. */
    static @Nullable String nextAction(PaymentView view) {
        if (view.phase() != Phase.PENDING) {
            return null;
        }
        if (Boolean.TRUE.equals(view.confirmNeeded())) {
            return "confirm";
        }
        // By an agreement the payer does nothing.
        return view.kind() == Kind.DEDUCTION ? null : "pay";
    }
}
