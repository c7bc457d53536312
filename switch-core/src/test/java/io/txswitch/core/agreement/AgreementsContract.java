package io.txswitch.core.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.agreement.Agreements.Due;
import io.txswitch.core.journal.Append;
import io.txswitch.core.journal.AppendResult;
import io.txswitch.core.journal.Guard;
import io.txswitch.core.journal.Journal;
import io.txswitch.core.journal.Samples;
import io.txswitch.core.model.Event;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.TxHeader;
import io.txswitch.core.model.TxId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the store of due agreements keeps to, whatever it is made of. */
abstract class AgreementsContract {
    static final Instant LONG_AGO = Instant.parse("2026-02-28T16:00:00Z");
    static final Instant NEVER = Instant.parse("2999-01-01T00:00:00Z");

    abstract Agreements agreements();

    abstract Journal journal();

    /** From now on exactly these nodes live. */
    abstract void living(String... nodes);

    static <T> T get(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** A signed agreement whose first period is due at {@code dueAt}. */
    Append signed(Instant dueAt) {
        TxHeader header = Samples.agreement("k:" + UUID.randomUUID());
        String claimKey = (UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", "");
        Append first = Samples.first(header, new Guard.Claim(header.id(), claimKey));
        assertThat(get(journal().append(first))).isEqualTo(AppendResult.COMMITTED);
        Event approved = Samples.approved(first).events().getFirst();
        Append second = Samples.next(first, Phase.APPROVED, approved, new Guard.Due(header.id(), dueAt));
        assertThat(get(journal().append(second))).isEqualTo(AppendResult.COMMITTED);
        return second;
    }

    private List<Due> due(String node) {
        return get(agreements().due(node, 1_000));
    }

    private static Due first(TxId id) {
        return new Due(id, 0, 0);
    }

    @Test
    void whatIsDueIsFoundTheLongestDueFirst() {
        living("n1");
        TxId later = signed(LONG_AGO.plusSeconds(60)).id();
        TxId sooner = signed(LONG_AGO).id();
        signed(NEVER);
        assertThat(due("n1")).containsExactly(first(sooner), first(later));
        assertThat(get(agreements().due("n1", 1))).containsExactly(first(sooner));
    }

    @Test
    void whatNeverRenewsIsNeverDue() {
        living("n1");
        signed(LONG_AGO);
        Append other = signed(LONG_AGO);
        Event begun =
                new Event.ReversalStarted(Samples.NOW, io.txswitch.core.model.Trigger.REVERSAL_ASKED, "cancelled");
        Append cancelled = Samples.next(other, Phase.REVERSING, begun, new Guard.Due(other.id(), null));
        get(journal().append(cancelled));
        assertThat(due("n1")).hasSize(1).doesNotContain(first(other.id()));
        assertThat(get(agreements().putOff(first(other.id()), false, 0)))
                .as("a job that is behind does not revive it")
                .isFalse();
        Event ended = new Event.ReversalAcknowledged(Samples.NOW, HostFacts.NONE);
        get(journal().append(Samples.next(cancelled, Phase.REVERSED, ended, new Guard.Unclaim(other.id()))));
        assertThat(get(agreements().stop(first(other.id())))).isFalse();
    }

    @Test
    void aPeriodIsMovedOnOnceByWhoeverIsFirst() {
        living("n1");
        TxId id = signed(LONG_AGO).id();
        assertThat(get(agreements().advance(first(id), LONG_AGO.plusSeconds(1))))
                .isTrue();
        assertThat(get(agreements().advance(first(id), LONG_AGO.plusSeconds(1))))
                .isFalse();
        assertThat(get(agreements().putOff(first(id), true, 0))).isFalse();
        assertThat(get(agreements().stop(first(id)))).isFalse();
        assertThat(due("n1")).containsExactly(new Due(id, 1, 0));
        assertThat(get(agreements().advance(new Due(id, 1, 0), null))).isTrue();
        assertThat(due("n1")).isEmpty();
    }

    @Test
    void whatIsPutOffComesBackAsItWasOrAsTheNextAttempt() {
        living("n1");
        TxId id = signed(LONG_AGO).id();
        assertThat(get(agreements().putOff(first(id), false, 0))).isTrue();
        assertThat(due("n1")).containsExactly(first(id));
        assertThat(get(agreements().putOff(first(id), true, 0))).isTrue();
        assertThat(due("n1")).containsExactly(new Due(id, 0, 1));
        assertThat(get(agreements().putOff(first(id), false, 0)))
                .as("seen earlier")
                .isFalse();
        assertThat(get(agreements().putOff(new Due(id, 0, 1), false, 3_600_000)))
                .isTrue();
        assertThat(due("n1")).isEmpty();
    }

    @Test
    void theNextPeriodBeginsWithNoAttempts() {
        living("n1");
        TxId id = signed(LONG_AGO).id();
        get(agreements().putOff(first(id), true, 0));
        get(agreements().advance(new Due(id, 0, 1), LONG_AGO));
        assertThat(due("n1")).containsExactly(new Due(id, 1, 0));
    }

    @Test
    void whatIsStoppedIsNotDueAnyMore() {
        living("n1");
        TxId id = signed(LONG_AGO).id();
        assertThat(get(agreements().stop(first(id)))).isTrue();
        assertThat(get(agreements().stop(first(id)))).isFalse();
        assertThat(due("n1")).isEmpty();
    }

    @Test
    void theLivingNodesShareTheRowsAndTakeOverFromWhoeverLeaves() {
        Set<Due> all = new HashSet<>();
        for (int i = 0; i < 60; i++) {
            all.add(first(signed(LONG_AGO).id()));
        }
        for (List<String> nodes : List.of(List.of("n1", "n2", "n3"), List.of("n3", "n1"), List.of("n2"))) {
            living(nodes.toArray(String[]::new));
            List<Due> found = new ArrayList<>();
            for (String node : nodes) {
                List<Due> part = due(node);
                assertThat(part).as(node + " of " + nodes).isNotEmpty();
                found.addAll(part);
            }
            assertThat(found).as("each once").hasSize(60).containsExactlyInAnyOrderElementsOf(all);
        }
        assertThat(due("n1")).as("a node that does not live takes nothing").isEmpty();
    }
}
