package io.txswitch.api.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
    private final AtomicLong nowMs = new AtomicLong(1_767_225_600_000L);
    private final AtomicInteger nodes = new AtomicInteger(1);
    private final RateLimits limits = new RateLimits(10, nodes::get, () -> Instant.ofEpochMilli(nowMs.get()));

    private long taken(String merchant, int own, int tries) {
        return IntStream.range(0, tries).filter(i -> limits.take(merchant, own)).count();
    }

    @Test
    void aSecondsWorthMayComeAtOnceAndTheRestAsTimePasses() {
        assertThat(taken("M1", 0, 20)).isEqualTo(10);
        nowMs.addAndGet(500);
        assertThat(taken("M1", 0, 20)).isEqualTo(5);
        nowMs.addAndGet(60_000);
        assertThat(taken("M1", 0, 20)).isEqualTo(10);
    }

    @Test
    void eachMerchantHasHisOwn() {
        assertThat(taken("M1", 0, 20)).isEqualTo(10);
        assertThat(taken("M2", 3, 20)).isEqualTo(3);
    }

    @Test
    void theLimitIsSharedByTheNodesThatLive() {
        nodes.set(4);
        assertThat(taken("M1", 0, 20)).isEqualTo(3);
        nodes.set(1);
        assertThat(taken("M1", 0, 20)).isEqualTo(10);
    }

    @Test
    void networksAreFoundByPrefix() {
        AddressRanges ranges = AddressRanges.of(List.of("10.0.0.0/8", "203.0.113.7", "fd00::/8", "0.0.0.0/32"));
        assertThat(ranges.contains("10.255.0.1")).isTrue();
        assertThat(ranges.contains("11.0.0.1")).isFalse();
        assertThat(ranges.contains("203.0.113.7")).isTrue();
        assertThat(ranges.contains("203.0.113.8")).isFalse();
        assertThat(ranges.contains("fdff::1")).isTrue();
        assertThat(ranges.contains("fe00::1")).isFalse();
        assertThat(ranges.contains("localhost")).isFalse();
        assertThat(ranges.contains("")).isFalse();
    }

    @Test
    void onlyOurOwnProxiesAreBelieved() {
        ClientAddress clients = new ClientAddress(AddressRanges.of(List.of("10.0.0.0/8")));
        assertThat(clients.of("192.0.2.1", List.of("203.0.113.9"))).isEqualTo("192.0.2.1");
        assertThat(clients.of("10.0.0.1", List.of("203.0.113.9"))).isEqualTo("203.0.113.9");
        assertThat(clients.of("10.0.0.1", List.of("1.2.3.4, 203.0.113.9, 10.0.0.2")))
                .isEqualTo("203.0.113.9");
        assertThat(clients.of("10.0.0.1", List.of("1.2.3.4", "203.0.113.9"))).isEqualTo("203.0.113.9");
        assertThat(clients.of("10.0.0.1", List.of())).isEqualTo("10.0.0.1");
    }
}
