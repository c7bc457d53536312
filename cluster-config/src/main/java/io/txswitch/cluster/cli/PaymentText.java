package io.txswitch.cluster.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** Payments as text for people. */
final class PaymentText {
    private static final int MINOR_PER_MAJOR = 100;

    private PaymentText() {}

    static String payments(JsonArray payments) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < payments.size(); i++) {
            payment(out, payments.getJsonObject(i));
        }
        return out.toString();
    }

    static String list(JsonArray payments) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < payments.size(); i++) {
            JsonObject each = payments.getJsonObject(i);
            out.append(String.format(
                    Locale.ROOT,
                    "%s  %-24s  %-14s  %-9s  %12s %s  %-16s  %s%n",
                    each.getString("id"),
                    each.getString("receivedAt"),
                    each.getString("kind"),
                    each.getString("phase"),
                    money(each),
                    each.getJsonObject("money").getString("currency"),
                    each.getString("merchantId"),
                    each.getString("orderNo", each.getString("maskedPan", ""))));
        }
        return out.append(payments.size()).append(" payment(s)\n").toString();
    }

    private static void payment(StringBuilder out, JsonObject payment) {
        JsonObject money = payment.getJsonObject("money");
        line(out, "payment", payment.getString("id"));
        line(out, "rrn", payment.getString("rrn"));
        line(out, "kind", payment.getString("kind"));
        line(out, "phase", payment.getString("phase") + suffix(payment.getString("reason")));
        line(out, "amount", money(payment) + " " + money.getString("currency"));
        line(out, "merchant", payment.getString("merchantId"));
        line(out, "terminal", payment.getString("terminalId"));
        line(out, "trace", payment.getString("trace"));
        line(out, "card", payment.getString("maskedPan"));
        line(out, "order", payment.getString("orderNo"));
        line(out, "original", payment.getString("original"));
        line(out, "channel", payment.getString("hostId"));
        line(out, "channel no", payment.getString("channelNo"));
        line(out, "host code", payment.getString("hostCode"));
        line(out, "auth code", payment.getString("authCode"));
        line(out, "refunded", refunded(payment));
        line(out, "received", payment.getString("receivedAt"));
        line(out, "node", payment.getString("node"));
        hops(out, payment.getJsonArray("hops", new JsonArray()));
        messages(out, payment.getJsonArray("messages", new JsonArray()));
        out.append('\n');
    }

    private static void hops(StringBuilder out, JsonArray hops) {
        for (int i = 0; i < hops.size(); i++) {
            JsonObject hop = hops.getJsonObject(i);
            out.append(String.format(
                    Locale.ROOT,
                    "  %-26s %-24s %+8d ms  %s%n",
                    hop.getString("at"),
                    hop.getString("event"),
                    hop.getLong("afterMs"),
                    hop.getString("node", "")));
        }
    }

    private static void messages(StringBuilder out, JsonArray messages) {
        for (int i = 0; i < messages.size(); i++) {
            JsonObject message = messages.getJsonObject(i);
            out.append("  --- ").append(message.getString("at"));
            out.append(' ').append(message.getString("channelId", ""));
            out.append(' ').append(message.getString("direction", ""));
            out.append(' ').append(message.getString("operation", "")).append('\n');
            message.getString("body", "")
                    .lines()
                    .forEach(l -> out.append("      ").append(l).append('\n'));
        }
    }

    private static String money(JsonObject payment) {
        long minor = payment.getJsonObject("money").getLong("amountMinor");
        return String.format(Locale.ROOT, "%d.%02d", minor / MINOR_PER_MAJOR, minor % MINOR_PER_MAJOR);
    }

    private static @org.jspecify.annotations.Nullable String refunded(JsonObject payment) {
        long minor = payment.getLong("refundedMinor", 0L);
        return minor == 0
                ? null
                : String.format(Locale.ROOT, "%d.%02d", minor / MINOR_PER_MAJOR, minor % MINOR_PER_MAJOR);
    }

    private static String suffix(@org.jspecify.annotations.Nullable String reason) {
        return reason == null ? "" : " (" + reason + ")";
    }

    private static void line(StringBuilder out, String name, @org.jspecify.annotations.Nullable String value) {
        if (value != null) {
            out.append(String.format(Locale.ROOT, "%-11s %s%n", name, value));
        }
    }
}
