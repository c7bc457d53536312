package io.txswitch.channel;

import static io.txswitch.channel.ChannelBench.payment;
import static io.txswitch.channel.ChannelBench.refund;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.HostRequest.Operation;
import io.txswitch.core.contract.ReportHostFact;
import io.txswitch.core.model.TxHeader;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.PoolOptions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What somebody who has seen a genuine notification, and has no key, can do with it: nothing. Each wallet runs the same
 * tests: groups K and L of docs/SECURITY.md.
 */
abstract class NotificationForgeryContract extends ChannelFixture {
    private static final int AT_ONCE = 32;

    private HttpClient client;
    private Captured.Box box;
    private TxHeader paid;
    private Captured genuine;
    private ReportHostFact told;

    /** The same text with another way of signing named, or signed in a way that needs no private key. */
    abstract Collection<Captured> swapped(Captured given);

    /** Whether the body is a form, whose order means nothing. */
    abstract boolean isForm();

    @Override
    Map<String, Object> settings() {
        box = ChannelBench.await(Captured.Box.open(vertx));
        return Map.of("notify-base-url", box.url());
    }

    @BeforeEach
    void capture(Vertx vertx) {
        client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(AT_ONCE));
        paid = payment(1_200);
        genuine = captured(() -> bench.ask(Operation.CHARGE, paid));
        assertThat(bench.facts).isEmpty();
        assertThat(send(genuine)).isTrue();
        told = bench.facts.getFirst();
        bench.facts.clear();
    }

    private Captured captured(Runnable cause) {
        box.all.clear();
        cause.run();
        await().until(() -> !box.all.isEmpty());
        return box.all.getFirst();
    }

    private boolean send(Captured notification) {
        return ChannelBench.await(notification.send(vertx, client, bench.port()));
    }

    private List<Boolean> sendAll(List<Captured> notifications) {
        List<Boolean> answers = new ArrayList<>();
        for (int from = 0; from < notifications.size(); from += AT_ONCE) {
            List<Future<Boolean>> some =
                    notifications.subList(from, Math.min(from + AT_ONCE, notifications.size())).stream()
                            .map(each -> each.send(vertx, client, bench.port()))
                            .toList();
            some.forEach(each -> answers.add(ChannelBench.await(each)));
        }
        return answers;
    }

    private void isRefused(Captured forged) {
        assertThat(send(forged)).as(forged.text()).isFalse();
        assertThat(bench.facts).as(forged.text()).isEmpty();
    }

    /** What is signed cannot be told from the genuine one: whatever is taken says exactly the same. */
    private void nothingNewWasReported() {
        assertThat(bench.facts.stream().filter(fact -> !fact.equals(told)).findFirst())
                .isEmpty();
        bench.facts.clear();
    }

    @Test
    void withoutAWholeSignatureNothingIsBelieved() {
        isRefused(genuine.body(""));
        isRefused(genuine.body("{}"));
        isRefused(new Captured(
                genuine.path(),
                Map.of(),
                genuine.text().replaceAll("sign[a-zA-Z]*=[^&]*&?", "").getBytes()));
        for (String header : genuine.headers().keySet()) {
            if (!header.equalsIgnoreCase("Content-Type") && !header.endsWith("-Signature-Type")) {
                isRefused(genuine.without(header));
                isRefused(genuine.header(header, ""));
            }
        }
    }

    @Test
    void aBitFlippedInAnyByteOfTheBodySaysNothingNew() {
        List<Captured> forged = new ArrayList<>();
        for (int i = 0; i < genuine.body().length; i++) {
            forged.add(genuine.flipped(i));
        }
        List<Boolean> answers = sendAll(forged);
        nothingNewWasReported();
        if (!isForm()) {
            assertThat(answers).doesNotContain(true);
        }
    }

    @Test
    void aBitFlippedInAnySignedHeaderIsNoticed() {
        genuine.headers().forEach((name, value) -> {
            for (int i = 0; i < value.length() && !name.equalsIgnoreCase("Content-Type"); i++) {
                StringBuilder other = new StringBuilder(value);
                other.setCharAt(i, (char) (value.charAt(i) ^ 1));
                boolean canBeSent = other.charAt(i) > ' ' && other.charAt(i) < 0x7f;
                boolean paddingOfBase64 = value.endsWith("=") && i >= value.length() - 3;
                if (canBeSent && !paddingOfBase64) {
                    isRefused(genuine.header(name, other.toString()));
                }
            }
        });
    }

    @Test
    void aBitFlippedInTheAddressLeadsNowhere() {
        for (int i = 1; i < genuine.path().length(); i++) {
            for (int bit = 0; bit < 7; bit++) {
                StringBuilder path = new StringBuilder(genuine.path());
                path.setCharAt(i, (char) (path.charAt(i) ^ 1 << bit));
                if (path.charAt(i) > ' ' && path.charAt(i) < 0x7f && path.charAt(i) != '%') {
                    isRefused(genuine.path(path.toString()));
                }
            }
        }
    }

    @Test
    void anExtraFieldThatNobodySignedChangesNothing() {
        send(genuine.path(genuine.path() + "?total_amount=0.01&orderId=1&order_no=1"));
        send(genuine.header("X-Amount", "1"));
        nothingNewWasReported();
        if (isForm()) {
            isRefused(genuine.body(genuine.text() + "&unsigned=1"));
            send(genuine.body(genuine.text() + "&gmt_refund=&txnType2="));
            send(genuine.body(genuine.text() + "&settleAmt2="));
        } else {
            isRefused(genuine.body(genuine.text().replaceFirst("\\{", "{\"unsigned\":1,")));
            isRefused(genuine.body(genuine.text() + " "));
        }
        nothingNewWasReported();
    }

    @Test
    void fieldsInAnotherOrderCaseOrNumberSayNothingNew() {
        if (!isForm()) {
            isRefused(genuine.body(genuine.text().replaceFirst("\"([a-z_]+)\":", "\"$1\": ")));
            isRefused(genuine.body(genuine.text().replaceFirst("\"(order_no|id)\":\"", "\"$1\":\"0\",\"$1\":\"")));
            isRefused(genuine.body(genuine.text().toUpperCase(java.util.Locale.ROOT)));
            return;
        }
        List<String> fields = new ArrayList<>(List.of(genuine.text().split("&")));
        java.util.Collections.reverse(fields);
        send(genuine.body(String.join("&", fields)));
        nothingNewWasReported();
        for (String field : fields) {
            isRefused(genuine.body(genuine.text() + "&" + field));
            isRefused(genuine.body(field + "&" + genuine.text()));
            isRefused(genuine.body(genuine.text()
                    .replace(field, field.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + field.substring(1))));
        }
    }

    @Test
    void theSignedTextCutIntoOtherFieldsSaysNothingNew() {
        if (!isForm()) {
            return;
        }
        List<Captured> forged = new ArrayList<>(cut(genuine));
        sendAll(forged);
        nothingNewWasReported();
        Captured ofRefund = captured(() -> bench.askRefund(Operation.REFUND, refund(paid, 1_200), paid, 0));
        send(ofRefund);
        List<ReportHostFact> genuineOnes = List.copyOf(bench.facts);
        bench.facts.clear();
        sendAll(cut(ofRefund));
        assertThat(bench.facts).allMatch(genuineOnes::contains);
    }

    /** Two neighbours of the signed text become one field, either way. */
    private static List<Captured> cut(Captured given) {
        List<Captured> forged = new ArrayList<>();
        List<Map.Entry<String, String>> sorted = List.copyOf(new TreeMap<>(given.form()).entrySet());
        for (int i = 1; i < sorted.size(); i++) {
            Map.Entry<String, String> first = sorted.get(i - 1);
            Map.Entry<String, String> second = sorted.get(i);
            forged.add(given.form(form -> {
                form.remove(second.getKey());
                form.put(first.getKey(), first.getValue() + "&" + second.getKey() + "=" + second.getValue());
            }));
            forged.add(given.form(form -> {
                form.remove(first.getKey());
                form.remove(second.getKey());
                form.put(first.getKey() + "=" + first.getValue() + "&" + second.getKey(), second.getValue());
            }));
        }
        return forged;
    }

    @Test
    void anotherWayOfSigningIsNone() {
        Collection<Captured> forged = swapped(genuine);
        assertThat(forged).hasSizeGreaterThan(3);
        forged.forEach(this::isRefused);
    }

    @Test
    void anotherWalletsKeyIsNoGood() {
        Map<String, Object> trusted = wallet.settings(relay.port());
        restart(Map.of("notify-base-url", box.url()));
        Captured foreign = captured(() -> bench.ask(Operation.CHARGE, payment(1_200)));
        Map<String, Object> settings = new java.util.HashMap<>(trusted);
        settings.put("notify-base-url", box.url());
        ChannelBench victim = ChannelBench.start(vertx, settings);
        assertThat(ChannelBench.await(foreign.send(vertx, client, victim.port())))
                .isFalse();
        assertThat(victim.facts).isEmpty();
        assertThat(bench.facts).isEmpty();
        victim.stop(vertx);
    }

    @Test
    void aCapturedSuccessIsNoneOfAnotherMerchantOfTheSameWallet() {
        Map<String, Object> settings = new java.util.HashMap<>(wallet.settings(relay.port()));
        settings.put("notify-base-url", box.url());
        settings.computeIfPresent("app-id", (key, own) -> own + "0");
        settings.computeIfPresent("mer-id", (key, own) -> "777290058110049");
        ChannelBench other = ChannelBench.start(vertx, settings);
        assertThat(ChannelBench.await(genuine.send(vertx, client, other.port())))
                .isFalse();
        assertThat(other.facts).isEmpty();
        assertThat(bench.facts).isEmpty();
        other.stop(vertx);
    }

    @Test
    void aReplayNamesTheSameOrderAndAmountForEver() {
        for (int i = 0; i < 5; i++) {
            assertThat(send(genuine)).isTrue();
        }
        assertThat(bench.facts).hasSize(5).allMatch(told::equals);
        assertThat(told.id()).isEqualTo(paid.id());
        assertThat(told.answer().result()).isEqualTo(Result.APPROVED);
        assertThat(told.answer().money()).isEqualTo(paid.money());
    }

    @Test
    void xmlIsReadByNobody() {
        Captured.Box canary = ChannelBench.await(Captured.Box.open(vertx));
        for (String attack : XmlAttacks.all(canary.url())) {
            for (String type : List.of("text/xml", "application/xml", "application/json", "image/svg+xml")) {
                isRefused(genuine.body(attack).header("Content-Type", type));
            }
            isRefused(new Captured(
                    genuine.path(), Map.of("Content-Type", "text/xml"), attack.getBytes(StandardCharsets.UTF_8)));
        }
        assertThat(canary.all).isEmpty();
    }
}
