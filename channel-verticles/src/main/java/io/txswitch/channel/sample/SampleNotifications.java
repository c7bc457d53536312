package io.txswitch.channel.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.txswitch.channel.wallet.ChannelConfig;
import io.txswitch.channel.wallet.Notification;
import io.txswitch.channel.wallet.NotificationReply.Outcome;
import io.txswitch.channel.wallet.Order;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.ReportHostFact;
import io.txswitch.core.model.TxId;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what the wallet posts on its own: time and signature first, on the raw bytes, then the JSON. */
final class SampleNotifications {
    private static final Duration MAX_AGE = Duration.ofMinutes(5);
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");

    private final ChannelConfig config;
    private final SampleSignature signature;
    private final InstantSource clock;

    SampleNotifications(ChannelConfig config, SampleSignature signature, InstantSource clock) {
        this.config = config;
        this.signature = signature;
        this.clock = clock;
    }

    Notification parse(MultiMap headers, byte[] rawBody) {
        String time = headers.get(SampleGateway.TIME);
        if (!fresh(time)) {
            return new Notification.Forged("the time is missing or more than five minutes off");
        }
        String body = new String(rawBody, StandardCharsets.UTF_8);
        String nonce = String.valueOf(headers.get(SampleGateway.NONCE));
        if (!signature.fits(headers.get(SampleGateway.SIGNATURE), body, "NOTICE", String.valueOf(time), nonce)) {
            return new Notification.Forged("the signature does not fit");
        }
        ObjectNode notice = SampleJson.parse(body);
        return notice == null ? new Notification.Foreign(Outcome.TRY_AGAIN, "it cannot be read") : read(notice);
    }

    private boolean fresh(@Nullable String time) {
        if (time == null || !SECONDS.matcher(time).matches()) {
            return false;
        }
        Instant sent = Instant.ofEpochSecond(Long.parseLong(time));
        return Duration.between(sent, clock.instant()).abs().compareTo(MAX_AGE) <= 0;
    }

    private Notification read(ObjectNode notice) {
        boolean ours = config.appId().equals(SampleJson.text(notice, "app_id"))
                && config.merchantNo().equals(SampleJson.text(notice, "merchant_no"));
        if (!ours) {
            return new Notification.Foreign(Outcome.MISMATCH, "another application or merchant");
        }
        String about = String.valueOf(SampleJson.text(notice, "about"));
        TxId id = Order.id(SampleJson.text(notice, about.equals("payment") ? "order_no" : about + "_no"));
        if (id == null) {
            return new Notification.Foreign(Outcome.UNKNOWN_PAYMENT, "the order number is none of ours");
        }
        if (about.equals("refund") && id.text().equals(SampleJson.text(notice, "order_no"))) {
            return new Notification.Nothing(id, "what a reversal gave back; its state is asked for");
        }
        HostAnswer answer = switch (about) {
            case "refund" -> SampleStates.refund(notice);
            case "agreement" -> agreement(notice);
            case "transfer" -> SampleStates.transfer(notice);
            case "share" -> SampleStates.share(notice);
            default -> SampleStates.payment(notice, false);
        };
        return switch (answer.result()) {
            case APPROVED, CLOSED, REVERSED, DECLINED -> fact(id, answer, notice);
            case PENDING, CONFIRM_NEEDED -> new Notification.Nothing(id, "not settled yet");
            default -> new Notification.Foreign(Outcome.TRY_AGAIN, "a state or an amount that cannot be read");
        };
    }

    /** What was signed and has ended is a reversal that the payer asked for. */
    private static HostAnswer agreement(ObjectNode notice) {
        HostAnswer seen = SampleStates.agreement(notice);
        boolean ended = seen.result() == Result.CLOSED && seen.facts().channelNo() != null;
        return ended ? HostAnswer.of(Result.REVERSED, seen.facts()) : seen;
    }

    private Notification fact(TxId id, HostAnswer answer, ObjectNode notice) {
        ReportHostFact fact = new ReportHostFact(
                config.id(), id, answer, config.appId(), config.merchantNo(), SampleJson.text(notice, "id"));
        return new Notification.Fact(fact, String.valueOf(SampleJson.text(notice, "state")));
    }
}
