package io.txswitch.notifier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.txswitch.core.contract.PaymentEvent;
import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.model.AgreementTerms;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.ShareReceiver;
import io.txswitch.core.model.Terms;
import io.txswitch.core.model.TxId;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a webhook says: its id and type, and the resource as the open API shows it (RFC 3339 in UTC with
 * milliseconds, minor units, a member without a value left out).
 */
final class WebhookBody {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private WebhookBody() {}

    /** @param original of a refund: the payment it gives back, null when it could not be read */
    static String of(WebhookType type, PaymentEvent event, @Nullable PaymentView original) {
        PaymentView view = event.payment();
        ObjectNode body = JSON.createObjectNode();
        body.put("id", MerchantEvent.id(view.id(), event.seq()));
        body.put("type", type.text());
        body.put("created_at", time(event.at()));
        body.set("data", data(type, view, original));
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode data(WebhookType type, PaymentView view, @Nullable PaymentView original) {
        return switch (type) {
            case PAYMENT_SUCCEEDED, PAYMENT_FAILED, PAYMENT_CLOSED, PAYMENT_REVERSED -> payment(type, view);
            case REFUND_SUCCEEDED, REFUND_FAILED -> refund(type, view, original);
            case TRANSFER_SUCCEEDED, TRANSFER_FAILED -> transfer(type, view);
            case SHARE_SUCCEEDED, SHARE_FAILED -> share(type, view);
            case AGREEMENT_SIGNED, AGREEMENT_CLOSED, AGREEMENT_CANCELLED -> agreement(type, view);
        };
    }

    private static ObjectNode payment(WebhookType type, PaymentView view) {
        ObjectNode data = JSON.createObjectNode();
        data.put("id", view.id().text());
        put(data, "order_no", view.orderNo());
        data.put("status", type.status());
        data.put("product", view.product());
        putMoney(data, view);
        put(data, "qr_code", view.qrCode());
        put(data, "agreement_id", agreementOf(view));
        put(data, "channel", view.hostId());
        put(data, "channel_trade_no", view.channelNo());
        data.put("refunded_amount", view.refundedMinor());
        if (view.kind() == Kind.SALE) {
            data.put("rrn", view.rrn());
            put(data, "terminal_id", view.terminalId());
            put(data, "masked_pan", view.maskedPan());
            put(data, "response_code", responseCode(view));
        }
        putTail(data, view);
        return data;
    }

    private static ObjectNode refund(WebhookType type, PaymentView view, @Nullable PaymentView original) {
        TxId originalId = view.original();
        ObjectNode data = JSON.createObjectNode();
        data.put("id", view.id().text());
        put(data, "refund_no", view.orderNo());
        put(data, "payment_id", originalId == null ? null : originalId.text());
        put(data, "order_no", original == null ? null : original.orderNo());
        data.put("status", type.status());
        putMoney(data, view);
        putTail(data, view);
        return data;
    }

    /** What it was deducted by, or what the payer signed with it. */
    private static @Nullable String agreementOf(PaymentView view) {
        TxId named = view.kind() == Kind.DEDUCTION
                ? view.original()
                : view.terms() == null ? null : view.terms().signs();
        return named == null ? null : named.text();
    }

    private static ObjectNode transfer(WebhookType type, PaymentView view) {
        Terms terms = view.terms();
        ObjectNode data = JSON.createObjectNode();
        data.put("id", view.id().text());
        put(data, "transfer_no", view.orderNo());
        data.put("status", type.status());
        data.put("product", view.product());
        putMoney(data, view);
        put(data, "payee_id", terms == null ? null : terms.payeeId());
        put(data, "title", view.subject());
        put(data, "channel", view.hostId());
        put(data, "channel_trade_no", view.channelNo());
        putTail(data, view);
        return data;
    }

    private static ObjectNode share(WebhookType type, PaymentView view) {
        TxId original = view.original();
        ObjectNode data = JSON.createObjectNode();
        data.put("id", view.id().text());
        put(data, "share_no", view.orderNo());
        put(data, "payment_id", original == null ? null : original.text());
        data.put("status", type.status());
        data.put("product", view.product());
        putMoney(data, view);
        if (view.terms() != null && !view.terms().receivers().isEmpty()) {
            ArrayNode receivers = data.putArray("receivers");
            for (ShareReceiver each : view.terms().receivers()) {
                ObjectNode one = receivers.addObject();
                one.put("type", each.type().name().toLowerCase(Locale.ROOT));
                one.put("account", each.account());
                one.put("amount", each.amountMinor());
                put(one, "description", each.description());
            }
        }
        put(data, "channel", view.hostId());
        put(data, "channel_trade_no", view.channelNo());
        putTail(data, view);
        return data;
    }

    private static ObjectNode agreement(WebhookType type, PaymentView view) {
        ObjectNode data = JSON.createObjectNode();
        data.put("id", view.id().text());
        put(data, "agreement_no", view.orderNo());
        // One that the wallet refused was never in force either; its resource says why.
        data.put("status", view.phase() == Phase.DECLINED ? "failed" : type.status());
        data.put("product", view.product());
        AgreementTerms terms = view.terms() == null ? null : view.terms().agreement();
        if (terms != null) {
            data.put("payer_ref", terms.payerRef());
            data.put("period_unit", terms.unit().name().toLowerCase(Locale.ROOT));
            data.put("period_count", terms.every());
            data.put("amount", terms.amountMinor());
            data.put("currency", terms.currency());
            put(
                    data,
                    "first_due_on",
                    terms.firstDue() == null ? null : terms.firstDue().toString());
            data.put("renews", terms.renews());
        }
        put(data, "channel", view.hostId());
        put(data, "channel_agreement_no", view.channelNo());
        putTail(data, view);
        return data;
    }

    private static void putMoney(ObjectNode data, PaymentView view) {
        data.put("amount", view.money().amountMinor());
        data.put("currency", view.money().currency());
    }

    private static void putTail(ObjectNode data, PaymentView view) {
        put(data, "reason", view.reason() == null ? null : view.reason().apiCode());
        boolean refusedByWallet =
                (view.phase() == Phase.DECLINED || view.phase() == Phase.CLOSED) && view.terminalId() == null;
        put(data, "channel_code", refusedByWallet ? view.hostCode() : null);
        data.put("created_at", time(view.receivedAt()));
        data.put("updated_at", time(view.updatedAt()));
    }

    /** DE39: the host's own code where it gave one, else the switch's. */
    private static @Nullable String responseCode(PaymentView view) {
        return view.hostCode() == null && view.reason() != null ? view.reason().responseCode() : view.hostCode();
    }

    private static String time(Instant at) {
        return TIME.format(at);
    }

    private static void put(ObjectNode data, String name, @Nullable String value) {
        if (value != null) {
            data.put(name, value);
        }
    }
}
