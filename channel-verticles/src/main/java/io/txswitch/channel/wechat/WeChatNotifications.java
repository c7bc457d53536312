package io.txswitch.channel.wechat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.txswitch.channel.wallet.ChannelConfig;
import io.txswitch.channel.wallet.Notification;
import io.txswitch.channel.wallet.NotificationReply.Outcome;
import io.txswitch.channel.wallet.Order;
import io.txswitch.channel.wallet.Yuan;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.ReportHostFact;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.TxId;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads TRANSACTION.* and REFUND.* notifications: time and signature first, then the sealed resource. */
final class WeChatNotifications {
    private static final Duration MAX_AGE = Duration.ofMinutes(5);
    private static final String SIGN_TYPE = "WECHATPAY2-SHA256-RSA2048";
    private static final String SEAL = "AEAD_AES_256_GCM";
    private static final Pattern SECONDS = Pattern.compile("\\d{1,12}");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ChannelConfig config;
    private final WeChatTrust trust;
    private final InstantSource clock;

    /** The SDK's parser is not used: it looks at no time and reads amounts as doubles. */
    WeChatNotifications(ChannelConfig config, WeChatTrust trust, InstantSource clock) {
        this.config = config;
        this.trust = trust;
        this.clock = clock;
    }

    Notification parse(MultiMap headers, byte[] rawBody) {
        if (!fresh(headers.get("Wechatpay-Timestamp"))) {
            return new Notification.Forged("the time is missing or more than five minutes off");
        }
        String body = new String(rawBody, StandardCharsets.UTF_8);
        return switch (judge(headers, body)) {
            case GENUINE -> take(body);
            case FORGED -> new Notification.Forged("the signature does not fit");
            case NOT_KNOWN_YET -> new Notification.Foreign(Outcome.TRY_AGAIN, "its certificate is being fetched");
        };
    }

    private Notification take(String body) {
        try {
            JsonNode envelope = JSON.readTree(body);
            return read(envelope, JSON.readTree(opened(envelope.path("resource"))));
        } catch (JsonProcessingException | RuntimeException e) {
            return new Notification.Foreign(
                    Outcome.TRY_AGAIN, "it cannot be opened: " + e.getClass().getSimpleName());
        }
    }

    private boolean fresh(@Nullable String timestamp) {
        if (timestamp == null || !SECONDS.matcher(timestamp).matches()) {
            return false;
        }
        Instant sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
        return Duration.between(sent, clock.instant()).abs().compareTo(MAX_AGE) <= 0;
    }

    private WeChatTrust.Verdict judge(MultiMap headers, String body) {
        String serial = headers.get("Wechatpay-Serial");
        String nonce = headers.get("Wechatpay-Nonce");
        String signature = headers.get("Wechatpay-Signature");
        String type = headers.get("Wechatpay-Signature-Type");
        if (serial == null || nonce == null || signature == null || (type != null && !type.equals(SIGN_TYPE))) {
            return WeChatTrust.Verdict.FORGED;
        }
        String signed = headers.get("Wechatpay-Timestamp") + "\n" + nonce + "\n" + body + "\n";
        return trust.judge(serial, signed, signature);
    }

    private String opened(JsonNode resource) {
        if (!SEAL.equals(text(resource, "algorithm"))) {
            throw new IllegalArgumentException("sealed in another way");
        }
        return trust.open(
                resource.path("associated_data").asText("").getBytes(StandardCharsets.UTF_8),
                resource.path("nonce").asText("").getBytes(StandardCharsets.UTF_8),
                Base64.getDecoder().decode(resource.path("ciphertext").asText("")));
    }

    private Notification read(JsonNode envelope, JsonNode resource) {
        String event = String.valueOf(text(envelope, "event_type"));
        boolean refund = event.startsWith("REFUND.");
        if (!refund && !event.startsWith("TRANSACTION.")) {
            return new Notification.Nothing(null, "an event nobody waits for");
        }
        // A refund's resource names no application; the merchant number is the registration's key.
        String appId = refund ? config.appId() : text(resource, "appid");
        if (!config.appId().equals(appId) || !config.merchantNo().equals(text(resource, "mchid"))) {
            return new Notification.Foreign(Outcome.MISMATCH, "another application or merchant");
        }
        TxId id = Order.id(text(resource, refund ? "out_refund_no" : "out_trade_no"));
        if (id == null) {
            return new Notification.Foreign(Outcome.UNKNOWN_PAYMENT, "the order number is none of ours");
        }
        if (refund && id.text().equals(text(resource, "out_trade_no"))) {
            return new Notification.Nothing(id, "what a reversal gave back; its state is asked for");
        }
        HostAnswer answer = refund ? refund(resource) : payment(resource);
        return switch (answer.result()) {
            case APPROVED, CLOSED, DECLINED ->
                new Notification.Fact(
                        new ReportHostFact(
                                config.id(), id, answer, config.appId(), config.merchantNo(), text(envelope, "id")),
                        event);
            case PENDING -> new Notification.Nothing(id, "not settled yet");
            default ->
                refund
                        ? new Notification.Nothing(id, "a refund in a state that a person has to look at")
                        : new Notification.Foreign(Outcome.TRY_AGAIN, "a state or an amount that cannot be read");
        };
    }

    private static HostAnswer payment(JsonNode resource) {
        String state = text(resource, "trade_state");
        HostFacts facts = new HostFacts(
                state,
                null,
                text(resource, "transaction_id"),
                null,
                null,
                text(resource.path("payer"), "openid"),
                null);
        return WeChatChannel.state(state, facts, fen(resource.path("amount"), "total"));
    }

    private static HostAnswer refund(JsonNode resource) {
        String status = text(resource, "refund_status");
        HostFacts facts = new HostFacts(status, null, text(resource, "refund_id"), null, null, null, null);
        return WeChatChannel.refundState(status, facts, fen(resource.path("amount"), "refund"));
    }

    private static @Nullable String text(JsonNode parent, String name) {
        JsonNode value = parent.path(name);
        return value.isTextual() ? value.textValue() : null;
    }

    /** Whole fen only: a fraction is not rounded but refused. */
    private static @Nullable Money fen(JsonNode amount, String name) {
        JsonNode value = amount.path(name);
        return value.canConvertToLong() && value.isIntegralNumber() ? Yuan.fen(value.longValue()) : null;
    }
}
