package io.txswitch.notifier;

import io.micrometer.core.instrument.MeterRegistry;
import io.txswitch.core.config.Merchant;
import io.txswitch.core.model.Secret;
import io.txswitch.notifier.Deliveries.Claimed;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt: signs, posts, and writes down what came of it. */
final class Attempts {
    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);
    private static final int FIRST_SUCCESS = 200;
    private static final int FIRST_OTHER = 300;

    private final Map<String, Merchant> merchants;
    private final NotifierPorts ports;
    private final RetrySchedule schedule;
    private final InstantSource time;
    private final MeterRegistry meters;

    Attempts(
            Map<String, Merchant> merchants,
            NotifierPorts ports,
            RetrySchedule schedule,
            InstantSource time,
            MeterRegistry meters) {
        this.merchants = merchants;
        this.ports = ports;
        this.schedule = schedule;
        this.time = time;
        this.meters = meters;
    }

    /** Done when the result is stored; when it could not be, the claim runs out and the delivery is due again. */
    Future<Void> make(Claimed claimed) {
        long startedMs = time.millis();
        return post(claimed.delivery())
                .map(Attempts::problem)
                .otherwise(Attempts::describe)
                .compose(problem -> {
                    meters.timer("txswitch_webhook_latency").record(Duration.ofMillis(time.millis() - startedMs));
                    return problem.isEmpty() ? delivered(claimed) : failed(claimed, problem);
                })
                .onFailure(lost -> LOG.warn(
                        "tx={} webhook={} attempt={} result=unrecorded error=\"{}\"",
                        claimed.delivery().txId(),
                        claimed.delivery().eventId(),
                        claimed.attempt(),
                        lost.toString()));
    }

    private Future<Integer> post(Delivery delivery) {
        Merchant merchant = merchants.get(delivery.merchantId());
        Secret secret = merchant == null ? null : merchant.webhookSecret();
        if (secret == null) {
            return Future.failedFuture(new RefusedUrlException("no webhook secret"));
        }
        long timestampS = time.instant().getEpochSecond();
        Map<String, String> headers = Map.of(
                "content-type", "application/json",
                "user-agent", "txswitch",
                "webhook-id", delivery.eventId(),
                "webhook-timestamp", Long.toString(timestampS),
                "webhook-signature", WebhookSignature.sign(secret, delivery.eventId(), timestampS, delivery.body()));
        return ports.webhooks().post(delivery.url(), headers, delivery.body());
    }

    /** Empty for a success; a redirect is none. */
    private static String problem(int status) {
        return status >= FIRST_SUCCESS && status < FIRST_OTHER ? "" : "status " + status;
    }

    /** What the endpoint wrote never gets here, so that it cannot write into logs and tables. */
    private static String describe(Throwable cause) {
        return cause instanceof RefusedUrlException || cause instanceof NoAnswerException
                ? String.valueOf(cause.getMessage())
                : cause.getClass().getSimpleName();
    }

    private Future<Void> delivered(Claimed claimed) {
        count(claimed, "delivered");
        LOG.info(
                "tx={} webhook={} type={} attempt={} result=delivered",
                claimed.delivery().txId(),
                claimed.delivery().eventId(),
                claimed.delivery().type().text(),
                claimed.attempt());
        return ports.deliveries().delivered(claimed);
    }

    private Future<Void> failed(Claimed claimed, String problem) {
        OptionalLong afterMs = schedule.afterMs(claimed.attempt());
        count(claimed, afterMs.isPresent() ? "failed" : "given_up");
        LOG.warn(
                "tx={} webhook={} merchant={} attempt={} result={} problem=\"{}\"",
                claimed.delivery().txId(),
                claimed.delivery().eventId(),
                claimed.delivery().merchantId(),
                claimed.attempt(),
                afterMs.isPresent() ? "failed" : "given-up",
                problem);
        return afterMs.isPresent()
                ? ports.deliveries().again(claimed, afterMs.getAsLong(), problem)
                : ports.deliveries().givenUp(claimed, problem);
    }

    private void count(Claimed claimed, String result) {
        meters.counter(
                        "txswitch_webhooks_total",
                        "type",
                        claimed.delivery().type().text(),
                        "result",
                        result)
                .increment();
    }
}
