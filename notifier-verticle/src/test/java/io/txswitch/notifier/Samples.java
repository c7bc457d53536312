package io.txswitch.notifier;

import io.txswitch.core.config.KeyRing;
import io.txswitch.core.config.Merchant;
import io.txswitch.core.contract.PaymentEvent;
import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.model.AgreementTerms;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.Secret;
import io.txswitch.core.model.Terms;
import io.txswitch.core.model.TxId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;

/** Payments, events and merchants as tests need them. */
final class Samples {
    static final Instant AT = Instant.parse("2026-03-04T05:06:07.089Z");
    static final Secret SECRET = new Secret("whsec_" + Base64.getEncoder().encodeToString(new byte[32]));
    static final KeyRing KEYS = KeyRing.of(new Secret(Base64.getEncoder().encodeToString(new byte[32])));

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Samples() {}

    /** For a condition, however busy the machine. */
    static ConditionFactory await() {
        return Awaitility.await().atMost(PATIENCE);
    }

    /** An id no other test of this build uses in the shared stores. */
    static TxId anyId() {
        return new TxId(ThreadLocalRandom.current().nextLong(1, 1L << 61));
    }

    static PaymentView payment(TxId id, String merchantId, Phase phase) {
        return view(id, 2, Kind.WALLET_PAYMENT, phase, null, merchantId, "order-" + id.text(), 0, null, null);
    }

    static PaymentView payment(TxId id, String merchantId, String notifyUrl) {
        return view(
                id, 2, Kind.WALLET_PAYMENT, Phase.APPROVED, null, merchantId, "order-" + id.text(), 0, null, notifyUrl);
    }

    static PaymentView refund(TxId id, String merchantId, TxId original) {
        return view(id, 2, Kind.REFUND, Phase.APPROVED, null, merchantId, "refund-" + id.text(), 0, original, null);
    }

    static PaymentView refunded(PaymentView payment, int version, long refundedMinor) {
        return view(
                payment.id(),
                version,
                payment.kind(),
                payment.phase(),
                null,
                payment.merchantId(),
                payment.orderNo(),
                refundedMinor,
                null,
                null);
    }

    /** The same with what it says beside the amount, and in the wallet's own words. */
    static PaymentView saying(PaymentView v, String product, Terms terms, @Nullable String hostCode) {
        return new PaymentView(
                v.id(),
                v.version(),
                v.kind(),
                v.phase(),
                v.reason(),
                v.merchantId(),
                v.terminalId(),
                product,
                v.money(),
                v.refundedMinor(),
                v.orderNo(),
                v.trace(),
                v.localDateTime(),
                v.original(),
                v.hostId(),
                hostCode,
                v.authCode(),
                v.channelNo(),
                v.qrCode(),
                v.maskedPan(),
                v.subject(),
                v.notifyUrl(),
                v.node(),
                v.receivedAt(),
                v.updatedAt(),
                null,
                terms,
                null);
    }

    static PaymentView agreement(Phase phase) {
        return saying(
                of(Kind.AGREEMENT, phase),
                "alipay_agreement",
                Terms.agreement(new AgreementTerms(
                        "member-17", AgreementTerms.Unit.MONTH, 1, 1500, "CNY", LocalDate.of(2026, 4, 1), true)),
                null);
    }

    static PaymentView of(Kind kind, Phase phase) {
        return view(new TxId(77), 2, kind, phase, null, "M1", "o-1", 0, null, null);
    }

    static PaymentView view(
            TxId id,
            int version,
            Kind kind,
            Phase phase,
            @Nullable Reason reason,
            String merchantId,
            @Nullable String orderNo,
            long refundedMinor,
            @Nullable TxId original,
            @Nullable String notifyUrl) {
        boolean card = kind == Kind.SALE;
        return new PaymentView(
                id,
                version,
                kind,
                phase,
                reason,
                merchantId,
                card ? "T0000001" : null,
                card ? "card" : "alipay_qr",
                Money.cny(1234),
                refundedMinor,
                orderNo,
                card ? "000123" : null,
                null,
                original,
                card ? "bank-a" : "alipay",
                card ? "00" : null,
                card ? "A12345" : null,
                card ? null : "2026030422001",
                null,
                card ? "411111******1111" : null,
                "tea",
                notifyUrl,
                "n1",
                AT,
                AT.plusMillis(900));
    }

    static PaymentEvent event(int seq, PaymentView view, String... events) {
        return new PaymentEvent(PaymentEvent.VERSION, seq, AT.plusSeconds(1), List.of(events), view);
    }

    static PaymentEvent approved(PaymentView view) {
        return event(1, view, "HostApproved");
    }

    static Merchant merchant(String id, @Nullable String url) {
        return new Merchant(id, id, null, null, url, SECRET);
    }

    static MerchantEvent told(TxId id, TxId paymentId, int seq, String merchantId, WebhookType type) {
        return new MerchantEvent(MerchantEvent.id(id, seq), id, paymentId, seq, merchantId, type, AT, "{\"名\":1}");
    }

    static Delivery delivery(TxId id, TxId paymentId, int seq, String merchantId, WebhookType type) {
        return new Delivery(told(id, paymentId, seq, merchantId, type), Delivery.SETTINGS, "https://shop.example/hook");
    }
}
