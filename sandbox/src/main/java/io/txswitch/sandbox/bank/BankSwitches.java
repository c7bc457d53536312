package io.txswitch.sandbox.bank;

import io.txswitch.sandbox.iso.IsoMessage;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What a test turns and reads while the bank runs; any thread may. */
final class BankSwitches {
    /** A test plans a handful of sales ahead. */
    private static final int MAX_PLANNED = 1_000;

    private final Map<String, LongAdder> received = new ConcurrentHashMap<>();
    private final Map<String, IsoMessage> last = new ConcurrentHashMap<>();
    private final Queue<BankScript> planned = new ConcurrentLinkedQueue<>();
    private final LongAdder hostile = new LongAdder();

    /** Null: the amount decides. */
    private volatile @Nullable BankScript mode;

    private volatile boolean signOnRefused;
    private volatile boolean reversalsIgnored;

    void setMode(@Nullable BankScript script) {
        mode = script;
    }

    void plan(BankScript script) {
        if (planned.size() >= MAX_PLANNED) {
            throw new IllegalStateException("planned=" + MAX_PLANNED);
        }
        planned.add(script);
    }

    /** What was planned for the next sale, else the mode, else what the amount says. */
    BankScript scriptFor(long amountMinor) {
        BankScript next = planned.poll();
        if (next != null) {
            return next;
        }
        BankScript everywhere = mode;
        return everywhere != null ? everywhere : BankScript.ofAmount(amountMinor);
    }

    void refuseSignOn(boolean refuse) {
        signOnRefused = refuse;
    }

    boolean signOnRefused() {
        return signOnRefused;
    }

    void ignoreReversals(boolean ignore) {
        reversalsIgnored = ignore;
    }

    boolean reversalsIgnored() {
        return reversalsIgnored;
    }

    void countReceived(IsoMessage message) {
        // At most 10,000 types exist, so these maps are bounded by the wire.
        received.computeIfAbsent(message.mti(), mti -> new LongAdder()).increment();
        last.put(message.mti(), message);
    }

    long received(String mti) {
        LongAdder count = received.get(mti);
        return count == null ? 0 : count.sum();
    }

    Optional<IsoMessage> last(String mti) {
        return Optional.ofNullable(last.get(mti));
    }

    void countHostile() {
        hostile.increment();
    }

    long hostile() {
        return hostile.sum();
    }
}
