package io.txswitch.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link Velocity} promises; each adapter and its twin run the same tests. */
abstract class VelocityContract {
    private static final RiskConfig.CardVelocity THREE_A_MINUTE =
            new RiskConfig.CardVelocity(3, 60_000, RiskConfig.OnStoreLost.PASS);

    private Instant now = Instant.now();
    /** A window is only ever told by this clock, never by waiting. */
    final InstantSource time = () -> now;

    private final String card = UUID.randomUUID().toString();

    abstract Velocity velocity();

    @Test
    void admitsUpToTheLimitAndNoMore() {
        assertThat(admit("k1")).isTrue();
        assertThat(admit("k2")).isTrue();
        assertThat(admit("k3")).isTrue();
        assertThat(admit("k4")).isFalse();
    }

    @Test
    void aRepeatCountsOnceAndIsAdmittedAgain() {
        assertThat(admit("k1")).isTrue();
        assertThat(admit("k1")).isTrue();
        assertThat(admit("k2")).isTrue();
        assertThat(admit("k3")).isTrue();
        assertThat(admit("k1")).isTrue();
        assertThat(admit("k4")).isFalse();
    }

    @Test
    void whatWasNotAdmittedDoesNotCount() {
        IntStream.range(0, 20).forEach(i -> admit("k" + i));
        now = now.plusMillis(60_000);
        assertThat(admit("fresh")).isTrue();
    }

    @Test
    void theWindowSlides() {
        admit("k1");
        now = now.plusMillis(30_000);
        admit("k2");
        admit("k3");
        now = now.plusMillis(29_999);
        assertThat(admit("k4")).isFalse();
        now = now.plusMillis(1);
        assertThat(admit("k4")).isTrue();
        assertThat(admit("k5")).isFalse();
    }

    @Test
    void cardsAreCountedApart() {
        admit("k1");
        admit("k2");
        admit("k3");
        assertThat(velocity().admit(card + "-other", "k4", THREE_A_MINUTE).await())
                .isTrue();
    }

    @Test
    void aHundredAtOnceAdmitExactlyTheLimit() {
        List<Future<Boolean>> all = IntStream.range(0, 100)
                .mapToObj(i -> velocity().admit(card, "k" + i, THREE_A_MINUTE))
                .toList();

        assertThat(all.stream().filter(admitted -> admitted.await()).count()).isEqualTo(3);
    }

    private boolean admit(String dedupeKey) {
        return velocity().admit(card, dedupeKey, THREE_A_MINUTE).await();
    }
}
