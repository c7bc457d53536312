package io.txswitch.core.model;

import org.jspecify.annotations.Nullable;

/**
 * What a bank or a wallet said, as far as it may be kept.
 *
 * @param hostCode the host's own result code (DE39, or the wallet's code)
 * @param authCode DE38
 * @param channelNo the host's number of the payment (wallet transaction id), or null
 * @param stan the trace number used towards a bank (DE11), needed by a reversal (DE90)
 * @param qrCode the text of a payment code the payer scans
 * @param payer the payer as the wallet names him
 * @param detail a short text for people; never card data
 * @param approvedMinor the part that was approved, minor units; null when it is what was asked
 */
public record HostFacts(
        @Nullable String hostCode,
        @Nullable String authCode,
        @Nullable String channelNo,
        @Nullable String stan,
        @Nullable String qrCode,
        @Nullable String payer,
        @Nullable String detail,
        @Nullable Long approvedMinor) {
    public static final HostFacts NONE = new HostFacts(null, null, null, null, null, null, null);

    public HostFacts(
            @Nullable String hostCode,
            @Nullable String authCode,
            @Nullable String channelNo,
            @Nullable String stan,
            @Nullable String qrCode,
            @Nullable String payer,
            @Nullable String detail) {
        this(hostCode, authCode, channelNo, stan, qrCode, payer, detail, null);
    }

    public static HostFacts detail(String detail) {
        return new HostFacts(null, null, null, null, null, null, detail);
    }

    public static HostFacts code(String hostCode) {
        return new HostFacts(hostCode, null, null, null, null, null, null);
    }

    /** These facts, with the gaps filled from what was known before. */
    public HostFacts over(HostFacts before) {
        return new HostFacts(
                hostCode != null ? hostCode : before.hostCode,
                authCode != null ? authCode : before.authCode,
                channelNo != null ? channelNo : before.channelNo,
                stan != null ? stan : before.stan,
                qrCode != null ? qrCode : before.qrCode,
                payer != null ? payer : before.payer,
                detail != null ? detail : before.detail,
                approvedMinor != null ? approvedMinor : before.approvedMinor);
    }
}
