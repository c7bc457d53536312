package io.txswitch.core.contract;

import io.txswitch.core.model.TxId;
import org.jspecify.annotations.Nullable;

/**
 * Something a host said on its own: a late answer or a verified notification.
 *
 * @param hostId the bank or channel it came from
 * @param id the transaction it names (by DE37, or the wallet's {@code out_trade_no})
 * @param answer what it says, its amount included
 * @param appId the app it names, cross-checked by the channel's registration, null for a bank
 * @param channelMerchantId the wallet's merchant number it names, null for a bank
 * @param notificationId the host's own id of the message, for the log
 */
public record ReportHostFact(
        String hostId,
        TxId id,
        HostAnswer answer,
        @Nullable String appId,
        @Nullable String channelMerchantId,
        @Nullable String notificationId) {}
