package io.txswitch.notifier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.txswitch.core.contract.PaymentEvent;
import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Reason;
import org.jspecify.annotations.Nullable;

/** What a webhook says: its id and type, and the payment or refund exactly as the open API shows it. */
final class WebhookBody {
    private static final String APPROVED_CODE = "00";
    private static final ObjectMapper JSON = new ObjectMapper();

    private WebhookBody() {}

    /** @param original of a refund: the payment it gives back, null when it could not be read */
    static String of(WebhookType type, PaymentEvent event, @Nullable PaymentView original) {
        PaymentView view = event.payment();
        ObjectNode body = JSON.createObjectNode();
        body.put("id", Delivery.eventId(view.id(), event.seq()));
        body.put("type", type.text());
        body.put("created_at", event.at().toString());
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
        data.put("order_no", view.orderNo());
        data.put("status", type.status());
        data.put("product", view.product());
        data.put("amount", view.money().amountMinor());
        data.put("currency", view.money().currency());
        data.put("qr_code", view.qrCode());
        data.put("channel", view.hostId());
        data.put("channel_trade_no", view.channelNo());
        data.put("refunded_amount", view.refundedMinor());
        putTail(data, view);
        if (view.terminalId() != null) {
            data.put("rrn", view.rrn());
            data.put("terminal_id", view.terminalId());
            data.put("masked_pan", view.maskedPan());
            data.put("response_code", responseCode(view));
        }
        return data;
    }

    private static ObjectNode refund(WebhookType type, PaymentView view, @Nullable PaymentView original) {
        ObjectNode data = JSON.createObjectNode();
        data.put("id", view.id().text());
        data.put("refund_no", view.orderNo());
        data.put("payment_id", view.original() == null ? null : view.original().text());
        data.put("order_no", original == null ? null : original.orderNo());
        data.put("status", type.status());
        data.put("amount", view.money().amountMinor());
        data.put("currency", view.money().currency());
        putTail(data, view);
        return data;
    }

    private static void putTail(ObjectNode data, PaymentView view) {
        Reason reason = view.reason();
        data.put("reason", reason == null ? null : reason.apiCode());
        data.put("created_at", view.receivedAt().toString());
        data.put("updated_at", view.updatedAt().toString());
    }

    /** DE39 as the terminal saw it: the host's own code where it gave one. */
    private static @Nullable String responseCode(PaymentView view) {
        if (view.hostCode() != null) {
            return view.hostCode();
        }
        Reason reason = view.reason();
        if (reason != null) {
            return reason.responseCode();
        }
        return view.phase() == Phase.APPROVED ? APPROVED_CODE : null;
    }
}
