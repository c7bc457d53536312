package io.txswitch.sandbox.wallet.wechat;

import io.txswitch.sandbox.wallet.NoticeSender;
import io.txswitch.sandbox.wallet.PayerOptions;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How a WeChat Pay simulator is set up; it serves one merchant.
 *
 * @param port 0 for a free one; always on 127.0.0.1
 * @param book file of the wallet's book
 * @param payer when the payer acts; its pay delay is also how long a refund is PROCESSING
 * @param noticeDelaysMs before the second, third, … attempt of a notification
 */
public record WechatOptions(
        int port,
        Path book,
        String mchid,
        String appid,
        PayerOptions payer,
        List<Long> noticeDelaysMs,
        InstantSource clock,
        RandomGenerator random) {
    public WechatOptions {
        noticeDelaysMs = List.copyOf(noticeDelaysMs);
        if (mchid.isBlank() || appid.isBlank()) {
            throw new IllegalArgumentException("mchid and appid are needed");
        }
    }

    /** A free port, one merchant, the default payer and schedule, the system's clock. */
    public static WechatOptions defaults(Path book) {
        return new WechatOptions(
                0,
                book,
                "1900000001",
                "wx0000000000000001",
                PayerOptions.DEFAULT,
                NoticeSender.SHORT_DELAYS_MS,
                InstantSource.system(),
                new SecureRandom());
    }

    public WechatOptions withPort(int newPort) {
        return new WechatOptions(newPort, book, mchid, appid, payer, noticeDelaysMs, clock, random);
    }

    public WechatOptions withMerchant(String newMchid, String newAppid) {
        return new WechatOptions(port, book, newMchid, newAppid, payer, noticeDelaysMs, clock, random);
    }

    public WechatOptions withPayer(PayerOptions newPayer) {
        return new WechatOptions(port, book, mchid, appid, newPayer, noticeDelaysMs, clock, random);
    }

    public WechatOptions withNoticeDelaysMs(List<Long> newDelaysMs) {
        return new WechatOptions(port, book, mchid, appid, payer, newDelaysMs, clock, random);
    }

    public WechatOptions withClock(InstantSource newClock) {
        return new WechatOptions(port, book, mchid, appid, payer, noticeDelaysMs, newClock, random);
    }
}
