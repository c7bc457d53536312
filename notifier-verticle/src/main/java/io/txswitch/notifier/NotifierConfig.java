package io.txswitch.notifier;

import io.txswitch.core.config.Section;
import java.util.ArrayList;
import java.util.List;

/**
 * The section {@code notifier}.
 *
 * @param groupId Kafka consumer group, shared by all nodes of one switch
 * @param retryMs the wait after each failed attempt, in turn; what fails once more after the last is given up
 * @param timeoutMs for one attempt: name lookup, connection and answer together
 * @param allowPrivateAddresses posts to loopback and private networks too: for a sandbox only
 * @param merchantConcurrency posts under way at once to one endpoint of one merchant
 * @param scanMs between two looks for deliveries that have become due
 * @param keepDays for how long finished deliveries are kept; also how far back a repeated event is recognised
 * @param readModelTtlMs for how long a view stays in Redis after it was written
 * @param maxBatch events taken from Kafka, and stored, at once
 * @param secretOverlapMs for how long an endpoint's old secret signs beside the new one
 */
public record NotifierConfig(
        String groupId,
        List<Long> retryMs,
        int timeoutMs,
        boolean allowPrivateAddresses,
        int merchantConcurrency,
        int scanMs,
        int keepDays,
        long readModelTtlMs,
        int maxBatch,
        long secretOverlapMs) {
    private static final long S = 1_000;
    private static final long MINUTE = 60 * S;
    private static final long HOUR = 60 * MINUTE;

    /** Most of it within the first day, when most endpoints come back; the end covers a long weekend. */
    private static final List<Long> DEFAULT_RETRY_MS = List.of(
            15 * S, 30 * S, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR, 12 * HOUR, 24 * HOUR, 48 * HOUR);

    /** What one insert and one round trip to Redis take in some ten milliseconds. */
    private static final int DEFAULT_BATCH = 500;

    private static final int MAX_BATCH = 5_000;
    private static final int MAX_RETRIES = 100;
    private static final long MAX_RETRY_MS = 7 * 24 * HOUR;

    public NotifierConfig {
        retryMs = List.copyOf(retryMs);
    }

    /** Reads the section from the whole configuration; every problem goes to the section's problems. */
    public static NotifierConfig read(Section root) {
        Section notifier = root.section("notifier");
        return new NotifierConfig(
                notifier.text("group-id", "txswitch-notifier"),
                retryMs(notifier),
                notifier.integer("timeout-ms", 5_000, 100, 60_000),
                notifier.flag("allow-private-addresses", false),
                notifier.integer("merchant-concurrency", 4, 1, 64),
                notifier.integer("scan-ms", 1_000, 10, 60_000),
                notifier.integer("keep-days", 30, 1, 3_650),
                notifier.number("read-model-ttl-ms", 24 * HOUR, S, 30 * 24 * HOUR),
                notifier.integer("max-batch", DEFAULT_BATCH, 1, MAX_BATCH),
                notifier.number("secret-overlap-ms", 24 * HOUR, 0, 30 * 24 * HOUR));
    }

    private static List<Long> retryMs(Section notifier) {
        List<Long> found = new ArrayList<>();
        for (String each : notifier.texts("retry-ms", List.of())) {
            if (each.matches("[0-9]{1,9}") && Long.parseLong(each) <= MAX_RETRY_MS) {
                found.add(Long.parseLong(each));
            } else {
                notifier.problems().add(notifier.path() + ".retry-ms", "expected milliseconds, at most a week");
            }
        }
        if (found.size() > MAX_RETRIES) {
            notifier.problems().add(notifier.path() + ".retry-ms", "has more than " + MAX_RETRIES + " waits");
        }
        return found.isEmpty() ? DEFAULT_RETRY_MS : found;
    }
}
