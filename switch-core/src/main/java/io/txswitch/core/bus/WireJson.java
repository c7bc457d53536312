package io.txswitch.core.bus;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.txswitch.core.config.KeyRing;
import io.txswitch.core.model.CardData;
import io.txswitch.core.model.Event;
import io.txswitch.core.model.PayerCode;
import io.txswitch.core.model.Secret;
import io.txswitch.core.model.TxId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The one JSON spelling of the model: on the bus between nodes, in the journal's rows and in Kafka's records.
 *
 * <p>Ids are text, times RFC 3339, unknown members are ignored (a newer node may have added them), a whole card crosses
 * only sealed, and a {@link Secret} never does.
 */
public final class WireJson {
    private static final String PAYER_CODE = "payer-code";

    private WireJson() {}

    /** A mapper of its own; thread-safe once made. */
    public static ObjectMapper mapper(KeyRing keys) {
        ObjectMapper mapper = new ObjectMapper()
                .registerModule(new JavaTimeModule())
                .registerModule(cards(keys))
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL)
                .addMixIn(TxId.class, TxIdMixIn.class)
                .addMixIn(Event.class, EventMixIn.class);
        for (Class<?> each : Event.class.getPermittedSubclasses()) {
            mapper.registerSubtypes(new NamedType(each, each.getSimpleName()));
        }
        return mapper;
    }

    private static SimpleModule cards(KeyRing keys) {
        return new SimpleModule("cards")
                .addSerializer(CardData.class, new JsonSerializer<>() {
                    @Override
                    public void serialize(CardData card, JsonGenerator out, SerializerProvider p) throws IOException {
                        out.writeString(keys.sealForWire(card));
                    }
                })
                .addDeserializer(CardData.class, new JsonDeserializer<>() {
                    @Override
                    public CardData deserialize(JsonParser in, DeserializationContext context) throws IOException {
                        return keys.openFromWire(in.getValueAsString());
                    }
                })
                .addSerializer(PayerCode.class, new JsonSerializer<>() {
                    @Override
                    public void serialize(PayerCode code, JsonGenerator out, SerializerProvider p) throws IOException {
                        out.writeString(keys.seal(PAYER_CODE, code.digits().getBytes(StandardCharsets.US_ASCII)));
                    }
                })
                .addDeserializer(PayerCode.class, new JsonDeserializer<>() {
                    @Override
                    public PayerCode deserialize(JsonParser in, DeserializationContext context) throws IOException {
                        byte[] clear = keys.unseal(PAYER_CODE, in.getValueAsString());
                        return new PayerCode(new String(clear, StandardCharsets.US_ASCII));
                    }
                })
                .addSerializer(Secret.class, new JsonSerializer<>() {
                    @Override
                    public void serialize(Secret s, JsonGenerator out, SerializerProvider p) throws IOException {
                        throw new IOException("a secret does not travel");
                    }
                });
    }

    private interface TxIdMixIn {
        @JsonValue
        String text();

        @JsonCreator
        static TxId parse(String text) {
            return TxId.parse(text);
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "t")
    @JsonIgnoreProperties({"trigger"})
    private interface EventMixIn {}
}
