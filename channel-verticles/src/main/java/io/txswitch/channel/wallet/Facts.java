package io.txswitch.channel.wallet;

import io.txswitch.core.model.HostFacts;
import org.jspecify.annotations.Nullable;

/** What a wallet says of a payment, without the fields that only banks have. */
public final class Facts {
    private Facts() {}

    /** The wallet's word and its number of the payment, with the payer where it names him. */
    public static HostFacts of(@Nullable String code, @Nullable String channelNo, @Nullable String payer) {
        return new HostFacts(code, null, channelNo, null, null, payer, null);
    }

    /** A refusal with its text. */
    public static HostFacts refusal(@Nullable String code, @Nullable String text) {
        return new HostFacts(code, null, null, null, null, null, text);
    }

    /** A code to show. */
    public static HostFacts shown(@Nullable String code, String qrCode) {
        return new HostFacts(code, null, null, null, qrCode, null, null);
    }
}
