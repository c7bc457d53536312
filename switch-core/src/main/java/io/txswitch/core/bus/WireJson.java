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
import io.txswitch.core.model.SharedSecret;
import io.txswitch.core.model.TxId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * The one JSON spelling of the model: on the bus between nodes, in the journal's rows and in Kafka's records.
 *
 * <p>Ids are text, times RFC 3339, unknown members are ignored (a newer node may have added them), a whole card crosses
 * only sealed, and a {@link Secret} never does.
 */
public final class WireJson {
    private static final String PAYER_CODE = "payer-code";
    private static final String SHARED_SECRET = "shared-secret";

    private WireJson() {}

    /** A mapper of its own; thread-safe once made. */
    public static ObjectMapper mapper(KeyRing keys) {
        ObjectMapper mapper = new ObjectMapper()
                .registerModule(new JavaTimeModule())
                .registerModule(secrets(keys))
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

    private static SimpleModule secrets(KeyRing keys) {
        SimpleModule module = new SimpleModule("secrets");
        module.addSerializer(Secret.class, new JsonSerializer<>() {
            @Override
            public void serialize(Secret s, JsonGenerator out, SerializerProvider p) throws IOException {
                throw new IOException("a secret does not travel");
            }
        });
        crossesAs(module, CardData.class, keys::sealForWire, keys::openFromWire);
        crossesSealed(module, keys, PAYER_CODE, PayerCode.class, PayerCode::digits, PayerCode::new);
        crossesSealed(module, keys, SHARED_SECRET, SharedSecret.class, SharedSecret::reveal, SharedSecret::new);
        return module;
    }

    private static <T> void crossesSealed(
            SimpleModule module,
            KeyRing keys,
            String purpose,
            Class<T> type,
            Function<T, String> reveal,
            Function<String, T> make) {
        crossesAs(
                module,
                type,
                value -> keys.seal(purpose, reveal.apply(value).getBytes(StandardCharsets.UTF_8)),
                text -> make.apply(new String(keys.unseal(purpose, text), StandardCharsets.UTF_8)));
    }

    private static <T> void crossesAs(
            SimpleModule module, Class<T> type, Function<T, String> write, Function<String, T> read) {
        module.addSerializer(type, new JsonSerializer<>() {
            @Override
            public void serialize(T value, JsonGenerator out, SerializerProvider p) throws IOException {
                out.writeString(write.apply(value));
            }
        });
        module.addDeserializer(type, new JsonDeserializer<>() {
            @Override
            public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
                return read.apply(in.getValueAsString());
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
