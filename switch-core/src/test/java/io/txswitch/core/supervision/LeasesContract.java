package io.txswitch.core.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.txswitch.core.supervision.Leases.Expired;
import io.txswitch.core.supervision.Leases.Lease;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What leases keep to, in whatever store. */
abstract class LeasesContract {
    static final long TTL_MS = 400;

    abstract Leases leases();

    /** Lets the store's clock pass the end of every lease. */
    abstract void letExpire();

    /** Puts one open and one finished transaction of a node into the journal. */
    abstract void work(String node);

    abstract List<String> ownersOfOpen();

    static <T> T get(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aNodeKeepsItsNumberAndGetsANewEpochWithEachStart() {
        Lease first = get(leases().acquire("n1"));
        Lease other = get(leases().acquire("n2"));
        Lease again = get(leases().acquire("n1"));
        assertThat(other.nodeNo()).isNotEqualTo(first.nodeNo());
        assertThat(again.nodeNo()).isEqualTo(first.nodeNo());
        assertThat(again.epoch()).isEqualTo(first.epoch() + 1);
        assertThat(get(leases().renew(first))).isFalse();
        assertThat(get(leases().renew(again))).isTrue();
    }

    @Test
    void nodesThatStartAtOnceGetNumbersOfTheirOwn() {
        List<Future<Lease>> starting =
                List.of(leases().acquire("a"), leases().acquire("b"), leases().acquire("c"), leases().acquire("d"));
        assertThat(starting.stream().map(each -> get(each).nodeNo()).distinct()).hasSize(4);
    }

    @Test
    void anExpiredLeaseThatNobodyTookIsRenewed() {
        Lease lease = get(leases().acquire("n1"));
        Lease asker = get(leases().acquire("n2"));
        letExpire();
        await().until(() -> get(leases().expired(asker)).equals(List.of(new Expired("n1", lease.epoch()))));
        assertThat(get(leases().renew(lease))).isTrue();
        assertThat(get(leases().expired(asker))).isEmpty();
    }

    @Test
    void aLivingNodeIsNotAdopted() {
        Lease living = get(leases().acquire("n1"));
        Lease adopter = get(leases().acquire("n2"));
        assertThat(get(leases().adopt(adopter, new Expired("n1", living.epoch()))))
                .isFalse();
        assertThat(get(leases().renew(living))).isTrue();
    }

    @Test
    void adoptionMovesTheOpenWorkAndFencesTheDead() {
        Lease dead = get(leases().acquire("n1"));
        Lease adopter = get(leases().acquire("n2"));
        Lease late = get(leases().acquire("n3"));
        work("n1");
        work("n3");
        letExpire();
        get(leases().renew(adopter));
        get(leases().renew(late));
        Expired expired = get(leases().expired(adopter)).getFirst();
        assertThat(get(leases().adopt(adopter, expired))).isTrue();
        assertThat(get(leases().adopt(late, expired))).as("too late").isFalse();
        assertThat(get(leases().renew(dead))).isFalse();
        assertThat(get(leases().expired(late))).isEmpty();
        assertThat(ownersOfOpen()).containsExactlyInAnyOrder("n2", "n3");
        assertThat(get(leases().relayedBy("n2"))).containsExactlyInAnyOrder(dead.nodeNo(), adopter.nodeNo());
        assertThat(get(leases().relayedBy("n1"))).isEmpty();

        Lease back = get(leases().acquire("n1"));
        assertThat(back.epoch()).isGreaterThan(dead.epoch() + 1);
        assertThat(get(leases().relayedBy("n1"))).containsExactly(dead.nodeNo());
        assertThat(get(leases().relayedBy("n2"))).containsExactly(adopter.nodeNo());
    }

    @Test
    void whoAdoptsAnAdopterGetsTheWholeChain() {
        Lease first = get(leases().acquire("n1"));
        Lease second = get(leases().acquire("n2"));
        Lease third = get(leases().acquire("n3"));
        work("n1");
        letExpire();
        get(leases().renew(second));
        get(leases().renew(third));
        assertThat(get(leases().adopt(second, new Expired("n1", first.epoch()))))
                .isTrue();
        get(leases().release(second));
        assertThat(get(leases().expired(third))).containsExactly(new Expired("n2", second.epoch()));
        get(leases().renew(third));
        assertThat(get(leases().adopt(third, new Expired("n2", second.epoch()))))
                .isTrue();
        assertThat(ownersOfOpen()).containsExactly("n3");
        assertThat(get(leases().relayedBy("n3")))
                .containsExactlyInAnyOrder(first.nodeNo(), second.nodeNo(), third.nodeNo());
    }

    @Test
    void whoseOwnLeaseRanOutAdoptsNobody() {
        Lease dead = get(leases().acquire("n1"));
        Lease adopter = get(leases().acquire("n2"));
        letExpire();
        assertThat(get(leases().adopt(adopter, new Expired("n1", dead.epoch()))))
                .isFalse();
    }
}
