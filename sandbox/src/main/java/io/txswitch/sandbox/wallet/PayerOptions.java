package io.txswitch.sandbox.wallet;

/**
 * When the simulated payer acts.
 *
 * @param autoPay false: nobody scans or pays until a test calls {@code pay}
 * @param payDelayMs from the making of the code to the scan (and, but for {@link Script#LATE}, the payment), at least 1
 * @param lateDelayMs from the making of the code to the payment under {@link Script#LATE}, at least 1
 */
public record PayerOptions(boolean autoPay, long payDelayMs, long lateDelayMs) {
    public static final PayerOptions DEFAULT = new PayerOptions(true, 300, 5_000);
    /** Nothing happens by itself. */
    public static final PayerOptions BY_HAND = new PayerOptions(false, 300, 5_000);

    public PayerOptions {
        if (payDelayMs < 1 || lateDelayMs < 1) {
            throw new IllegalArgumentException("payer delays must be at least 1 ms");
        }
    }
}
