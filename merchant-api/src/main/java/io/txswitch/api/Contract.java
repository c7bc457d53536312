package io.txswitch.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.validation.RequestParameter;
import io.vertx.openapi.validation.RequestValidator;
import io.vertx.openapi.validation.SchemaValidationException;
import io.vertx.openapi.validation.ValidatableRequest;
import io.vertx.openapi.validation.ValidatorException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The API's OpenAPI 3.1 document: the one source of its paths, and what every request is held against before anybody
 * acts on it.
 */
final class Contract {
    private static final String RESOURCE = "openapi.yaml";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete");
    /** A longer name of a member is not repeated. */
    private static final int MAX_MEMBER_CHARS = 64;

    private static final String REFERENCE = "#/components/parameters/";

    /** One operation: its name, its place, and what it takes. */
    record Entry(String id, HttpMethod method, String path, Set<String> query, boolean hasBody, boolean hasId) {
        /** The path as a router writes it. */
        String route() {
            return path.replace("{id}", ":id");
        }
    }

    private final String yaml;
    private final JsonNode document;
    private final Future<OpenAPIContract> taken;
    private final Future<RequestValidator> validator;

    private Contract(String yaml, JsonNode document, Future<OpenAPIContract> taken, Vertx vertx) {
        this.yaml = yaml;
        this.document = document;
        this.taken = taken;
        this.validator = taken.map(contract -> RequestValidator.create(vertx, contract));
    }

    /** The document of this program; requests wait until it has been taken in, which is once per start. */
    static Contract load(Vertx vertx) {
        String yaml = text();
        JsonNode document = tree(yaml);
        return new Contract(yaml, document, OpenAPIContract.from(vertx, readable(document)), vertx);
    }

    /** Done when the document has been taken in; fails when it is none. */
    Future<OpenAPIContract> taken() {
        return taken;
    }

    /** The same document, without taking it in once more. */
    Contract on(Vertx vertx) {
        return new Contract(yaml, document, Future.succeededFuture(taken.result()), vertx);
    }

    /** The library knows no problem documents; it only looks at requests here, which have none. */
    static JsonObject readable(JsonNode document) {
        return new JsonObject(document.toString().replace("\"application/problem+json\"", "\"application/json\""));
    }

    JsonNode document() {
        return document;
    }

    String yaml() {
        return yaml;
    }

    String json() {
        return document.toPrettyString();
    }

    /** Every operation, in the document's order. */
    List<Entry> entries() {
        List<Entry> found = new ArrayList<>();
        document.path("paths")
                .fields()
                .forEachRemaining(path -> path.getValue().fields().forEachRemaining(method -> {
                    if (METHODS.contains(method.getKey())) {
                        found.add(entry(path.getKey(), method.getKey(), method.getValue()));
                    }
                }));
        return found;
    }

    private Entry entry(String path, String method, JsonNode operation) {
        Set<String> query = new HashSet<>();
        for (JsonNode each : operation.path("parameters")) {
            JsonNode parameter = resolved(each);
            if (parameter.path("in").asText().equals("query")) {
                query.add(parameter.path("name").asText());
            }
        }
        return new Entry(
                operation.path("operationId").asText(),
                HttpMethod.valueOf(method.toUpperCase(Locale.ROOT)),
                path,
                query,
                operation.has("requestBody"),
                path.contains("{id}"));
    }

    private JsonNode resolved(JsonNode parameter) {
        String reference = parameter.path("$ref").asText();
        return reference.startsWith(REFERENCE)
                ? document.path("components").path("parameters").path(reference.substring(REFERENCE.length()))
                : parameter;
    }

    /** What the document has against a request; empty when it fits. */
    Future<Optional<Problem>> complaint(Entry entry, ApiRequest request) {
        return validator
                .compose(ready -> ready.validate(new Presented(entry, request), entry.id()))
                .map(fits -> Optional.<Problem>empty())
                .recover(cause -> cause instanceof ValidatorException misfit
                        ? Future.succeededFuture(Optional.of(problem(misfit)))
                        : Future.failedFuture(cause));
    }

    /** Where and against which rule, in the document's own words; never what was sent. */
    private static Problem problem(ValidatorException misfit) {
        if (misfit instanceof SchemaValidationException schema && schema.getOutputUnit() != null) {
            String place = Objects.requireNonNullElse(schema.getOutputUnit().getInstanceLocation(), "");
            String rule = Objects.requireNonNullElse(schema.getOutputUnit().getKeywordLocation(), "");
            String member = place.replaceFirst("^#/?", "");
            String detail = "The request does not fit the contract, see " + RESOURCE + " at " + rule + ".";
            return member.isEmpty() || member.length() > MAX_MEMBER_CHARS
                    ? Problem.of(ApiCode.INVALID_REQUEST, detail)
                    : Problem.of(ApiCode.INVALID_PARAMETER, detail, member);
        }
        return Problem.of(ApiCode.INVALID_REQUEST, "The request does not fit the contract: " + misfit.type() + ".");
    }

    private static String text() {
        try (InputStream in = Contract.class.getResourceAsStream(RESOURCE)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode tree(String yaml) {
        try {
            return new ObjectMapper(new YAMLFactory()).readValue(yaml, ObjectNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A request that has been read already, as the validator wants it. */
    private record Presented(Entry entry, ApiRequest request) implements ValidatableRequest {
        @Override
        public Map<String, RequestParameter> getHeaders() {
            String key = request.idempotencyKey();
            return key == null ? Map.of() : Map.of("Idempotency-Key", () -> key);
        }

        @Override
        public Map<String, RequestParameter> getCookies() {
            return Map.of();
        }

        @Override
        public Map<String, RequestParameter> getPathParameters() {
            return entry.hasId() ? Map.of("id", request::id) : Map.of();
        }

        @Override
        public Map<String, RequestParameter> getQuery() {
            Map<String, RequestParameter> query = new HashMap<>();
            request.query().forEach((name, value) -> query.put(name, () -> value));
            return query;
        }

        @Override
        public @Nullable RequestParameter getBody() {
            return entry.hasBody() ? () -> Buffer.buffer(request.body().toString()) : () -> null;
        }

        @Override
        public @Nullable String getContentType() {
            return entry.hasBody() ? "application/json" : null;
        }
    }
}
