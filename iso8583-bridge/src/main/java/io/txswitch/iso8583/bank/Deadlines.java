package io.txswitch.iso8583.bank;

import io.txswitch.core.contract.HostRequest;
import io.txswitch.core.contract.HostRequest.Operation;
import java.time.Duration;
import java.time.InstantSource;

/**
 * How long a request may still take, asked immediately before it is sent.
 *
 * <p>Between nodes only what the request says counts, as their clocks differ. On the node that received the transaction
 * a charge is also held against the moment the client was promised an answer: after a pause of the whole process the
 * request says nothing of the time it has lain here.
 */
final class Deadlines {
    private final long answerWithinMs;
    private final String node;
    private final InstantSource clock;

    Deadlines(long answerWithinMs, String node, InstantSource clock) {
        this.answerWithinMs = answerWithinMs;
        this.node = node;
        this.clock = clock;
    }

    /**
     * Zero or less: too late to send.
     *
     * @param elapsedMs how long the request has been worked on here
     */
    long leftMs(HostRequest request, long elapsedMs) {
        long left = Math.min(request.deadlineMs() - elapsedMs, answerWithinMs);
        boolean promisedHere = request.operation() == Operation.CHARGE
                && request.header().node().equals(node);
        return promisedHere
                ? Math.min(
                        left,
                        Duration.between(clock.instant(), request.header().answerBy())
                                .toMillis())
                : left;
    }
}
