package io.txswitch.sandbox.wallet;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts notifications to merchants and repeats each until it is accepted or the schedule is used up. */
public final class NoticeSender {
    /** The schedule wallets stretch over a day, shortened so that a demo and a test see the repeats. */
    public static final List<Long> SHORT_DELAYS_MS = List.of(500L, 1_000L, 2_000L, 4_000L, 8_000L, 15_000L, 30_000L);

    /** One post, ready to go. */
    public record Delivery(String url, Map<String, String> headers, Buffer body) {}

    /** Builds a post anew for every attempt, so that time stamps are fresh and the present fault applies. */
    @FunctionalInterface
    public interface Notice {
        Delivery build(NoticeFault fault);
    }

    private static final Logger LOG = LoggerFactory.getLogger(NoticeSender.class);
    /** Wallets wait five seconds for a merchant's answer. */
    private static final long ANSWER_TIMEOUT_MS = 5_000;
    /** Connections to one merchant; more posts wait in the client's queue. */
    private static final int POOL_SIZE = 16;
    /** Notifications under way, each with its timer; a merchant that is down must not fill the memory. */
    private static final int MAX_UNDER_WAY = 10_000;

    private final Vertx vertx;
    private final WebClient client;
    private final List<Long> delaysMs;
    private final Faults faults;
    private final Predicate<HttpResponse<Buffer>> accepted;
    private final HeldNotices held;
    private final AtomicLong posts = new AtomicLong();
    private final AtomicLong acceptances = new AtomicLong();
    private final AtomicLong abandoned = new AtomicLong();
    private int underWay;
    private boolean stopped;

    /**
     * @param delaysMs before the second, third, … attempt, each at least 1
     * @param accepted whether the merchant's answer ends the repeats
     */
    public NoticeSender(Vertx vertx, List<Long> delaysMs, Faults faults, Predicate<HttpResponse<Buffer>> accepted) {
        this.vertx = vertx;
        this.client = WebClient.create(
                vertx,
                new WebClientOptions().setFollowRedirects(false).setUserAgentEnabled(false),
                new PoolOptions().setHttp1MaxSize(POOL_SIZE));
        this.delaysMs = List.copyOf(delaysMs);
        this.faults = faults;
        this.accepted = accepted;
        this.held = new HeldNotices(vertx);
    }

    /** Whether something can be posted to this address at all. */
    public static boolean usable(String url) {
        try {
            URI uri = new URI(url);
            return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /**
     * Starts the deliveries; the future completes after the first attempt, however that went, or at once when the
     * {@link NoticePace} holds it back.
     */
    public Future<Void> send(String name, Notice notice) {
        if (underWay >= MAX_UNDER_WAY) {
            abandoned.incrementAndGet();
            LOG.warn("notice={} dropped=too_many_under_way", name);
            return Future.succeededFuture();
        }
        underWay++;
        return switch (faults.pace()) {
            case AT_ONCE -> attempt(name, notice, 0);
            case LATE -> {
                vertx.setTimer(NoticePace.LATE_MS, timer -> attempt(name, notice, 0));
                yield Future.succeededFuture();
            }
            case REORDERED -> {
                held.hold(() -> attempt(name, notice, 0));
                yield Future.succeededFuture();
            }
        };
    }

    private Future<Void> attempt(String name, Notice notice, int number) {
        NoticeFault fault = faults.notices();
        if (stopped || fault == NoticeFault.LOST) {
            underWay--;
            return Future.succeededFuture();
        }
        Future<Boolean> first = post(notice, fault);
        Future<Boolean> both = fault == NoticeFault.DUPLICATE
                ? Future.all(first, post(notice, fault))
                        .map(done -> done.<Boolean>resultAt(0) || done.<Boolean>resultAt(1))
                : first;
        return both.map(ok -> {
            afterAttempt(name, notice, number, ok);
            return null;
        });
    }

    private void afterAttempt(String name, Notice notice, int number, boolean ok) {
        if (ok) {
            underWay--;
        } else if (number < delaysMs.size()) {
            vertx.setTimer(delaysMs.get(number), timer -> attempt(name, notice, number + 1));
        } else {
            underWay--;
            abandoned.incrementAndGet();
            LOG.info("notice={} attempts={} abandoned=true", name, number + 1);
        }
    }

    private Future<Boolean> post(Notice notice, NoticeFault fault) {
        Delivery delivery = notice.build(fault);
        posts.incrementAndGet();
        HttpRequest<Buffer> request = client.postAbs(delivery.url()).timeout(ANSWER_TIMEOUT_MS);
        delivery.headers().forEach(request::putHeader);
        return request.sendBuffer(delivery.body())
                .map(accepted::test)
                .otherwise(false)
                .onSuccess(ok -> acceptances.addAndGet(ok ? 1 : 0));
    }

    /** No further posts; timers may still fire while the simulator goes down. */
    void stop() {
        stopped = true;
    }

    /** Posts sent so far, repeats included. */
    public long posts() {
        return posts.get();
    }

    /** Posts the merchants accepted so far. */
    public long acceptances() {
        return acceptances.get();
    }

    /** Notifications given up after the last repeat. */
    public long abandoned() {
        return abandoned.get();
    }
}
