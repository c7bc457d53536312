package io.txswitch.channel.sample;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.txswitch.channel.wallet.Yuan;
import io.txswitch.core.model.Money;
import org.jspecify.annotations.Nullable;

/** The wallet's JSON: objects only, no member twice, nothing behind the end. */
final class SampleJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private SampleJson() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** An object that says how much. */
    static ObjectNode amount(Money money) {
        return object().put("amount", money.amountMinor()).put("currency", money.currency());
    }

    /** The object, or null when the text is none. */
    static @Nullable ObjectNode parse(String text) {
        try {
            return JSON.readTree(text) instanceof ObjectNode object ? object : null;
        } catch (JsonProcessingException malformed) {
            return null;
        }
    }

    static @Nullable String text(JsonNode parent, String name) {
        JsonNode value = parent.path(name);
        return value.isTextual() ? value.textValue() : null;
    }

    /** Whole fen in {@code amount}, with {@code currency}; null when either cannot be read. */
    static @Nullable Money money(JsonNode parent) {
        JsonNode amount = parent.path("amount");
        boolean whole = amount.isIntegralNumber() && amount.canConvertToLong();
        return whole && Yuan.CURRENCY.equals(text(parent, "currency")) ? Yuan.fen(amount.longValue()) : null;
    }
}
