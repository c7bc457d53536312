package io.txswitch.sandbox.wallet.alipay;

import io.txswitch.sandbox.wallet.NoticeSender;
import io.txswitch.sandbox.wallet.PayerOptions;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How an Alipay simulator is set up.
 *
 * @param port 0 for a free one; always on 127.0.0.1
 * @param book file of the wallet's book
 * @param apps registered applications, at least one; each gets a key pair of its own
 * @param certificates whether applications may use the certificate mode too, which takes more keys to be made
 * @param noticeDelaysMs before the second, third, … attempt of a notification
 */
public record AlipayOptions(
        int port,
        Path book,
        List<AlipayApp> apps,
        PayerOptions payer,
        boolean certificates,
        List<Long> noticeDelaysMs,
        InstantSource clock,
        RandomGenerator random) {
    public static final AlipayApp DEFAULT_APP = new AlipayApp("2021000000000001", "2088000000000001");

    public AlipayOptions {
        apps = List.copyOf(apps);
        noticeDelaysMs = List.copyOf(noticeDelaysMs);
        if (apps.isEmpty()) {
            throw new IllegalArgumentException("at least one app is needed");
        }
    }

    /** A free port, one app, the default payer and schedule, the system's clock. */
    public static AlipayOptions defaults(Path book) {
        return new AlipayOptions(
                0,
                book,
                List.of(DEFAULT_APP),
                PayerOptions.DEFAULT,
                false,
                NoticeSender.SHORT_DELAYS_MS,
                InstantSource.system(),
                new SecureRandom());
    }

    public AlipayOptions withPort(int newPort) {
        return new AlipayOptions(newPort, book, apps, payer, certificates, noticeDelaysMs, clock, random);
    }

    public AlipayOptions withApps(List<AlipayApp> newApps) {
        return new AlipayOptions(port, book, newApps, payer, certificates, noticeDelaysMs, clock, random);
    }

    public AlipayOptions withPayer(PayerOptions newPayer) {
        return new AlipayOptions(port, book, apps, newPayer, certificates, noticeDelaysMs, clock, random);
    }

    public AlipayOptions withNoticeDelaysMs(List<Long> newDelaysMs) {
        return new AlipayOptions(port, book, apps, payer, certificates, newDelaysMs, clock, random);
    }

    public AlipayOptions withCertificates() {
        return new AlipayOptions(port, book, apps, payer, true, noticeDelaysMs, clock, random);
    }

    public AlipayOptions withClock(InstantSource newClock) {
        return new AlipayOptions(port, book, apps, payer, certificates, noticeDelaysMs, newClock, random);
    }
}
