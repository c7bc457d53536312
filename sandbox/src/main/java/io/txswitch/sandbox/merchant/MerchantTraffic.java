package io.txswitch.sandbox.merchant;

import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** Light QR traffic: payments that every script approves, at a bounded rate, never more than a few unanswered. */
public final class MerchantTraffic {
    /** Unanswered requests; beyond it a tick is skipped, so that nothing piles up before a slow switch. */
    private static final int MAX_IN_FLIGHT = 16;
    /** The sandbox is no load generator; bench is. */
    private static final int MAX_PER_SECOND = 100;

    private static final int MAX_YUAN = 100;
    private static final int FEN_PER_YUAN = 100;
    /** Amounts end in 00 to 49, where no decline, silence or lateness is scripted. */
    private static final int PLAIN_ENDINGS = 50;

    private static final long MS_PER_SECOND = 1_000;

    private final Vertx vertx;
    private final MerchantClient client;
    private final RandomGenerator random;
    private final String prefix;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong created = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong skipped = new AtomicLong();
    private final AtomicLong inFlight = new AtomicLong();
    private final long timer;

    private MerchantTraffic(Vertx vertx, MerchantClient client, RandomGenerator random, String prefix, int perSecond) {
        if (perSecond < 1 || perSecond > MAX_PER_SECOND) {
            throw new IllegalArgumentException("rate must be 1 to " + MAX_PER_SECOND + " a second");
        }
        this.vertx = vertx;
        this.client = client;
        this.random = random;
        this.prefix = prefix;
        this.timer = vertx.setPeriodic(MS_PER_SECOND / perSecond, tick -> pay());
    }

    /**
     * Starts; alternates Alipay and WeChat Pay.
     *
     * @param prefix of the order numbers, so that two runs do not collide
     */
    public static MerchantTraffic start(
            Vertx vertx, MerchantClient client, RandomGenerator random, String prefix, int perSecond) {
        return new MerchantTraffic(vertx, client, random, prefix, perSecond);
    }

    private void pay() {
        if (inFlight.get() >= MAX_IN_FLIGHT) {
            skipped.incrementAndGet();
            return;
        }
        long number = sent.incrementAndGet();
        long amountMinor = 1 + random.nextInt(MAX_YUAN) * (long) FEN_PER_YUAN + random.nextInt(PLAIN_ENDINGS - 1);
        String product = number % 2 == 0 ? "alipay_qr" : "wechat_qr";
        inFlight.incrementAndGet();
        client.createPayment(new NewPayment(prefix + number, product, amountMinor, "light traffic", ""))
                .onComplete(done -> {
                    inFlight.decrementAndGet();
                    boolean ok = done.succeeded() && done.result().ok();
                    (ok ? created : failed).incrementAndGet();
                });
    }

    /** No further payments; what is in flight still counts when it is answered. */
    public void stop() {
        vertx.cancelTimer(timer);
    }

    public long sent() {
        return sent.get();
    }

    /** Answered with 200 or 201. */
    public long created() {
        return created.get();
    }

    /** Refused or not answered. */
    public long failed() {
        return failed.get();
    }

    /** Ticks left out because too much was unanswered. */
    public long skipped() {
        return skipped.get();
    }
}
