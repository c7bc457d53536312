package io.txswitch.iso8583.bank;

import io.txswitch.iso8583.codec.IsoMessage;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who waits for which answer, and which answers were given lately; belongs to one event loop. */
final class PendingAnswers {
    /** Answers remembered to tell a duplicate from a late one: some seconds of full load. */
    private static final int MAX_REMEMBERED = 16_384;

    private final Map<MatchKey, Waiting> waiting = new HashMap<>();
    private final Map<Lane, Integer> perLane = new EnumMap<>(Lane.class);
    private final Map<MatchKey, String> answered = new LinkedHashMap<>();

    /**
     * A request that has left.
     *
     * @param connection the one it left on: its end is the end of the waiting
     * @param answer null when there will be none
     */
    record Waiting(
            MatchKey key, Lane lane, BankConnection connection, Promise<@Nullable IsoMessage> answer, long timer) {}

    boolean has(MatchKey key) {
        return waiting.containsKey(key);
    }

    /** Requests of one lane that wait now. */
    int count(Lane lane) {
        return perLane.getOrDefault(lane, 0);
    }

    int count() {
        return waiting.size();
    }

    void add(Waiting one) {
        if (waiting.putIfAbsent(one.key(), one) != null) {
            throw new IllegalStateException("a request waits already under " + one.key());
        }
        perLane.merge(one.lane(), 1, Integer::sum);
    }

    /** The one who waits, who then waits no more; null when nobody does. */
    @Nullable
    Waiting take(MatchKey key) {
        Waiting one = waiting.remove(key);
        if (one != null) {
            perLane.merge(one.lane(), -1, Integer::sum);
        }
        return one;
    }

    /** All who wait for answers to what left on a connection. */
    List<Waiting> takeAll(BankConnection connection) {
        List<Waiting> all = new ArrayList<>();
        for (Waiting each : List.copyOf(waiting.values())) {
            if (each.connection() == connection) {
                take(each.key());
                all.add(each);
            }
        }
        return all;
    }

    void remember(MatchKey key, @Nullable String responseCode) {
        answered.put(key, String.valueOf(responseCode));
        if (answered.size() > MAX_REMEMBERED) {
            answered.remove(answered.keySet().iterator().next());
        }
    }

    /** True when the same was said before; another response code under the same key is news. */
    boolean isDuplicate(MatchKey key, @Nullable String responseCode) {
        return String.valueOf(responseCode).equals(answered.get(key));
    }
}
