package io.txswitch.sandbox.merchant;

import java.nio.file.Path;
import java.time.InstantSource;

/**
 * How a merchant's webhook receiver is set up.
 *
 * @param port 0 for a free one; always on 127.0.0.1
 * @param book file of the merchant's book
 */
public record MerchantOptions(int port, Path book, MerchantKeys keys, InstantSource clock) {
    /** A free port and the system's clock. */
    public static MerchantOptions defaults(Path book, MerchantKeys keys) {
        return new MerchantOptions(0, book, keys, InstantSource.system());
    }

    public MerchantOptions withPort(int newPort) {
        return new MerchantOptions(newPort, book, keys, clock);
    }

    public MerchantOptions withClock(InstantSource newClock) {
        return new MerchantOptions(port, book, keys, newClock);
    }
}
