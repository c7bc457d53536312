package io.txswitch.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.txswitch.core.model.Phase;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The same attacks at every operation of the contract, whatever is added to it: JSON that is a bomb (K01, K04), amounts
 * that are none (K02), texts that are somebody's SQL or a regular expression's undoing (K08, K09). docs/SECURITY.md has
 * the table.
 */
@ExtendWith(VertxExtension.class)
class HostileRequestsTest {
    /** What a database, a regular expression, a log, a page or a shell might stumble over. */
    private static final List<String> TEXTS = List.of(
            "' OR '1'='1",
            "'; DROP TABLE tx; --",
            "\" OR 1=1 #",
            "1) UNION SELECT sealed FROM bridge_key -- ",
            "x' AND SLEEP(5) AND '1'='1",
            "\\'; DELETE FROM tx WHERE 1=1; /*",
            "${jndi:ldap://127.0.0.1/x}",
            "{{7*7}}%{7*7}",
            "a\r\nSet-Cookie: x=1",
            "\u0000",
            "\u202e\u0661\u0662",
            "../../etc/passwd",
            "<script>alert(1)</script>",
            "a".repeat(4_000) + "!",
            " ".repeat(4_000),
            "http://" + "a.".repeat(1_900),
            "http://" + "1".repeat(3_000) + "@x",
            "(a+)+".repeat(700),
            "_".repeat(40) + "." + "_".repeat(3_900) + "-",
            "2026-01-" + "0".repeat(3_900),
            "+08:00" + ":00".repeat(1_000));

    private static final List<String> AMOUNTS = List.of(
            "-1",
            "0",
            "-0",
            "0.5",
            "1.0",
            "1e3",
            "1e400",
            "1e-400",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775809",
            "\"1e3\"",
            "\"1000\"",
            "\"\u0661\u0662\u0663\"",
            "\"\uff11\uff12\"",
            "\"\u0967\"",
            "[1]",
            "{\"$gt\":0}",
            "true");

    private ApiNode node;

    @BeforeEach
    void start(Vertx vertx) {
        node = ApiNode.start(vertx);
        node.core.journal.put(Views.PAYMENT_ID, Views.payment(Phase.APPROVED));
    }

    /** One request more, as every other, is taken: nothing is stuck. */
    @AfterEach
    void theNodeGoesOn() {
        assertThat(node.get("/v1/products").send().status()).isEqualTo(200);
    }

    private record Sample(Contract.Entry entry, String path, ObjectNode body) {}

    /** Every example of every operation that has a body. */
    private static List<Sample> samples() {
        List<Sample> samples = new ArrayList<>();
        for (Contract.Entry entry : ApiNode.CONTRACT.entries()) {
            JsonNode examples = operation(entry).at("/requestBody/content/application~1json/examples");
            examples.forEach(each -> samples.add(new Sample(entry, path(entry), (ObjectNode) each.path("value"))));
        }
        assertThat(samples).hasSizeGreaterThan(8);
        return samples;
    }

    private static JsonNode operation(Contract.Entry entry) {
        return ApiNode.CONTRACT
                .document()
                .path("paths")
                .path(entry.path())
                .path(entry.method().name().toLowerCase(Locale.ROOT));
    }

    private static String path(Contract.Entry entry) {
        return entry.path().replace("{id}", Views.PAYMENT_ID.text());
    }

    private static List<Contract.Entry> withBody() {
        return ApiNode.CONTRACT.entries().stream()
                .filter(Contract.Entry::hasBody)
                .toList();
    }

    private Reply send(Contract.Entry entry, String body) {
        return new Call(node, entry.method().name(), path(entry)).body(body).send();
    }

    private static void isNoError(Reply reply, String what) {
        assertThat(reply.status()).as(what + " " + reply.body()).isBetween(200, 499);
        assertThat(reply.body()).doesNotContain("Exception", "SQL", "jackson", "io.txswitch", "\tat ");
    }

    @Test
    void aBombOfJsonIsRefusedEverywhereBeforeItIsRead() {
        for (Contract.Entry entry : withBody()) {
            for (String bomb : List.of(
                    "[".repeat(100_000),
                    "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000),
                    "{\"order_no\":\"" + "x".repeat(10_000_000) + "\"}",
                    "{\"amount\":" + "9".repeat(20_000) + "}",
                    "[".repeat(16_000) + "]".repeat(16_000))) {
                Reply reply = send(entry, bomb);
                assertThat(reply.status()).as(entry.id()).isIn(400, 413);
                assertThat(reply.code()).isIn("malformed_json", "body_too_large");
            }
        }
        assertThat(node.core.submitted).isEmpty();
    }

