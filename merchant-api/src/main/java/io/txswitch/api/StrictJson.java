package io.txswitch.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * JSON from outside, read in the one way that leaves no room for two opinions (RFC 8259): UTF-8 only, one object, no
 * member twice, nothing after it, and bounded in every direction.
 */
final class StrictJson {
    /** The largest body: a payment needs under 1 KiB. */
    static final int MAX_BODY_BYTES = 32 * 1024;

    private static final int MAX_DEPTH = 16;
    private static final int MAX_NAME_CHARS = 64;
    private static final int MAX_STRING_CHARS = 4 * 1024;
    private static final int MAX_NUMBER_CHARS = 128;
    private static final int MAX_TOKENS = 1_000;

    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxDocumentLength(MAX_BODY_BYTES)
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNameLength(MAX_NAME_CHARS)
                            .maxStringLength(MAX_STRING_CHARS)
                            .maxNumberLength(MAX_NUMBER_CHARS)
                            .maxTokenCount(MAX_TOKENS)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private StrictJson() {}

    /** One object; whatever else the bytes are is {@code malformed_json}. */
    static Parsed<ObjectNode> object(byte[] body) {
        try {
            // Decoded here because Jackson would guess UTF-16 and UTF-32 from the first bytes.
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            JsonNode node = MAPPER.readTree(text);
            return node instanceof ObjectNode object
                    ? new Parsed.Ok<>(object)
                    : malformed("The body must be one JSON object.");
        } catch (CharacterCodingException e) {
            return malformed("The body is not UTF-8.");
        } catch (StreamConstraintsException e) {
            return malformed("The body is nested too deeply, or has too long a name, text or number.");
        } catch (JsonProcessingException e) {
            // Jackson's own message quotes the body: only the place is told.
            return malformed("The body is not JSON with every member once" + place(e) + ".");
        }
    }

    private static String place(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : ", see line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
    }

    private static Parsed<ObjectNode> malformed(String detail) {
        return new Parsed.Bad<>(Problem.of(ApiCode.MALFORMED_JSON, detail));
    }
}
