package io.txswitch.notifier;

import io.micrometer.core.instrument.MeterRegistry;
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

    private final Fanout fanout;
    private final NotifierPorts ports;
    private final RetrySchedule schedule;
    private final InstantSource time;
    private final MeterRegistry meters;

    Attempts(Fanout fanout, NotifierPorts ports, RetrySchedule schedule, InstantSource time, MeterRegistry meters) {
        this.fanout = fanout;
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
                .onComplete(done ->
                        meters.timer("txswitch_webhook_latency").record(Duration.ofMillis(time.millis() - startedMs)))
                .transform(done -> {
                    String problem = done.succeeded() ? done.result() : describe(done.cause());
                    return problem.isEmpty()
                            ? delivered(claimed)
                            : failed(claimed, problem, done.cause() instanceof GoneException);
                })
                .onFailure(lost -> LOG.warn(
                        "tx={} webhook={} attempt={} result=unrecorded error=\"{}\"",
                        claimed.delivery().event().txId(),
                        claimed.delivery().event().id(),
                        claimed.attempt(),
                        lost.toString()));
    }

    private Future<Integer> post(Delivery delivery) {
        return fanout.target(delivery).compose(target -> {
            MerchantEvent event = delivery.event();
            long timestampS = time.instant().getEpochSecond();
            Map<String, String> headers = Map.of(
                    "content-type",
                    "application/json",
                    "user-agent",
                    "txswitch",
                    "webhook-id",
                    event.id(),
                    "webhook-timestamp",
                    Long.toString(timestampS),
                    "webhook-signature",
                    WebhookSignature.sign(target.secrets(), event.id(), timestampS, event.body()));
            return ports.webhooks().post(target.url(), headers, event.body());
        });
    }

    /** Empty for a success; a redirect is none. */
    private static String problem(int status) {
        return status >= FIRST_SUCCESS && status < FIRST_OTHER ? "" : "status " + status;
    }

    /** What the endpoint wrote never gets here, so that it cannot write into logs and tables. */
    private static String describe(Throwable cause) {
        boolean ours = cause instanceof RefusedUrlException
                || cause instanceof NoAnswerException
                || cause instanceof GoneException;
        return ours ? String.valueOf(cause.getMessage()) : cause.getClass().getSimpleName();
    }

    private Future<Void> delivered(Claimed claimed) {
        count(claimed, "delivered");
        LOG.info(
                "tx={} webhook={} type={} attempt={} result=delivered",
                claimed.delivery().event().txId(),
                claimed.delivery().event().id(),
                claimed.delivery().event().type().text(),
                claimed.attempt());
        return ports.deliveries().delivered(claimed);
    }

    private Future<Void> failed(Claimed claimed, String problem, boolean forGood) {
        OptionalLong afterMs = forGood ? OptionalLong.empty() : schedule.afterMs(claimed.round());
        count(claimed, afterMs.isPresent() ? "failed" : "given_up");
        LOG.warn(
                "tx={} webhook={} merchant={} endpoint={} attempt={} result={} problem=\"{}\"",
                claimed.delivery().event().txId(),
                claimed.delivery().event().id(),
                claimed.delivery().event().merchantId(),
                claimed.delivery().endpointId(),
                claimed.attempt(),
                afterMs.isPresent() ? "failed" : "given-up",
                problem);
        return afterMs.isPresent()
                ? ports.deliveries().again(claimed, afterMs.getAsLong(), problem)
                : giveUp(claimed, problem);
    }

    /** The letter first: when it cannot be written the claim runs out, and there is one attempt more. */
    private Future<Void> giveUp(Claimed claimed, String problem) {
        return ports.deadLetters()
                .publish(DeadLetter.of(claimed, problem, time.instant()))
                .compose(written -> ports.deliveries().givenUp(claimed, problem));
    }

    private void count(Claimed claimed, String result) {
        meters.counter(
                        "txswitch_webhooks_total",
                        "type",
                        claimed.delivery().event().type().text(),
                        "result",
                        result)
                .increment();
    }
}
