package io.txswitch.iso8583.bank;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void pausesDoubleUpToTheLimitAndStartAgain() {
        Backoff backoff = new Backoff(100, 400, new SplittableRandom(1));

        assertThat(backoff.nextMs()).isBetween(50L, 100L);
        assertThat(backoff.nextMs()).isBetween(100L, 200L);
        assertThat(backoff.nextMs()).isBetween(200L, 400L);
        assertThat(backoff.nextMs()).isBetween(200L, 400L);
        backoff.reset();
        assertThat(backoff.nextMs()).isBetween(50L, 100L);
    }
}
