package io.txswitch.core.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.flow.InMemoryTimers;
import io.txswitch.core.journal.InMemoryJournal;
import io.txswitch.core.journal.Samples;
import io.txswitch.sandbox.junit.ExpectedErrors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeaseKeeperTest {
    private static final long TTL_MS = 6_000;

    private final InMemoryTimers clock = new InMemoryTimers(Samples.NOW);
    private final InMemoryJournal journal = new InMemoryJournal();
    private final InMemoryLeases leases = new InMemoryLeases(journal.store(), clock, TTL_MS);
    private final List<String> heard = new ArrayList<>();

    private LeaseKeeper keeper(String node) {
        LeaseKeeper keeper = new LeaseKeeper(
                leases,
                clock,
                () -> Duration.between(Samples.NOW, clock.instant()).toNanos(),
                TTL_MS,
                listener(node));
        assertThat(keeper.valid()).isFalse();
        assertThat(keeper.epoch()).isEqualTo(-1);
        assertThat(keeper.start(node).succeeded()).isTrue();
        return keeper;
    }

    private LeaseKeeper.Listener listener(String node) {
        return new LeaseKeeper.Listener() {
            @Override
            public void adopted(String nodeId) {
                heard.add(node + " adopted " + nodeId);
            }

            @Override
            public void regained() {
                heard.add(node + " regained");
            }

            @Override
            public void lost() {
                heard.add(node + " lost");
            }
        };
    }

    @Test
    void aLeaseThatIsRenewedStaysValid() {
        LeaseKeeper keeper = keeper("n1");
        for (int i = 0; i < 100; i++) {
            clock.advance(1_000);
            assertThat(keeper.valid()).isTrue();
        }
        assertThat(keeper.epoch()).isEqualTo(1);
    }

    @Test
    void aDeadNodeIsAdoptedOnce() {
        LeaseKeeper dead = keeper("n1");
        keeper("n2");
        keeper("n3");
        clock.advance(3 * TTL_MS);
        dead.stop();
        assertThat(dead.valid()).isFalse();
        clock.advance(3 * TTL_MS);
        assertThat(heard).containsExactly("n2 adopted n1");
    }

    @Test
    void aStallOfTheDatabaseMakesNobodyAdoptAnybody() {
        LeaseKeeper one = keeper("n1");
        LeaseKeeper two = keeper("n2");
        clock.advance(2 * TTL_MS);
        leases.setDown(true);
        clock.advance(2 * TTL_MS);
        assertThat(one.valid()).isFalse();
        leases.setDown(false);
        clock.advance(2 * TTL_MS);
        assertThat(heard).containsExactlyInAnyOrder("n1 regained", "n2 regained");
        assertThat(one.valid()).isTrue();
        assertThat(two.valid()).isTrue();
        assertThat(one.epoch()).isEqualTo(1);
    }

    @Test
    void aLeaseThatWasTakenIsLostForGood() {
        ExpectedErrors.allow("event=lease_lost node=n1");
        LeaseKeeper former = keeper("n1");
        LeaseKeeper next = keeper("n1");
        clock.advance(TTL_MS);
        assertThat(heard).containsExactly("n1 lost");
        assertThat(former.valid()).isFalse();
        assertThat(former.epoch()).isEqualTo(-1);
        assertThat(next.valid()).isTrue();
        assertThat(next.epoch()).isEqualTo(2);
    }

    @Test
    void aNodeThatLeavesIsAdoptedAtTheNextTick() {
        LeaseKeeper leaving = keeper("n1");
        keeper("n2");
        clock.advance(2 * TTL_MS);
        leaving.release();
        clock.advance(TTL_MS / 3 + 1);
        assertThat(heard).containsExactly("n2 adopted n1");
    }

    @Test
    void theLocalDeadlineEndsBeforeTheDatabasesOwn() {
        LeaseKeeper keeper = keeper("n1");
        leases.setDown(true);
        clock.advance(TTL_MS * 4 / 5 - 1);
        assertThat(keeper.valid()).isTrue();
        clock.advance(1);
        assertThat(keeper.valid()).isFalse();
        assertThat(leases.holds("n1", 1)).isTrue();
    }
}
