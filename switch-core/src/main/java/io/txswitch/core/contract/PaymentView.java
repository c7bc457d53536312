package io.txswitch.core.contract;

import io.txswitch.core.model.Kind;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.Terms;
import io.txswitch.core.model.TxId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A transaction as it may be shown: to its merchant, to customer service, in the read model and in events.
 *
 * @param version the number of appends it reflects: a higher one is newer
 * @param refundedMinor what refunds have given back so far, minor units
 * @param hostCode the host's own code
 * @param channelNo the host's number of the payment
 * @param maskedPan first six and last four, or null
 * @param confirmNeeded true while the payer has to bring back what he was sent, else null
 * @param terms what an agreement, a transfer or profit sharing says beside the amount; not in lists
 * @param returnUrl the merchant's page, where the payer goes in the end
 */
public record PaymentView(
        TxId id,
        int version,
        Kind kind,
        Phase phase,
        @Nullable Reason reason,
        String merchantId,
        @Nullable String terminalId,
        String product,
        Money money,
        long refundedMinor,
        @Nullable String orderNo,
        @Nullable String trace,
        @Nullable String localDateTime,
        @Nullable TxId original,
        @Nullable String hostId,
        @Nullable String hostCode,
        @Nullable String authCode,
        @Nullable String channelNo,
        @Nullable String qrCode,
        @Nullable String maskedPan,
        @Nullable String subject,
        @Nullable String notifyUrl,
        String node,
        Instant receivedAt,
        Instant updatedAt,
        @Nullable Boolean confirmNeeded,
        @Nullable Terms terms,
        @Nullable String returnUrl) {

    /** A payment that waits for nothing and says nothing more. */
    public PaymentView(
            TxId id,
            int version,
            Kind kind,
            Phase phase,
            @Nullable Reason reason,
            String merchantId,
            @Nullable String terminalId,
            String product,
            Money money,
            long refundedMinor,
            @Nullable String orderNo,
            @Nullable String trace,
            @Nullable String localDateTime,
            @Nullable TxId original,
            @Nullable String hostId,
            @Nullable String hostCode,
            @Nullable String authCode,
            @Nullable String channelNo,
            @Nullable String qrCode,
            @Nullable String maskedPan,
            @Nullable String subject,
            @Nullable String notifyUrl,
            String node,
            Instant receivedAt,
            Instant updatedAt) {
        this(
                id,
                version,
                kind,
                phase,
                reason,
                merchantId,
                terminalId,
                product,
                money,
                refundedMinor,
                orderNo,
                trace,
                localDateTime,
                original,
                hostId,
                hostCode,
                authCode,
                channelNo,
                qrCode,
                maskedPan,
                subject,
                notifyUrl,
                node,
                receivedAt,
                updatedAt,
                null,
                null,
                null);
    }

    /** DE37. */
    public String rrn() {
        return id.rrn();
    }
}
