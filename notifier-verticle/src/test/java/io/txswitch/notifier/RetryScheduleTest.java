package io.txswitch.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.config.ConfigFile;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {
    private final RetrySchedule schedule = new RetrySchedule(List.of(1_000L, 60_000L), new Random(7));

    @Test
    void eachFailureWaitsAsConfiguredAndUpToAFifthMore() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(schedule.afterMs(1).orElseThrow()).isBetween(1_000L, 1_200L);
            assertThat(schedule.afterMs(2).orElseThrow()).isBetween(60_000L, 72_000L);
        }
    }

    /** At once (a delivery is due when it is made), then these. */
    @Test
    void theScheduleIsTheOneThatMerchantsAreTold() {
        NotifierConfig config = NotifierConfig.read(ConfigFile.parse("{}", Map.of()));
        RetrySchedule told = new RetrySchedule(config.retryMs(), new Random(11));
        List<Duration> waits = List.of(
                Duration.ofSeconds(15),
                Duration.ofSeconds(30),
                Duration.ofMinutes(1),
                Duration.ofMinutes(5),
                Duration.ofMinutes(30),
                Duration.ofHours(2),
                Duration.ofHours(6),
                Duration.ofHours(12),
                Duration.ofHours(24),
                Duration.ofHours(48));
        for (int attempt = 1; attempt <= waits.size(); attempt++) {
            long waitMs = waits.get(attempt - 1).toMillis();
            Set<Long> seen = new HashSet<>();
            for (int i = 0; i < 200; i++) {
                long afterMs = told.afterMs(attempt).orElseThrow();
                assertThat(afterMs).isBetween(waitMs, waitMs + waitMs / 5);
                seen.add(afterMs);
            }
            assertThat(seen).as("jitter").hasSizeGreaterThan(100);
        }
        assertThat(told.afterMs(waits.size() + 1)).isEmpty();
    }

    @Test
    void afterTheLastWaitADeliveryIsGivenUp() {
        assertThat(schedule.afterMs(3)).isEmpty();
    }
}
