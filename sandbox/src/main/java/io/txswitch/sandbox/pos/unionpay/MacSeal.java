package io.txswitch.sandbox.pos.unionpay;

import io.txswitch.sandbox.crypto.Macs;
import io.txswitch.sandbox.iso.IsoCodec;
import io.txswitch.sandbox.iso.IsoMessage;
import java.security.MessageDigest;
import java.util.Arrays;

/** Puts field 64 on messages and checks it on others: over everything from the type to the field before it. */
public final class MacSeal {
    private static final int BYTES = 8;

    private final UnionPayOptions.Mac algorithm;
    private final byte[] mak;

    /** A seal under a working key. */
    public MacSeal(UnionPayOptions.Mac algorithm, byte[] mak) {
        this.algorithm = algorithm;
        this.mak = mak.clone();
    }

    /** The message with its MAC. */
    public IsoMessage sealed(IsoMessage message) {
        return algorithm == UnionPayOptions.Mac.NONE
                ? message
                : message.toBuilder().set(64, mac(message)).build();
    }

    /** Whether the message carries the right MAC. */
    public boolean fits(IsoMessage message) {
        return algorithm == UnionPayOptions.Mac.NONE
                || (message.has(64) && MessageDigest.isEqual(mac(message), message.bytes(64)));
    }

    private byte[] mac(IsoMessage message) {
        // The bitmap says that there is a field 64; its bytes are left out.
        byte[] bytes =
                IsoCodec.encode(message.toBuilder().set(64, new byte[BYTES]).build());
        byte[] data = Arrays.copyOf(bytes, bytes.length - BYTES);
        return switch (algorithm) {
            case UNIONPAY_ECB -> Macs.unionPayEcb(mak, data);
            case X9_9 -> Macs.x99(Arrays.copyOf(mak, BYTES), data);
            case X9_19 -> Macs.x919(mak, data);
            case AES_CMAC -> Arrays.copyOf(Macs.aesCmac(mak, data), BYTES);
            case NONE -> new byte[BYTES];
        };
    }
}
