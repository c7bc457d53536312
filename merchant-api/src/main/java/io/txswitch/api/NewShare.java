package io.txswitch.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.txswitch.core.config.Merchant;
import io.txswitch.core.config.Product;
import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.contract.SubmitPayment;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.ShareReceiver;
import io.txswitch.core.model.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/payments/:id/shares}.
 *
 * @param product the row it is shared by; null for the one that the payment's channel has
 */
record NewShare(String shareNo, @Nullable String product, List<ShareReceiver> receivers) {
    private static final Set<String> MEMBERS = Set.of("share_no", "product", "receivers");
    private static final Set<String> RECEIVER_MEMBERS = Set.of("type", "account", "amount", "description");

    static Parsed<NewShare> read(ObjectNode body, ApiConfig config) {
        Fields fields = new Fields(body, MEMBERS);
        String shareNo = fields.text("share_no", TextRule.NUMBER);
        String product = fields.optionalText("product", TextRule.WORD);
        List<ShareReceiver> receivers = new ArrayList<>();
        long sumMinor = 0;
        for (ObjectNode each : fields.objects("receivers", Terms.MAX_RECEIVERS)) {
            ShareReceiver receiver = receiver(fields, each, "receivers[" + receivers.size() + "]", config);
            if (receiver == null) {
                break;
            }
            receivers.add(receiver);
            sumMinor += receiver.amountMinor();
        }
        if (sumMinor > Money.MAX_AMOUNT_MINOR) {
            fields.refuse(ApiCode.INVALID_AMOUNT, "The amounts of receivers are too much together.", "receivers");
        }
        Problem problem = fields.problem();
        return problem != null
                ? new Parsed.Bad<>(problem)
                : new Parsed.Ok<>(new NewShare(shareNo, product, List.copyOf(receivers)));
    }

    private static @Nullable ShareReceiver receiver(Fields whole, ObjectNode given, String place, ApiConfig config) {
        Fields fields = new Fields(given, RECEIVER_MEMBERS);
        String type = fields.text("type", TextRule.RECEIVER_TYPE);
        String account = fields.text("account", TextRule.ACCOUNT);
        long amountMinor = fields.amountMinor("amount", config.maxAmountMinor());
        String description = fields.optionalText("description", TextRule.REFUND_REASON);
        Problem problem = fields.problem();
        if (problem != null) {
            whole.refuse(problem.within(place));
            return null;
        }
        return new ShareReceiver(
                ShareReceiver.Type.valueOf(type.toUpperCase(Locale.ROOT)), account, amountMinor, description);
    }

    Money money(PaymentView payment) {
        long sumMinor = receivers.stream().mapToLong(ShareReceiver::amountMinor).sum();
        return new Money(sumMinor, payment.money().currency());
    }

    /** The same for a repeat, beside the payment it is a part of. */
    String meaning() {
        StringBuilder text = new StringBuilder(shareNo).append(' ').append(product);
        for (ShareReceiver each : receivers) {
            text.append(' ')
                    .append(each.type())
                    .append(' ')
                    .append(each.account())
                    .append(' ')
                    .append(each.amountMinor());
        }
        return text.toString();
    }

    /** @param nonce of the request, which the first append takes with it */
    SubmitPayment command(Merchant merchant, PaymentView payment, Product by, long answerWithinMs, String nonce) {
        return new SubmitPayment(
                Kind.SHARE,
                "m:" + merchant.id() + ":s:" + shareNo,
                Fingerprint.of("payment", payment.id().text(), "product", by.id(), "receivers", meaning()),
                merchant.id(),
                null,
                by.id(),
                money(payment),
                null,
                shareNo,
                null,
                null,
                payment.id(),
                null,
                payment.notifyUrl(),
                answerWithinMs,
                null,
                null,
                null,
                null,
                nonce,
                Terms.receivers(receivers));
    }
}
