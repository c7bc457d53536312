package io.txswitch.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.TxId;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A transaction as a merchant sees it, in the API and in webhooks alike: snake case, minor units, RFC 3339 in UTC with
 * milliseconds; a member without a value is left out.
 */
public final class PaymentResource {
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private PaymentResource() {}

    /**
     * A transaction, whatever it is.
     *
     * @param original of a refund: the payment it gives back, null when it was not read
     */
    public static ObjectNode of(PaymentView view, @Nullable PaymentView original) {
        return switch (view.kind()) {
            case REFUND -> refund(view, original);
            case TRANSFER -> TermsResource.transfer(view);
            case AGREEMENT -> TermsResource.agreement(view);
            case SHARE -> TermsResource.share(view);
            case SALE,
                    PRE_AUTH,
                    COMPLETION,
                    VOID,
                    BALANCE,
                    ADVICE,
                    ADJUSTMENT,
                    SCRIPT_RESULT,
                    WALLET_PAYMENT,
                    CODE_PAYMENT,
                    DEDUCTION,
                    COMPENSATION,
                    TOMBSTONE -> payment(view);
        };
    }

    /** A payment; a card's has its terminal and reference number too. */
    public static ObjectNode payment(PaymentView view) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("id", view.id().text());
        put(out, "order_no", view.orderNo());
        out.put("status", status(view.phase()));
        out.put("product", view.product());
        money(out, view.money());
        put(out, "qr_code", view.qrCode());
        put(out, "next_action", TermsResource.nextAction(view));
        put(out, "agreement_id", agreement(view));
        put(out, "channel", view.hostId());
        put(out, "channel_trade_no", view.channelNo());
        out.put("refunded_amount", view.refundedMinor());
        if (view.kind().isCharge() && view.terminalId() != null) {
            out.put("rrn", view.rrn());
            put(out, "terminal_id", view.terminalId());
            put(out, "masked_pan", view.maskedPan());
            put(out, "response_code", responseCode(view));
        }
        tail(out, view);
        return out;
    }

    /** What it is deducted by, or what the payer signs with it. */
    private static @Nullable String agreement(PaymentView view) {
        TxId named = view.kind() == Kind.DEDUCTION
                ? view.original()
                : view.terms() == null ? null : view.terms().signs();
        return named == null ? null : named.text();
    }

    /** A refund; {@code payment_id} and {@code order_no} name the payment. */
    public static ObjectNode refund(PaymentView view, @Nullable PaymentView original) {
        TxId originalId = view.original();
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("id", view.id().text());
        put(out, "refund_no", view.orderNo());
        put(out, "payment_id", originalId == null ? null : originalId.text());
        put(out, "order_no", original == null ? null : original.orderNo());
        out.put("status", status(view.phase()));
        money(out, view.money());
        tail(out, view);
        return out;
    }

    /** What is known of a payment when the core has not answered in time: no id yet. */
    static ObjectNode unanswered(NewPayment asked) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("order_no", asked.orderNo());
        out.put("status", status(Phase.UNKNOWN));
        out.put("product", asked.product().id());
        money(out, asked.money());
        return out;
    }

    /** The same for a refund. */
    static ObjectNode unanswered(NewRefund asked, PaymentView original) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("refund_no", asked.refundNo());
        out.put("payment_id", original.id().text());
        put(out, "order_no", original.orderNo());
        out.put("status", status(Phase.UNKNOWN));
        money(out, asked.money(original));
        return out;
    }

    static String status(PaymentView view) {
        return status(view.kind(), view.phase());
    }

    /** The one word for a phase: an agreement is signed and cancelled where a payment succeeds and is reversed. */
    static String status(Kind kind, Phase phase) {
        if (kind != Kind.AGREEMENT) {
            return status(phase);
        }
        return switch (phase) {
            case APPROVED, FORWARDED -> "signed";
            case REVERSING -> "cancelling";
            case REVERSED -> "cancelled";
            case RECEIVED, HELD, SCREENED, ROUTED, SENT, PENDING, DECLINED, CLOSED, UNKNOWN, FORWARDING ->
                status(phase);
        };
    }

    /** The same for everything but agreements. */
    static String status(Phase phase) {
        return switch (phase) {
            case RECEIVED, HELD, SCREENED, ROUTED, SENT, FORWARDING -> "processing";
            case PENDING -> "pending";
            case APPROVED, FORWARDED -> "succeeded";
            case DECLINED -> "failed";
            case CLOSED -> "closed";
            case UNKNOWN -> "unknown";
            case REVERSING -> "reversing";
            case REVERSED -> "reversed";
        };
    }

    private static @Nullable String responseCode(PaymentView view) {
        return view.hostCode() == null && view.reason() != null ? view.reason().responseCode() : view.hostCode();
    }

    static void money(ObjectNode out, Money money) {
        out.put("amount", money.amountMinor());
        out.put("currency", money.currency());
    }

    static void tail(ObjectNode out, PaymentView view) {
        put(out, "reason", view.reason() == null ? null : view.reason().apiCode());
        put(out, "channel_code", isNoSuccess(view.phase()) && view.terminalId() == null ? view.hostCode() : null);
        out.put("created_at", time(view.receivedAt()));
        out.put("updated_at", time(view.updatedAt()));
    }

    /** Where a wallet's own code says more than the status. */
    private static boolean isNoSuccess(Phase phase) {
        return phase == Phase.DECLINED || phase == Phase.CLOSED || phase == Phase.UNKNOWN;
    }

    static String time(Instant at) {
        return TIME.format(at);
    }

    static void put(ObjectNode out, String name, @Nullable String value) {
        if (value != null) {
            out.put(name, value);
        }
    }
}
