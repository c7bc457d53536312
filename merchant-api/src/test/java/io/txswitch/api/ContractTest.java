package io.txswitch.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.txswitch.core.contract.Outcome;
import io.txswitch.core.contract.WebhookEndpoint;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Reason;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.vertx.openapi.validation.ResponseValidator;
import io.vertx.openapi.validation.ValidatableResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The document is what is served: every example of it is sent, and every answer is held against it. */
@ExtendWith(VertxExtension.class)
class ContractTest {
    private ApiNode node;
    private Contract contract;
    private ResponseValidator answers;

    @BeforeEach
    void start(Vertx vertx) {
        node = ApiNode.start(vertx);
        contract = ApiNode.CONTRACT;
        answers = ResponseValidator.create(vertx, contract.taken().result());
        node.core.journal.put(Views.PAYMENT_ID, Views.payment(Phase.APPROVED));
        node.core.closes = (command, view) -> new Outcome(
                Outcome.Result.DECLINED,
                view.kind() == Kind.AGREEMENT ? Views.agreement(Phase.REVERSED) : Views.payment(Phase.CLOSED),
                Reason.CLOSED,
                "12",
                null,
                true);
        node.core.journal.put(Views.REFUND_ID, Views.refund(Phase.APPROVED));
        node.core.journal.put(Views.AGREEMENT_ID, Views.agreement(Phase.APPROVED));
        node.core.journal.put(Views.TRANSFER_ID, Views.transfer(Phase.APPROVED));
        node.core.journal.put(Views.SHARE_ID, Views.share(Phase.APPROVED));
    }

    private void anEndpointIsThere() {
        String id = "we_000000000000000000000001";
        node.notifier.endpoints.put(
                id,
                new WebhookEndpoint(id, "M1", "http://127.0.0.1:9999/a", List.of(), true, ApiNode.NOW, ApiNode.NOW));
    }

    private JsonNode operation(Contract.Entry entry) {
        return contract.document()
                .path("paths")
                .path(entry.path())
                .path(entry.method().name().toLowerCase(java.util.Locale.ROOT));
    }

    /** The path with the examples of its parameters. */
    private String path(Contract.Entry entry) {
        StringBuilder query = new StringBuilder();
        String path = entry.path();
        for (JsonNode each : operation(entry).path("parameters")) {
            String reference = each.path("$ref").asText();
            JsonNode parameter =
                    reference.isEmpty() ? each : contract.document().at(reference.substring(1));
            String example = parameter.path("example").asText();
            if (parameter.path("in").asText().equals("path")) {
                path = path.replace("{id}", example);
            } else if (!example.isEmpty()) {
                query.append(query.isEmpty() ? '?' : '&')
                        .append(parameter.path("name").asText())
                        .append('=')
                        .append(example.replace("+", "%2B"));
            }
        }
        return path + query;
    }

    private List<String> bodies(Contract.Entry entry) {
        List<String> found = new ArrayList<>();
        operation(entry)
                .at("/requestBody/content/application~1json/examples")
                .forEach(example -> found.add(example.path("value").toString()));
        return found;
    }

    private void fits(Contract.Entry entry, Reply reply) {
        String type = "application/json";
        ValidatableResponse answer = ValidatableResponse.create(
                reply.status(), Map.of("Content-Type", type), Buffer.buffer(reply.body()), type);
        assertThat(Waiting.on(answers.validate(answer, entry.id()))).isNotNull();
    }

    private Call call(Contract.Entry entry, String body) {
        Call call = new Call(node, entry.method().name(), path(entry));
        return entry.hasBody() ? call.body(body) : call;
    }

    @Test
    void everyExampleIsCarriedOutAndAnsweredAsTheDocumentSays() {
        for (Contract.Entry entry : contract.entries()) {
            List<String> bodies = entry.hasBody() ? bodies(entry) : List.of("");
            assertThat(bodies).as(entry.id()).isNotEmpty();
            for (String body : bodies) {
                anEndpointIsThere();
                Reply reply = call(entry, body).send();
                assertThat(reply.status()).as(entry.id() + " " + reply.body()).isBetween(200, 202);
                fits(entry, reply);
            }
        }
    }

    @Test
    void everyProblemFitsTheDocumentToo() {
        for (Contract.Entry entry : contract.entries()) {
            fits(entry, call(entry, "{}").unsigned().send());
        }
    }

    @Test
    void everyOperationIsServedAndNothingElseIs(Vertx vertx) {
        assertThat(contract.entries()).extracting(Contract.Entry::id).doesNotHaveDuplicates();
        assertThat(Operations.all(ApiNode.CONFIG, node.bus, ApiStores.inMemory(node.clock), parts())
                        .keySet())
                .containsExactlyInAnyOrderElementsOf(
                        contract.entries().stream().map(Contract.Entry::id).toList());
    }

    private Operations.Parts parts() {
        ApiRuntime runtime = new ApiRuntime(node.clock, new java.util.Random(1), node.meters, ApiNode.KEYS, () -> 1);
        PaymentReader reader = new PaymentReader(
                node.bus, new InMemoryReadModel(), new RecentReads(node.clock, () -> true), 100, node.meters);
        return new Operations.Parts(
                new Submitter(node.bus, reader, new ResultAddress(ApiNode.CONFIG.checkout(), runtime)),
                reader,
                new Checkouts(ApiNode.CONFIG, new InMemoryNonces(node.clock), runtime));
    }

    @Test
    void theDocumentIsServedToEverybodyInBothForms() {
        assertThat(new JsonObject(new Call(node, "GET", "/v1/openapi.json")
                                .unsigned()
                                .send()
                                .body())
                        .getString("openapi"))
                .startsWith("3.1");
        assertThat(new Call(node, "GET", "/v1/openapi.yaml").unsigned().send().body())
                .isEqualTo(contract.yaml());
        Reply page = new Call(node, "GET", "/docs").unsigned().send();
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.headers().get("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(page.body()).doesNotContain("http://", "https://");
        for (String part : List.of("/docs/page.js", "/docs/page.css")) {
            assertThat(new Call(node, "GET", part).unsigned().send().status()).isEqualTo(200);
        }
    }

    @Test
    void theDocumentationFolderHasTheVeryDocument() throws IOException {
        Path root = Path.of(System.getProperty("txswitch.root", "..")).toAbsolutePath();
        assertThat(Files.readString(root.resolve("docs/api/openapi.yaml"))).isEqualTo(contract.yaml());
    }
}
