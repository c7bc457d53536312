package io.txswitch.sandbox.wallet.sample;

import io.txswitch.sandbox.wallet.NoticeSender;
import io.txswitch.sandbox.wallet.PayerOptions;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How a sample wallet is set up; it serves one merchant.
 *
 * @param port 0 for a free one; always on 127.0.0.1
 * @param book file of the wallet's book
 * @param payer when the payer acts; its pay delay is also how long a refund is under way
 * @param noticeDelaysMs before the second, third, … attempt of a notification
 */
public record SampleOptions(
        int port,
        Path book,
        String appId,
        String merchantNo,
        PayerOptions payer,
        List<Long> noticeDelaysMs,
        InstantSource clock,
        RandomGenerator random) {
    public SampleOptions {
        noticeDelaysMs = List.copyOf(noticeDelaysMs);
        if (appId.isBlank() || merchantNo.isBlank()) {
            throw new IllegalArgumentException("app id and merchant number are needed");
        }
    }

    /** A free port, one merchant, the default payer and schedule, the system's clock. */
    public static SampleOptions defaults(Path book) {
        return new SampleOptions(
                0,
                book,
                "sample0001",
                "S100000001",
                PayerOptions.DEFAULT,
                NoticeSender.SHORT_DELAYS_MS,
                InstantSource.system(),
                new SecureRandom());
    }

    public SampleOptions withPort(int newPort) {
        return new SampleOptions(newPort, book, appId, merchantNo, payer, noticeDelaysMs, clock, random);
    }

    public SampleOptions withPayer(PayerOptions newPayer) {
        return new SampleOptions(port, book, appId, merchantNo, newPayer, noticeDelaysMs, clock, random);
    }

    public SampleOptions withNoticeDelaysMs(List<Long> newDelaysMs) {
        return new SampleOptions(port, book, appId, merchantNo, payer, newDelaysMs, clock, random);
    }
}
