package io.txswitch.notifier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.txswitch.core.contract.PaymentEvent;
import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.TxId;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import org.jspecify.annotations.Nullable;

/**
 * What a webhook says: its id and type, and the payment or refund as the open API shows it (RFC 3339 in UTC with
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
        body.set("data", type.isRefund() ? refund(type, view, original) : payment(type, view));
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode payment(WebhookType type, PaymentView view) {
        ObjectNode data = JSON.createObjectNode();
        data.put("id", view.id().text());
        put(data, "order_no", view.orderNo());
        data.put("status", type.status());
        data.put("product", view.product());
        putMoney(data, view);
        put(data, "qr_code", view.qrCode());
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

    private static void putMoney(ObjectNode data, PaymentView view) {
        data.put("amount", view.money().amountMinor());
        data.put("currency", view.money().currency());
    }

    private static void putTail(ObjectNode data, PaymentView view) {
        put(data, "reason", view.reason() == null ? null : view.reason().apiCode());
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
