package io.txswitch.core.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.txswitch.core.model.AgreementTerms;
import io.txswitch.core.model.Event;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.ShareReceiver;
import io.txswitch.core.model.Terms;
import io.txswitch.core.model.Trigger;
import io.txswitch.core.model.TxHeader;
import io.txswitch.core.model.TxId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The journal is read by every later version: what is in {@code golden/} was written once, must be read for ever, and
 * may only gain members.
 */
class EventBodyTest {
    private static final Instant AT = Instant.parse("2026-03-01T10:15:30.123456Z");
    private static final TxId ID = TxId.parse("01ARZ3NDEKTSV");
    private static final HostFacts FACTS =
            new HostFacts("00", "A12345", "4200001", "000777", "https://qr.example/1", "payer", "detail");

    private final EventBody body = new EventBody(Samples.MAPPER);

    static List<Event> events() {
        TxHeader sale = Samples.sale("M0001:0301:T0000001:000001", 1234);
        TxHeader header = new TxHeader(
                ID,
                sale.kind(),
                sale.dedupeKey(),
                sale.fingerprint(),
                sale.merchantId(),
                sale.terminalId(),
                sale.product(),
                sale.money(),
                sale.card(),
                "order-1",
                sale.trace(),
                sale.localDateTime(),
                new TxId(ID.value() - 1),
                "咖啡",
                "https://shop.example/notify",
                AT,
                AT.plusSeconds(30),
                "n1");
        return List.of(
                new Event.Received(AT, header),
                new Event.RiskPassed(AT, "default"),
                new Event.RiskRefused(AT, Reason.AMOUNT_LIMIT, "amount"),
                new Event.Routed(AT, "bank-a", "bin"),
                new Event.RouteMissing(AT, Reason.NO_ROUTE),
                new Event.Dispatched(AT, "bank-a"),
                new Event.NotSent(AT, "bank-a", FACTS),
                new Event.HostTurnedAway(AT, "bank-a", FACTS),
                new Event.HostApproved(AT, Trigger.APPROVED_IN_TIME, FACTS),
                new Event.HostDeclined(AT, Reason.INSUFFICIENT_FUNDS, FACTS),
                new Event.HostPending(AT, Trigger.PENDING, FACTS),
                new Event.HostSilent(AT, HostFacts.NONE),
                new Event.PaymentExpired(AT),
                new Event.ChannelClosed(AT, FACTS),
                new Event.ClientToldNo(AT, Reason.NO_ANSWER),
                new Event.ReversalStarted(AT, Trigger.REVERSAL_BEGUN, "silent"),
                new Event.ReversalAcknowledged(AT, FACTS),
                new Event.ForwardBegun(AT, "bank-a"),
                new Event.Forwarded(AT, FACTS),
                new Event.TombstoneSet(AT),
                new Event.LateSuccess(AT, FACTS),
                new Event.CompensationOpened(AT, ID),
                new Event.CaseOpened(AT, "late_success", "detail"),
                new Event.AnomalySeen(AT, Trigger.PAID, Phase.DECLINED, FACTS));
    }

    private static String golden(Event event) {
        return golden(event.getClass().getSimpleName());
    }

    private static String golden(String file) {
        String name = "/golden/" + file + ".json";
        try (InputStream in = EventBodyTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void everyEventHasAGoldenFile() {
        assertThat(events().stream().map(Object::getClass).toList())
                .containsExactlyInAnyOrder(Event.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("events")
    void whatWasWrittenOnceIsReadForEver(Event event) {
        assertThat(body.read(golden(event))).containsExactly(event);
    }

    @ParameterizedTest
    @MethodSource("events")
    void whatIsWrittenNowIsWhatWasWrittenThen(Event event) throws IOException {
        JsonNode now = Samples.MAPPER.readTree(body.write(List.of(event)));
        assertThat(now).isEqualTo(Samples.MAPPER.readTree(golden(event)));
    }

    /** What an agreement, a transfer, profit sharing and a payment that signs say beside the amount. */
    private static List<Event> withTerms() {
        AgreementTerms agreement =
                new AgreementTerms("payer-1", AgreementTerms.Unit.MONTH, 1, 500, "CNY", LocalDate.of(2026, 3, 1), true);
        ShareReceiver receiver = new ShareReceiver(ShareReceiver.Type.MERCHANT, "M-1", 300, "commission");
        return List.of(
                received(Kind.AGREEMENT, Terms.agreement(agreement)),
                received(Kind.TRANSFER, Terms.payee("openid-1")),
                received(Kind.SHARE, Terms.receivers(List.of(receiver))),
                received(Kind.WALLET_PAYMENT, Terms.signs(ID)));
    }

    private static Event received(Kind kind, Terms terms) {
        return new Event.Received(
                AT,
                new TxHeader(
                        ID,
                        kind,
                        "k",
                        "ab".repeat(32),
                        "M0001",
                        null,
                        "p",
                        Money.cny(300),
                        null,
                        "order-1",
                        null,
                        null,
                        null,
                        null,
                        null,
                        AT,
                        AT.plusSeconds(30),
                        "n1",
                        null,
                        null,
                        null,
                        terms));
    }

    @Test
    void termsThatWereWrittenOnceAreReadForEver() throws IOException {
        assertThat(body.read(golden("ReceivedWithTerms"))).isEqualTo(withTerms());
        assertThat(Samples.MAPPER.readTree(body.write(withTerms())))
                .isEqualTo(Samples.MAPPER.readTree(golden("ReceivedWithTerms")));
    }

    @Test
    void membersOfALaterVersionAreIgnoredAndAnotherVersionIsNot() {
        String later = "{\"v\":1,\"x\":2,\"e\":[{\"t\":\"PaymentExpired\",\"at\":\"" + AT + "\",\"new\":1}]}";
        assertThat(body.read(later)).containsExactly(new Event.PaymentExpired(AT));
        assertThatThrownBy(() -> body.read("{\"v\":2,\"e\":[]}")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> body.read("{")).isInstanceOf(IllegalStateException.class);
    }
}
