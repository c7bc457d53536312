package io.txswitch.channel.wallet;

import io.txswitch.core.config.Section;

/**
 * The bounds of one channel.
 *
 * @param maxInFlight calls at the same time: the bulkhead and the connection pool
 * @param connectTimeoutMs to reach the wallet
 * @param callTimeoutMs for one HTTP call whatever the request's deadline says
 * @param breakerResetMs from opening the breaker to the first trial
 * @param codeExpirySeconds how long a payer may use a code, counted from the receipt of the payment
 * @param reverseAfterMs WeChat Pay: a payment by the payer's code is not reversed sooner after its receipt
 */
public record ChannelLimits(
        int maxInFlight,
        int connectTimeoutMs,
        int callTimeoutMs,
        int breakerResetMs,
        int codeExpirySeconds,
        int reverseAfterMs) {
    /** Enough for 64 / 0.2 s = 320 payments a second at a wallet's usual 200 ms. */
    public static final ChannelLimits DEFAULT = new ChannelLimits(64, 2_000, 15_000, 5_000, 300, 15_000);

    /** WeChat Pay refuses codes that live less than a minute; Alipay's live two hours at most. */
    private static final int MIN_EXPIRY_SECONDS = 60;

    private static final int MAX_EXPIRY_SECONDS = 7_200;

    static ChannelLimits read(Section section) {
        return new ChannelLimits(
                section.integer("max-in-flight", DEFAULT.maxInFlight, 1, 4_096),
                section.integer("connect-timeout-ms", DEFAULT.connectTimeoutMs, 100, 30_000),
                section.integer("call-timeout-ms", DEFAULT.callTimeoutMs, 500, 120_000),
                section.integer("breaker-reset-ms", DEFAULT.breakerResetMs, 100, 300_000),
                section.integer(
                        "code-expiry-seconds", DEFAULT.codeExpirySeconds, MIN_EXPIRY_SECONDS, MAX_EXPIRY_SECONDS),
                section.integer("reverse-after-ms", DEFAULT.reverseAfterMs, 0, 60_000));
    }
}
