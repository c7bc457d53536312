package io.txswitch.channel.unionpay;

import io.txswitch.channel.wallet.ChannelConfig;
import io.txswitch.channel.wallet.Form;
import io.txswitch.channel.wallet.Notification;
import io.txswitch.channel.wallet.NotificationReply.Outcome;
import io.txswitch.channel.wallet.Order;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.ReportHostFact;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.TxId;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the form posts that tell of payments and refunds.
 *
 * <p>They carry no time that could be checked: UnionPay repeats the same text. Repeats are harmless, because the core
 * takes a fact once.
 */
final class UnionPayNotifications {
    /** Behind the payment's number in the number of what a reversal gave back. */
    static final String TAKEN_BACK = "R";

    /** What is read of it; none of these may hide inside another one's value. */
    private static final Set<String> FIELDS = Set.of(
            "merId", "orderId", "txnType", "respCode", "txnAmt", "currencyCode", "queryId", "accNo", "signMethod");

    private static final String PAYMENT = "01";
    private static final String REFUND = "04";

    private final ChannelConfig config;
    private final UnionPaySignature signature;

    UnionPayNotifications(ChannelConfig config, UnionPaySignature signature) {
        this.config = config;
        this.signature = signature;
    }

    Notification parse(byte[] rawBody) {
        Map<String, String> form = Form.encoded(new String(rawBody, StandardCharsets.UTF_8));
        if (form == null || Form.hides(form, FIELDS) || !signature.genuine(form)) {
            return new Notification.Forged("the signature does not fit");
        }
        // An empty field is not part of what was signed: it is as if it were not there.
        form.values().removeIf(String::isEmpty);
        if (!config.merchantNo().equals(form.get("merId"))) {
            return new Notification.Foreign(Outcome.MISMATCH, "another merchant");
        }
        String orderId = form.get("orderId");
        TxId takenBack = takenBack(orderId);
        if (takenBack != null) {
            return new Notification.Nothing(takenBack, "what a reversal gave back; its state is asked for");
        }
        TxId id = Order.id(orderId);
        return id == null
                ? new Notification.Foreign(Outcome.UNKNOWN_PAYMENT, "the order number is none of ours")
                : read(id, form);
    }

    private static @Nullable TxId takenBack(@Nullable String orderId) {
        return orderId != null && orderId.endsWith(TAKEN_BACK)
                ? Order.id(orderId.substring(0, orderId.length() - TAKEN_BACK.length()))
                : null;
    }

    private Notification read(TxId id, Map<String, String> form) {
        String type = String.valueOf(form.get("txnType"));
        if (!type.equals(PAYMENT) && !type.equals(REFUND)) {
            return new Notification.Nothing(id, "a transaction nobody waits for");
        }
        String code = String.valueOf(form.get("respCode"));
        if (!UnionPayCodes.done(code)) {
            return new Notification.Nothing(id, "not done; its state is asked for");
        }
        Money money = UnionPayPayments.money(form);
        if (money == null || form.get("queryId") == null) {
            return new Notification.Foreign(Outcome.TRY_AGAIN, "an amount or a number that cannot be read");
        }
        HostAnswer answer = new HostAnswer(Result.APPROVED, UnionPayPayments.facts(code, form), null, money, null);
        return new Notification.Fact(
                new ReportHostFact(config.id(), id, answer, null, config.merchantNo(), form.get("queryId")), code);
    }
}
