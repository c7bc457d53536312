package io.txswitch.channel.message;

import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** {@link ChannelMessages} in memory: for tests, the simulator, and nodes that keep no raw exchange. */
public final class InMemoryChannelMessages implements ChannelMessages {
    /** Enough for any test; the oldest go first. */
    private static final int MAX_MESSAGES = 10_000;

    private final ConcurrentLinkedQueue<ChannelMessage> messages = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();

    @Override
    public void keep(ChannelMessage message) {
        messages.add(message);
        if (size.incrementAndGet() > MAX_MESSAGES && messages.poll() != null) {
            size.decrementAndGet();
        }
    }

    @Override
    public Future<List<ChannelMessage>> of(TxId id) {
        return Future.succeededFuture(messages.stream()
                .filter(message -> id.equals(message.txId()))
                .sorted(Comparator.comparing(ChannelMessage::at))
                .limit(MAX_PER_TRANSACTION)
                .toList());
    }

    /** Everything that is kept, in the order it came. */
    public List<ChannelMessage> all() {
        return List.copyOf(messages);
    }
}
