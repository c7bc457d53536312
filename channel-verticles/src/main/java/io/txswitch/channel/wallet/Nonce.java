package io.txswitch.channel.wallet;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Words that are used once, for requests that are signed. */
public final class Nonce {
    private static final int BYTES = 16;
    /** Thread-safe; what it gives can be guessed by nobody, which is all that a nonce is for. */
    private static final SecureRandom RANDOM = new SecureRandom();

    private Nonce() {}

    /** 32 digits and small letters. */
    public static String next() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
