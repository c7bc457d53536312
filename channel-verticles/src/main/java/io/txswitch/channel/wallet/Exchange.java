package io.txswitch.channel.wallet;

import io.txswitch.channel.message.ChannelMessage;
import io.txswitch.channel.message.ChannelMessage.Direction;
import io.txswitch.channel.message.ChannelMessages;
import io.txswitch.core.contract.HostRequest;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way to a wallet: its deadline, and whether anything of it has left.
 *
 * <p>Bound to the virtual thread that runs the SDK ({@link #run}), because the SDKs hand nothing through to their HTTP
 * client. Sending and giving up exclude one another: whichever comes first decides whether NOT_SENT may be said.
 */
public final class Exchange {
    private static final ScopedValue<Exchange> CURRENT = ScopedValue.newInstance();

    private enum Stage {
        WAITING,
        SENT,
        GIVEN_UP
    }

    private final Consumer<Kept> keeper;
    private final long deadlineNanos;
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.WAITING);

    /** @param deadlineMs from now */
    public Exchange(HostRequest request, ChannelMessages messages, InstantSource clock, long deadlineMs) {
        this(kept -> messages.keep(kept.of(request, clock.instant())), deadlineMs);
    }

    private Exchange(Consumer<Kept> keeper, long deadlineMs) {
        this.keeper = keeper;
        this.deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(deadlineMs);
    }

    /**
     * An exchange about no transaction, of which nothing is kept: a file as large as a bill.
     *
     * @param deadlineMs from now
     */
    public static Exchange ofFile(long deadlineMs) {
        return new Exchange(kept -> {}, deadlineMs);
    }

    /** The exchange of this thread; outside of one nothing may be sent. */
    static Exchange current() {
        if (!CURRENT.isBound()) {
            throw new IllegalStateException("a wallet is only called inside an exchange");
        }
        return CURRENT.get();
    }

    /** Runs a blocking call as part of this exchange. */
    public <T> T run(Supplier<T> call) {
        return ScopedValue.where(CURRENT, this).call(call::get);
    }

    long remainingMs() {
        return TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
    }

    /** Called immediately before the first byte of each HTTP request; throws when it must not leave any more. */
    void sending() throws IOException {
        if (remainingMs() <= 0) {
            throw new IOException("the deadline has passed");
        }
        if (!stage.compareAndSet(Stage.WAITING, Stage.SENT) && stage.get() == Stage.GIVEN_UP) {
            throw new IOException("given up before it was sent");
        }
    }

    /** True when nothing had left; then nothing ever will. */
    public boolean giveUp() {
        return stage.compareAndSet(Stage.WAITING, Stage.GIVEN_UP) || stage.get() == Stage.GIVEN_UP;
    }

    /** Keeps the raw text of a request. */
    void keepRequest(String text) {
        keep(Direction.REQUEST, 0, 0, null, text);
    }

    /** Keeps the raw text of an answer, or the kind of failure when there was none ({@code httpStatus} 0). */
    void keepAnswer(long durationMs, int httpStatus, @Nullable String code, String text) {
        keep(Direction.ANSWER, durationMs, httpStatus, code, text);
    }

    private void keep(Direction direction, long durationMs, int httpStatus, @Nullable String code, String text) {
        keeper.accept(new Kept(direction, durationMs, httpStatus, code, text));
    }

    /** One message, before it is known of which transaction. */
    private record Kept(
            Direction direction,
            long durationMs,
            int httpStatus,
            @Nullable String code,
            String text) {
        ChannelMessage of(HostRequest request, Instant at) {
            return new ChannelMessage(
                    request.header().id(),
                    at,
                    request.hostId(),
                    direction,
                    request.operation().name(),
                    durationMs,
                    httpStatus,
                    code,
                    text);
        }
    }
}