    @Test
    void aMemberThatStandsTwiceIsRefusedEverywhereHoweverItIsSpelt() {
        for (Sample each : samples()) {
            each.body().fieldNames().forEachRemaining(name -> {
                for (String spelt : List.of(name, "\\u%04x%s".formatted((int) name.charAt(0), name.substring(1)))) {
                    String twice =
                            "{\"" + spelt + "\":0," + each.body().toString().substring(1);
                    assertThat(send(each.entry(), twice).code()).as(twice).isEqualTo("malformed_json");
                }
            });
        }
        assertThat(node.core.submitted).isEmpty();
    }

    @Test
    void aTypeThatTheSenderNamesIsAnUnknownMemberEverywhere() {
        for (Sample each : samples()) {
            for (String member : List.of("@type", "@class", "$type", "__proto__", "constructor", "java.lang.Class")) {
                ObjectNode body = each.body().deepCopy().put(member, "com.sun.rowset.JdbcRowSetImpl");
                Reply reply = send(each.entry(), body.toString());
                assertThat(reply.status()).as(each.entry().id()).isBetween(400, 422);
                assertThat(reply.code()).isIn("unknown_parameter", "not_supported");
            }
        }
        assertThat(node.core.submitted).isEmpty();
    }

    @Test
    void anAmountThatIsNoneIsRefusedWhereverThereIsOne() {
        Set<String> seen = new TreeSet<>();
        for (Sample each : samples()) {
            if (!each.body().has("amount")) {
                continue;
            }
            seen.add(each.entry().id());
            for (String amount : AMOUNTS) {
                String body = each.body()
                        .deepCopy()
                        .put("amount", "\u0001")
                        .toString()
                        .replace("\"\\u0001\"", amount);
                Reply reply = send(each.entry(), body);
                assertThat(reply.status()).as(body).isBetween(400, 422);
                assertThat(reply.code()).as(body).isIn("invalid_amount", "invalid_parameter", "not_supported");
            }
        }
        assertThat(seen).contains("createPayment", "createRefund");
        assertThat(node.core.submitted).isEmpty();
    }

    /** A text is refused, or it is what the payer will read: it gets there as it is, by parameter and never as SQL. */
    @Test
    void noTextOfAnyMemberDoesMoreThanStandThere() {
        for (Sample each : samples()) {
            List<String> names = new ArrayList<>();
            each.body().fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                for (String text : TEXTS) {
                    ObjectNode body = each.body().deepCopy();
                    body.set(name, TextNode.valueOf(text));
                    node.core.forget();
                    Reply reply = send(each.entry(), body.toString());
                    isNoError(reply, each.entry().id() + "." + name + "=" + text);
                    boolean taken = reply.status() < 300 && !node.core.submitted.isEmpty();
                    if (taken && name.equals("subject")) {
                        assertThat(node.core.submitted.getLast().subject()).isEqualTo(text);
                    }
                }
            }
        }
    }

    @Test
    void noQueryIsSortedByOrCutByWhatASenderMadeUp() {
        for (Contract.Entry entry : ApiNode.CONTRACT.entries()) {
            if (entry.hasBody()) {
                continue;
            }
            Set<String> names = new TreeSet<>(entry.query());
            names.addAll(List.of("sort", "order_by", "fields", "where", "limit'", "offset"));
            for (String name : names) {
                for (String text : TEXTS.subList(0, 12)) {
                    String query = "?" + encoded(name) + "=" + encoded(text);
                    Reply reply = new Call(node, entry.method().name(), path(entry) + query).send();
                    isNoError(reply, entry.id() + query);
                    assertThat(entry.query().contains(name) || reply.status() == 400)
                            .as(entry.id() + query)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void noIdInAnAddressLeadsAnywhereElse() {
        for (Contract.Entry entry : ApiNode.CONTRACT.entries()) {
            if (!entry.hasId()) {
                continue;
            }
            for (String text : TEXTS.subList(0, 13)) {
                String path = entry.path().replace("{id}", encoded(text));
                Call call = new Call(node, entry.method().name(), path);
                Reply reply = entry.hasBody() ? call.body("{}").send() : call.send();
                isNoError(reply, entry.id() + " " + path);
                assertThat(reply.status()).as(path).isBetween(400, 422);
            }
        }
    }

    @Test
    void aPageOfMarkupIsNoRequest() {
        for (Contract.Entry entry : withBody()) {
            String xml = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>";
            assertThat(send(entry, xml).code()).isEqualTo("malformed_json");
            Reply typed = new Call(node, entry.method().name(), path(entry))
                    .body(xml)
                    .header("Content-Type", "application/xml")
                    .send();
            assertThat(typed.code()).isEqualTo("unsupported_media_type");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
