package io.txswitch.channel;

import io.txswitch.channel.bill.BillAnswer;
import io.txswitch.channel.bill.BillLine;
import io.txswitch.channel.bill.BillType;
import io.txswitch.channel.wallet.Channel;
import io.txswitch.channel.wallet.Exchange;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the wallets' bills of this node's channels on virtual threads, a few at a time, line by line. */
public final class ChannelBills {
    /** People ask for them, a handful a day; each holds a connection to the wallet for as long as it lasts. */
    private static final int MAX_AT_ONCE = 4;
    /** Ten million lines over a slow line; no call of a payment waits that long. */
    private static final long DEADLINE_MS = 30 * 60_000L;

    private final Map<String, LiveChannel> byId;
    private final Semaphore room = new Semaphore(MAX_AT_ONCE);

    ChannelBills(Map<String, LiveChannel> byId) {
        this.byId = Map.copyOf(byId);
    }

    /** The channels whose bills can be asked for here. */
    public Set<String> channels() {
        return byId.keySet();
    }

    /**
     * Reads a bill; fails with {@code BillException} when it cannot be believed.
     *
     * @param day in Beijing
     * @param lines called on a virtual thread, which it may hold up; provisional until this completes
     */
    public Future<BillAnswer> read(
            Vertx vertx, String channelId, BillType type, LocalDate day, Consumer<BillLine> lines) {
        LiveChannel live = byId.get(channelId);
        @Nullable Channel channel = live == null ? null : live.current();
        if (channel == null) {
            return Future.failedFuture(new IllegalStateException("no channel " + channelId + " that can be asked"));
        }
        if (!room.tryAcquire()) {
            return Future.failedFuture(new IllegalStateException(MAX_AT_ONCE + " bills are being read already"));
        }
        Context context = vertx.getOrCreateContext();
        Promise<BillAnswer> read = Promise.promise();
        Thread.ofVirtual().name("bill-" + channelId).start(() -> {
            Future<BillAnswer> done = attempt(channel, type, day, lines);
            room.release();
            context.runOnContext(now -> done.onComplete(read));
        });
        return read.future();
    }

    private static Future<BillAnswer> attempt(Channel channel, BillType type, LocalDate day, Consumer<BillLine> lines) {
        try {
            return Future.succeededFuture(Exchange.ofFile(DEADLINE_MS).run(() -> channel.bill(type, day, lines)));
        } catch (RuntimeException | LinkageError e) {
            return Future.failedFuture(e);
        }
    }
}
