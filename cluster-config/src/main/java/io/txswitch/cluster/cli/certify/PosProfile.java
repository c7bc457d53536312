package io.txswitch.cluster.cli.certify;

import io.txswitch.core.model.Pan;
import io.txswitch.iso8583.codec.Dialect;
import io.txswitch.iso8583.codec.Framing;
import io.txswitch.iso8583.crypto.ClearKey;
import io.txswitch.iso8583.crypto.MacAlgorithm;
import io.txswitch.iso8583.crypto.WorkingKeyLayout;
import org.jspecify.annotations.Nullable;

/**
 * The terminal that is played, and where its switch is.
 *
 * @param merchant DE42; null leaves it out
 * @param layout of the working keys it signs in for; null for a terminal without keys
 * @param masterKey with a layout
 * @param payerCode a wallet's code for the QR case; null skips it
 * @param timeoutMs how long it waits for one answer
 */
record PosProfile(
        String host,
        int port,
        String terminal,
        @Nullable String merchant,
        Dialect dialect,
        Framing framing,
        @Nullable WorkingKeyLayout layout,
        MacAlgorithm macAlgorithm,
        @Nullable ClearKey masterKey,
        @Nullable String payerCode,
        int timeoutMs) {
    /** The UnionPay scheme's sample number, on a card without a chip, so that swiping it is no fallback. */
    static final Pan CARD = new Pan("6212142000000000012");

    static final String EXPIRY = "3012";
    static final String SERVICE_CODE = "101";
    /** The sandbox's PIN of every card. */
    static final String PIN = "123456";

    /** Whether the dialect has the type, batch and network code in DE60. */
    boolean unionPay() {
        return dialect.name().startsWith("unionpay");
    }

    /** Nothing of the key. */
    @Override
    public String toString() {
        return terminal + "@" + host + ":" + port + " " + dialect.name() + "/" + framing.name();
    }
}
