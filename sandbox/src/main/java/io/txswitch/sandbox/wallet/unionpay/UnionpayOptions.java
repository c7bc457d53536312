package io.txswitch.sandbox.wallet.unionpay;

import io.txswitch.sandbox.wallet.NoticeSender;
import io.txswitch.sandbox.wallet.PayerOptions;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How a UnionPay simulator is set up; it serves one merchant.
 *
 * @param port 0 for a free one; always on 127.0.0.1
 * @param book file of the wallet's book
 * @param merId the merchant's number, 15 digits
 * @param payer when the payer acts; its pay delay is also how long a refund is under way
 * @param noticeDelaysMs before the second, third, … attempt of a notification
 */
public record UnionpayOptions(
        int port,
        Path book,
        String merId,
        PayerOptions payer,
        List<Long> noticeDelaysMs,
        InstantSource clock,
        RandomGenerator random) {
    public UnionpayOptions {
        noticeDelaysMs = List.copyOf(noticeDelaysMs);
        if (merId.isBlank()) {
            throw new IllegalArgumentException("merId is needed");
        }
    }

    /** A free port, one merchant, the default payer and schedule, the system's clock. */
    public static UnionpayOptions defaults(Path book) {
        return new UnionpayOptions(
                0,
                book,
                "777290000000001",
                PayerOptions.DEFAULT,
                NoticeSender.SHORT_DELAYS_MS,
                InstantSource.system(),
                new SecureRandom());
    }

    public UnionpayOptions withPort(int newPort) {
        return new UnionpayOptions(newPort, book, merId, payer, noticeDelaysMs, clock, random);
    }

    public UnionpayOptions withPayer(PayerOptions newPayer) {
        return new UnionpayOptions(port, book, merId, newPayer, noticeDelaysMs, clock, random);
    }

    public UnionpayOptions withNoticeDelaysMs(List<Long> newDelaysMs) {
        return new UnionpayOptions(port, book, merId, payer, newDelaysMs, clock, random);
    }

    public UnionpayOptions withClock(InstantSource newClock) {
        return new UnionpayOptions(port, book, merId, payer, noticeDelaysMs, newClock, random);
    }
}
