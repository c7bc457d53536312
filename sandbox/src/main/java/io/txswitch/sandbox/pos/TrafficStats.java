package io.txswitch.sandbox.pos;

/**
 * What became of the traffic so far; {@code sent = approved + refused + unanswered + in flight}.
 *
 * @param sent sales that left a terminal
 * @param approved answered 00 for the right amount
 * @param refused answered otherwise
 * @param unanswered the answer stayed out or the line closed
 * @param skipped turns in which no sale left: no line, or its terminal still waited
 */
public record TrafficStats(long sent, long approved, long refused, long unanswered, long skipped) {
    /** Sales whose answer is still to come. */
    public long inFlight() {
        return sent - approved - refused - unanswered;
    }
}
