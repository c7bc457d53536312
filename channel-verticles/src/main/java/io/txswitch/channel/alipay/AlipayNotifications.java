package io.txswitch.channel.alipay;

import io.txswitch.channel.wallet.ChannelConfig;
import io.txswitch.channel.wallet.Facts;
import io.txswitch.channel.wallet.Form;
import io.txswitch.channel.wallet.Notification;
import io.txswitch.channel.wallet.NotificationReply.Outcome;
import io.txswitch.channel.wallet.Order;
import io.txswitch.channel.wallet.Yuan;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.ReportHostFact;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.TxId;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/**
 * Reads form posts: {@code trade_status_sync} of payments, {@code dut_user_sign} and {@code dut_user_unsign} of
 * agreements.
 *
 * <p>They carry no time that could be checked: Alipay repeats the same text for a day. Repeats are harmless, because
 * the core takes a fact once.
 */
final class AlipayNotifications {
    /** What is read of it; none of these may hide inside another one's value. */
    private static final Set<String> FIELDS = Set.of(
            "app_id",
            "seller_id",
            "out_trade_no",
            "trade_no",
            "trade_status",
            "total_amount",
            "buyer_id",
            "notify_id",
            "gmt_refund",
            "refund_fee",
            "notify_type",
            "external_agreement_no",
            "agreement_no",
            "status",
            "alipay_user_id");

    private final ChannelConfig config;
    private final AlipayTrust trust;

    AlipayNotifications(ChannelConfig config, AlipayTrust trust) {
        this.config = config;
        this.trust = trust;
    }

    Notification parse(byte[] rawBody) {
        Map<String, String> form = Form.encoded(new String(rawBody, StandardCharsets.UTF_8));
        if (form == null || Form.hides(form, FIELDS) || !trust.genuine(form)) {
            return new Notification.Forged("the signature does not fit");
        }
        String type = String.valueOf(form.get("notify_type"));
        if (type.equals("dut_user_sign") || type.equals("dut_user_unsign")) {
            return agreement(type.equals("dut_user_sign"), form);
        }
        if (!config.appId().equals(form.get("app_id")) || !config.merchantNo().equals(form.get("seller_id"))) {
            return new Notification.Foreign(Outcome.MISMATCH, "another application or seller");
        }
        TxId id = Order.id(form.get("out_trade_no"));
        if (id == null) {
            return new Notification.Foreign(Outcome.UNKNOWN_PAYMENT, "the order number is none of ours");
        }
        return read(id, form);
    }

    /** An agreement names the application but no seller. */
    private Notification agreement(boolean begins, Map<String, String> form) {
        String seller = form.get("seller_id");
        if (!config.appId().equals(form.get("app_id"))
                || (seller != null && !config.merchantNo().equals(seller))) {
            return new Notification.Foreign(Outcome.MISMATCH, "another application or seller");
        }
        TxId id = Order.id(form.get("external_agreement_no"));
        if (id == null) {
            return new Notification.Foreign(Outcome.UNKNOWN_PAYMENT, "the agreement's number is none of ours");
        }
        String status = String.valueOf(form.get("status"));
        HostFacts facts = Facts.of(status, form.get("agreement_no"), form.get("alipay_user_id"));
        Result result = AlipayAgreements.status(status, facts).result();
        if (begins && result == Result.APPROVED) {
            return fact(id, HostAnswer.of(Result.APPROVED, facts), form, status);
        }
        if (!begins && result == Result.CLOSED) {
            return fact(id, HostAnswer.of(Result.REVERSED, facts), form, status);
        }
        if (result == Result.PENDING || status.equals(AlipayAgreements.PAUSED)) {
            return new Notification.Nothing(id, "neither signed nor ended");
        }
        return new Notification.Foreign(Outcome.TRY_AGAIN, "a status that cannot be read");
    }

    private Notification fact(TxId id, HostAnswer answer, Map<String, String> form, String code) {
        return new Notification.Fact(
                new ReportHostFact(
                        config.id(), id, answer, form.get("app_id"), form.get("seller_id"), form.get("notify_id")),
                code);
    }

    private Notification read(TxId id, Map<String, String> form) {
        String status = String.valueOf(form.get("trade_status"));
        if (form.containsKey("gmt_refund") || form.containsKey("refund_fee")) {
            // Its TRADE_CLOSED means "wholly given back", not "never paid"; refunds are asked for by number instead.
            return new Notification.Nothing(id, "about a refund");
        }
        HostFacts facts = new HostFacts(status, null, form.get("trade_no"), null, null, form.get("buyer_id"), null);
        HostAnswer answer = AlipayChannel.status(status, facts, Yuan.parse(form.get("total_amount")));
        return switch (answer.result()) {
            case APPROVED, CLOSED -> fact(id, answer, form, status);
            case PENDING -> new Notification.Nothing(id, "not paid yet");
            default -> new Notification.Foreign(Outcome.TRY_AGAIN, "a status or an amount that cannot be read");
        };
    }
}
