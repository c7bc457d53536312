package io.txswitch.api;

import io.txswitch.core.contract.PaymentView;
import io.txswitch.core.model.AgreementTerms;
import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.ShareReceiver;
import io.txswitch.core.model.Terms;
import io.txswitch.core.model.TxId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Transactions to show. */
final class Views {
    static final TxId PAYMENT_ID = TxId.parse("0G0000000000A");
    static final TxId REFUND_ID = TxId.parse("0G0000000000B");
    static final TxId AGREEMENT_ID = TxId.parse("0G0000000000C");
    static final TxId TRANSFER_ID = TxId.parse("0G0000000000D");
    static final TxId SHARE_ID = TxId.parse("0G0000000000E");
    private static final Instant RECEIVED_AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant UPDATED_AT = Instant.parse("2026-01-01T00:00:01.250Z");

    private Views() {}

    static PaymentView payment(Phase phase) {
        return payment(PAYMENT_ID, phase, "M1", "order-1", 0);
    }

    static PaymentView payment(TxId id, Phase phase, String merchantId, String orderNo, long refundedMinor) {
        return view(id, Kind.WALLET_PAYMENT, phase, null, merchantId, orderNo, Money.cny(1234), refundedMinor, null);
    }

    static PaymentView refund(Phase phase) {
        return view(REFUND_ID, Kind.REFUND, phase, null, "M1", "refund-1", Money.cny(34), 0, PAYMENT_ID);
    }

    static PaymentView failed(Reason reason) {
        PaymentView v = payment(Phase.DECLINED);
        return new PaymentView(
                v.id(),
                2,
                v.kind(),
                v.phase(),
                reason,
                "M1",
                null,
                v.product(),
                v.money(),
                0,
                v.orderNo(),
                null,
                null,
                null,
                "alipay",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                "node-1",
                RECEIVED_AT,
                UPDATED_AT);
    }

    static PaymentView card() {
        return new PaymentView(
                PAYMENT_ID,
                2,
                Kind.SALE,
                Phase.APPROVED,
                null,
                "M1",
                "T0000001",
                "card",
                Money.cny(1234),
                0,
                null,
                "000001",
                "0101080000",
                null,
                "bank-1",
                "00",
                "A12345",
                null,
                null,
                "411111******1111",
                null,
                null,
                "node-1",
                RECEIVED_AT,
                UPDATED_AT);
    }

    /** The same in another phase, of a payer who is to go to a page of the merchant's. */
    static PaymentView returning(PaymentView v, Phase phase, @Nullable String returnUrl) {
        return new PaymentView(
                v.id(),
                v.version(),
                v.kind(),
                phase,
                null,
                v.merchantId(),
                null,
                v.product(),
                v.money(),
                v.refundedMinor(),
                v.orderNo(),
                null,
                null,
                v.original(),
                v.hostId(),
                null,
                null,
                v.channelNo(),
                v.qrCode(),
                null,
                v.subject(),
                null,
                v.node(),
                v.receivedAt(),
                v.updatedAt(),
                null,
                null,
                returnUrl);
    }

    /** The same refused by the wallet in its own words. */
    static PaymentView said(PaymentView v, @Nullable Reason reason, String hostCode) {
        return new PaymentView(
                v.id(),
                v.version(),
                v.kind(),
                v.phase(),
                reason,
                v.merchantId(),
                null,
                v.product(),
                v.money(),
                v.refundedMinor(),
                v.orderNo(),
                null,
                null,
                v.original(),
                v.hostId(),
                hostCode,
                null,
                null,
                null,
                null,
                v.subject(),
                null,
                v.node(),
                v.receivedAt(),
                v.updatedAt(),
                null,
                v.terms(),
                null);
    }

    /** The same after so many appends. */
    static PaymentView atVersion(PaymentView v, int version) {
        return new PaymentView(
                v.id(),
                version,
                v.kind(),
                v.phase(),
                v.reason(),
                v.merchantId(),
                null,
                v.product(),
                v.money(),
                v.refundedMinor(),
                v.orderNo(),
                null,
                null,
                v.original(),
                v.hostId(),
                null,
                null,
                v.channelNo(),
                v.qrCode(),
                null,
                v.subject(),
                null,
                v.node(),
                v.receivedAt(),
                v.updatedAt());
    }

    /** The same by another product, with what it says beside the amount. */
    static PaymentView with(PaymentView v, String product, @Nullable Boolean confirmNeeded, @Nullable Terms terms) {
        return new PaymentView(
                v.id(),
                v.version(),
                v.kind(),
                v.phase(),
                v.reason(),
                v.merchantId(),
                null,
                product,
                v.money(),
                v.refundedMinor(),
                v.orderNo(),
                null,
                null,
                v.original(),
                v.hostId(),
                v.hostCode(),
                null,
                v.channelNo(),
                v.qrCode(),
                null,
                v.subject(),
                null,
                v.node(),
                v.receivedAt(),
                v.updatedAt(),
                confirmNeeded,
                terms,
                null);
    }

    static PaymentView agreement(Phase phase) {
        return with(
                view(AGREEMENT_ID, Kind.AGREEMENT, phase, null, "M1", "agreement-1", Money.cny(0), 0, null),
                "alipay_agreement",
                null,
                Terms.agreement(new AgreementTerms(
                        "member-17", AgreementTerms.Unit.MONTH, 1, 1500, "CNY", LocalDate.of(2026, 2, 1), true)));
    }

    static PaymentView transfer(Phase phase) {
        return with(
                view(TRANSFER_ID, Kind.TRANSFER, phase, null, "M1", "transfer-1", Money.cny(500), 0, null),
                "alipay_transfer",
                null,
                Terms.payee("2088000000000001"));
    }

    static PaymentView share(Phase phase) {
        return with(
                view(SHARE_ID, Kind.SHARE, phase, null, "M1", "share-1", Money.cny(34), 0, PAYMENT_ID),
                "alipay_share",
                null,
                Terms.receivers(List.of(new ShareReceiver(ShareReceiver.Type.PERSON, "2088", 34, "delivery"))));
    }

    static PaymentView view(
            TxId id,
            Kind kind,
            Phase phase,
            @Nullable Reason reason,
            String merchantId,
            String orderNo,
            Money money,
            long refundedMinor,
            @Nullable TxId original) {
        boolean refund = kind == Kind.REFUND || kind == Kind.TRANSFER || kind == Kind.SHARE;
        return new PaymentView(
                id,
                2,
                kind,
                phase,
                reason,
                merchantId,
                null,
                "alipay_qr",
                money,
                refundedMinor,
                orderNo,
                null,
                null,
                original,
                "alipay",
                null,
                null,
                refund ? null : "2026010122001400001",
                refund ? null : "https://qr.alipay.com/bax00001",
                null,
                "tea",
                null,
                "node-1",
                RECEIVED_AT,
                UPDATED_AT);
    }
}
