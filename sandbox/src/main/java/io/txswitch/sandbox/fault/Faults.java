package io.txswitch.sandbox.fault;

import io.vertx.core.buffer.Buffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which faults are in force. Set by a test's thread, asked by the event loop: in force for the next bytes. */
final class Faults {
    /** So many more bytes of one direction pass. */
    static final class Allowance {
        private final Direction direction;
        private long leftBytes; // event loop only

        Allowance(Direction direction, long bytes) {
            this.direction = direction;
            this.leftBytes = bytes;
        }
    }

    volatile boolean silent;
    volatile boolean held;
    volatile long delayMs;
    /** Chosen requests whose answer is to be lost, and any answer at all: each once. */
    final AtomicReference<@Nullable Predicate<Buffer>> fatalRequest = new AtomicReference<>();

    final AtomicBoolean nextAnswerIsLost = new AtomicBoolean();
    final AtomicReference<@Nullable Allowance> allowance = new AtomicReference<>();
    final AtomicInteger lostAnswers = new AtomicInteger();

    /** Whether this request's answer shall be lost; true once. */
    boolean takesAnswerOf(Buffer request) {
        Predicate<Buffer> wanted = fatalRequest.get();
        return wanted != null && wanted.test(request) && fatalRequest.compareAndSet(wanted, null);
    }

    /** Whether the answer at hand shall be lost whatever it answers; true once. */
    boolean takesThisAnswer() {
        return nextAnswerIsLost.getAndSet(false);
    }

    /**
     * How many of these bytes may pass before the line is cut.
     *
     * @return {@code length} or more: all of them, and no cut
     */
    int passing(Direction direction, int length) {
        Allowance left = allowance.get();
        if (left == null || left.direction != direction) {
            return Integer.MAX_VALUE;
        }
        if (left.leftBytes > length) {
            left.leftBytes -= length;
            return Integer.MAX_VALUE;
        }
        allowance.compareAndSet(left, null);
        return (int) left.leftBytes;
    }
}
