package io.txswitch.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
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

    @Test
    void afterTheLastWaitADeliveryIsGivenUp() {
        assertThat(schedule.afterMs(3)).isEmpty();
    }
}
