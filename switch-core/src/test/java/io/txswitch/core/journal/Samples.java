package io.txswitch.core.journal;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.txswitch.core.bus.WireJson;
import io.txswitch.core.config.KeyRing;
import io.txswitch.core.model.AgreementTerms;
import io.txswitch.core.model.CardView;
import io.txswitch.core.model.Checkout;
import io.txswitch.core.model.Event;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.PayMode;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.PointOfService;
import io.txswitch.core.model.Secret;
import io.txswitch.core.model.Terms;
import io.txswitch.core.model.Transaction;
import io.txswitch.core.model.Trigger;
import io.txswitch.core.model.TxHeader;
import io.txswitch.core.model.TxId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Transactions for the journal's tests. */
public final class Samples {
    public static final Instant NOW = Instant.parse("2026-03-01T10:15:30.123456Z");
    public static final String NODE = "n1";
    static final KeyRing KEYS = KeyRing.of(new Secret(Base64.getEncoder().encodeToString(new byte[32])));
    public static final ObjectMapper MAPPER = WireJson.mapper(KEYS);

    private static final AtomicLong IDS = new AtomicLong(1_000_000_000_000L);

    private Samples() {}

    static TxId newId() {
        return new TxId(IDS.incrementAndGet());
    }

    public static TxHeader sale(String dedupeKey, long amountMinor) {
        TxId id = newId();
        return new TxHeader(
                id,
                Kind.SALE,
                dedupeKey,
                "ab".repeat(32),
                "M0001",
                "T0000001",
                "card",
                Money.cny(amountMinor),
                new CardView("cd".repeat(32), "411111", "1111", "c2VhbGVk"),
                null,
                "000001",
                "0301101530",
                null,
                null,
                null,
                NOW,
                NOW.plusSeconds(30),
                NODE);
    }

    /** What a terminal did in a batch. */
    static TxHeader inBatch(String terminal, String batch, Kind kind, long amountMinor, TxId original) {
        TxId id = newId();
        return new TxHeader(
                id,
                kind,
                "b:" + id.text(),
                "ab".repeat(32),
                "M0001",
                terminal,
                "card",
                Money.cny(amountMinor),
                null,
                null,
                "000001",
                "0301101530",
                original,
                null,
                null,
                NOW,
                NOW.plusSeconds(30),
                NODE,
                new PointOfService(batch, "00", null, false));
    }

    /** A sale that another node received. */
    public static TxHeader receivedBy(String node) {
        TxId id = newId();
        return new TxHeader(
                id,
                Kind.SALE,
                "k:" + id.text(),
                "ab".repeat(32),
                "M0001",
                "T0000001",
                "card",
                Money.cny(100),
                null,
                null,
                "000001",
                "0301101530",
                null,
                null,
                null,
                NOW,
                NOW.plusSeconds(30),
                node);
    }

    static TxHeader wallet(String dedupeKey, String orderNo, long amountMinor) {
        return new TxHeader(
                newId(),
                Kind.WALLET_PAYMENT,
                dedupeKey,
                "ef".repeat(32),
                "M0001",
                null,
                "alipay_qr",
                Money.cny(amountMinor),
                null,
                orderNo,
                null,
                null,
                null,
                "咖啡 '; DROP TABLE tx; --",
                "https://shop.example/notify",
                NOW,
                NOW.plusSeconds(30),
                NODE);
    }

    /** An order that a signed request with this nonce asked for. */
    static TxHeader signed(String dedupeKey, String merchantId, String nonce) {
        TxHeader plain = wallet(dedupeKey, dedupeKey, 100);
        return new TxHeader(
                plain.id(),
                plain.kind(),
                dedupeKey,
                plain.fingerprint(),
                merchantId,
                null,
                plain.product(),
                plain.money(),
                null,
                plain.orderNo(),
                null,
                null,
                null,
                plain.subject(),
                null,
                NOW,
                NOW.plusSeconds(30),
                NODE,
                null,
                new Checkout(PayMode.JSAPI, "openid", null, null),
                nonce,
                null);
    }

    /** A payer's consent to a hundred a month, from the first of March on. */
    public static TxHeader agreement(String dedupeKey) {
        TxHeader plain = wallet(dedupeKey, dedupeKey, 0);
        return new TxHeader(
                plain.id(),
                Kind.AGREEMENT,
                dedupeKey,
                plain.fingerprint(),
                plain.merchantId(),
                null,
                "alipay_agreement",
                plain.money(),
                null,
                plain.orderNo(),
                null,
                null,
                null,
                plain.subject(),
                null,
                NOW,
                NOW.plusSeconds(30),
                NODE,
                null,
                null,
                null,
                Terms.agreement(new AgreementTerms(
                        "payer-1", AgreementTerms.Unit.MONTH, 1, 100, "CNY", LocalDate.of(2026, 3, 1), true)));
    }

    static TxHeader refund(String dedupeKey, TxId original, long amountMinor) {
        return new TxHeader(
                newId(),
                Kind.REFUND,
                dedupeKey,
                "01".repeat(32),
                "M0001",
                null,
                "alipay_qr",
                Money.cny(amountMinor),
                null,
                dedupeKey,
                null,
                null,
                original,
                null,
                null,
                NOW,
                NOW.plusSeconds(30),
                NODE);
    }

    /** The first append of a transaction, up to SENT. */
    public static Append first(TxHeader header, Guard... guards) {
        List<Event> events = List.of(
                new Event.Received(NOW, header),
                new Event.RiskPassed(NOW, "default"),
                new Event.Routed(NOW, "bank-a", "bin"),
                new Event.Dispatched(NOW, "bank-a"));
        Transaction tx = Transaction.received(header);
        for (Event event : events.subList(1, events.size())) {
            tx = tx.after(event, Phase.SENT);
        }
        return new Append(tx, events, List.of(guards));
    }

    /** The next append after {@code before}: approved. */
    public static Append approved(Append before) {
        HostFacts facts = new HostFacts("00", "A12345", "4200001", "000777", null, null, null);
        return next(
                before, Phase.APPROVED, new Event.HostApproved(NOW.plusMillis(80), Trigger.APPROVED_IN_TIME, facts));
    }

    public static Append next(Append before, Phase phase, Event event, Guard... guards) {
        Transaction tx = before.after().withSeq(before.seq() + 1).after(event, phase);
        return new Append(tx, List.of(event), List.of(guards));
    }
}
