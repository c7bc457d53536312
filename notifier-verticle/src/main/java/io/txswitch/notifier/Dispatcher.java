package io.txswitch.notifier;

import io.txswitch.notifier.Deliveries.Claimed;
import io.txswitch.notifier.Delivery.Lane;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims what is due and has it posted, each endpoint in a lane of its own, so that a dead endpoint delays nobody else;
 * confined to one event loop.
 */
final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    /** Posts under way at once on this node: what a hundred dead endpoints can hold, and half as many live ones use. */
    private static final int MAX_IN_FLIGHT = 1_024;
    /** What a claim outlives its attempt by, so that the result is written before anybody else may try. */
    private static final long CLAIM_MARGIN_MS = 15_000;

    private static final class Traffic {
        int inFlight;
        boolean claiming;
        /** There may be more than was claimed. */
        boolean more;

        boolean idle() {
            return inFlight == 0 && !claiming;
        }
    }

    private final Deliveries deliveries;
    private final Attempts attempts;
    private final int endpointConcurrency;
    private final long claimMs;
    private final Map<Lane, Traffic> lanes = new HashMap<>();
    private final Promise<Void> drained = Promise.promise();
    private int inFlight;
    private boolean stopping;
    private boolean storeLost;

    Dispatcher(NotifierConfig config, Deliveries deliveries, Attempts attempts) {
        this.deliveries = deliveries;
        this.attempts = attempts;
        this.endpointConcurrency = config.merchantConcurrency();
        this.claimMs = config.timeoutMs() + CLAIM_MARGIN_MS;
    }

    /** Looks for everything that has become due. */
    void scan() {
        if (!stopping) {
            deliveries.due().onSuccess(due -> due.forEach(this::wake)).onFailure(this::complain);
        }
    }

    /** One endpoint has, or may have, something due. */
    void wake(Lane to) {
        Traffic lane = lanes.computeIfAbsent(to, id -> new Traffic());
        int free = Math.min(endpointConcurrency - lane.inFlight, MAX_IN_FLIGHT - inFlight);
        if (stopping || lane.claiming || free <= 0) {
            lane.more = true;
            dropWhenIdle(to, lane);
            return;
        }
        lane.claiming = true;
        lane.more = false;
        deliveries.claim(to, free, claimMs).onComplete(claimed -> {
            lane.claiming = false;
            if (claimed.succeeded()) {
                storeLost = false;
                post(to, lane, claimed.result(), free);
            } else {
                lane.more = false;
                complain(claimed.cause());
            }
            dropWhenIdle(to, lane);
        });
    }

    private void post(Lane to, Traffic lane, List<Claimed> claimed, int wanted) {
        boolean again = lane.more;
        lane.more = again || claimed.size() == wanted;
        for (Claimed each : claimed) {
            lane.inFlight++;
            inFlight++;
            attempts.make(each).onComplete(done -> {
                lane.inFlight--;
                inFlight--;
                afterOne(to, lane);
            });
        }
        if (again) {
            wake(to);
        }
    }

    private void afterOne(Lane to, Traffic lane) {
        if (lane.more && !stopping) {
            wake(to);
        }
        dropWhenIdle(to, lane);
    }

    private void dropWhenIdle(Lane to, Traffic lane) {
        if (lane.idle()) {
            lanes.remove(to, lane);
        }
        if (stopping && inFlight == 0) {
            drained.tryComplete();
        }
    }

    private void complain(Throwable cause) {
        if (!storeLost && !stopping) {
            LOG.warn("notifier=store-lost error=\"{}\"", cause.toString());
        }
        storeLost = true;
    }

    /** Claims nothing more; done when the attempts under way are. */
    Future<Void> drain() {
        stopping = true;
        if (inFlight == 0) {
            drained.tryComplete();
        }
        return drained.future();
    }
}
