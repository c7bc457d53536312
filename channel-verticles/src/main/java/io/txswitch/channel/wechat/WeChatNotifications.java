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
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads notifications: time and signature first, then the sealed resource. */
final class WeChatNotifications {
    private static final Duration MAX_AGE = Duration.ofMinutes(5);
    private static final String SIGN_TYPE = "WECHATPAY2-SHA256-RSA2048";
    private static final String SEAL = "AEAD_AES_256_GCM";
    private static final Pattern SECONDS = Pattern.compile("\\d{1,12}");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What an event is about, and how its resource spells the merchant's number and ours. */
    private enum About {
        PAYMENT("mchid", "out_trade_no"),
        REFUND("mchid", "out_refund_no"),
        TRANSFER("mch_id", "out_bill_no"),
        SHARE("mchid", "out_order_no"),
        SOMETHING_ELSE("", "");

        private final String merchantNo;
        private final String ourNo;

        About(String merchantNo, String ourNo) {
            this.merchantNo = merchantNo;
            this.ourNo = ourNo;
        }

        /** Of a receiver's part WeChat Pay tells by the event of a payment: only the kind of resource differs. */
        static About of(String event, JsonNode resource) {
            if (event.startsWith("TRANSACTION.")) {
                return "profitsharing".equals(text(resource, "original_type")) ? SHARE : PAYMENT;
            }
            if (event.startsWith("REFUND.")) {
                return REFUND;
            }
            return event.equals("MCHTRANSFER.BILL.FINISHED") ? TRANSFER : SOMETHING_ELSE;
        }
    }

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
        String event = String.valueOf(text(envelope, "event_type")).toUpperCase(Locale.ROOT);
        About about = About.of(event, envelope.path("resource"));
        if (about == About.SOMETHING_ELSE) {
            return new Notification.Nothing(null, "an event nobody waits for");
        }
        if (!config.merchantNo().equals(text(resource, about.merchantNo)) || !ofThisApplication(about, resource)) {
            return new Notification.Foreign(Outcome.MISMATCH, "another application or merchant");
        }
        TxId id = Order.id(text(resource, about.ourNo));
        if (id == null) {
            return new Notification.Foreign(Outcome.UNKNOWN_PAYMENT, "the order number is none of ours");
        }
        if (about == About.REFUND && id.text().equals(text(resource, "out_trade_no"))) {
            return new Notification.Nothing(id, "what a reversal gave back; its state is asked for");
        }
        if (about == About.SHARE) {
            return new Notification.Nothing(id, "one receiver has his part: what became of all, a query tells");
        }
        HostAnswer answer = answer(about, resource);
        return switch (answer.result()) {
            case APPROVED, CLOSED, DECLINED ->
                new Notification.Fact(
                        new ReportHostFact(
                                config.id(), id, answer, config.appId(), config.merchantNo(), text(envelope, "id")),
                        event);
            case PENDING -> new Notification.Nothing(id, "not settled yet");
            default ->
                about == About.REFUND
                        ? new Notification.Nothing(id, "a refund in a state that a person has to look at")
                        : new Notification.Foreign(Outcome.TRY_AGAIN, "a state or an amount that cannot be read");
        };
    }

    /** Only a payment's resource names the application; the merchant number is the registration's key. */
    private boolean ofThisApplication(About about, JsonNode resource) {
        return about != About.PAYMENT || config.appId().equals(text(resource, "appid"));
    }

    private static HostAnswer answer(About about, JsonNode resource) {
        return switch (about) {
            case PAYMENT -> payment(resource);
            case REFUND -> refund(resource);
            case TRANSFER -> WeChatTransfers.state(resource, WeChatTransfers.money(resource));
            case SHARE, SOMETHING_ELSE -> HostAnswer.unknown("not for this reader");
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
        return WeChatRefunds.state(status, facts, fen(resource.path("amount"), "refund"));
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
