package io.txswitch.core.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.journal.InMemoryJournal.Fate;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.Test;

class InMemoryJournalTest extends JournalContract {
    private final InMemoryStore store = new InMemoryStore();
    private final ArrayDeque<Runnable> agenda = new ArrayDeque<>();
    private final ArrayDeque<Fate> fates = new ArrayDeque<>();
    private boolean leaseHeld = true;
    private final Journal immediate = new InMemoryJournal();
    private final InMemoryJournal stepped = new InMemoryJournal(
            store, 16, agenda::add, () -> fates.isEmpty() ? Fate.COMMITTED : fates.remove(), () -> leaseHeld);

    @Override
    Journal journal() {
        return immediate;
    }

    @Test
    void whatWaitsTogetherSharesACommit() {
        Append first = Samples.first(Samples.sale(key(), 1));
        Append second = Samples.first(Samples.sale(key(), 1));
        InMemoryJournal manual =
                new InMemoryJournal(store, 1, Runnable::run, () -> Fate.COMMITTED, () -> true).manual();
        Future<AppendResult> one = manual.append(first);
        Future<AppendResult> two = manual.append(second);
        assertThat(one.isComplete()).isFalse();
        manual.commitNow();
        assertThat(List.of(one.result(), two.result())).containsExactly(AppendResult.COMMITTED, AppendResult.COMMITTED);
        assertThat(store.log()).extracting(InMemoryStore.Row::n).containsExactly(1L, 1L);
    }

    @Test
    void aLateCommitIsInvisibleUntilItLands() {
        fates.add(Fate.LATE);
        Append append = Samples.first(Samples.sale(key(), 1));
        Future<AppendResult> result = stepped.append(append);
        agenda.remove().run();
        assertThat(result.isComplete()).isFalse();
        assertThat(store.head(append.id())).isNull();
        agenda.remove().run();
        assertThat(result.result()).isEqualTo(AppendResult.COMMITTED);
    }

    @Test
    void anUnansweredCommitIsDurableBeforeItsWriterKnows() {
        fates.add(Fate.ANSWER_LOST);
        Append append = Samples.first(Samples.sale(key(), 1));
        Future<AppendResult> result = stepped.append(append);
        agenda.remove().run();
        assertThat(result.isComplete()).isFalse();
        assertThat(store.head(append.id())).isNotNull();
        agenda.remove().run();
        assertThat(result.result()).isEqualTo(AppendResult.COMMITTED);
    }

    @Test
    void aRolledBackCommitIsTriedAgain() {
        fates.add(Fate.ROLLED_BACK);
        Future<AppendResult> result = stepped.append(Samples.first(Samples.sale(key(), 1)));
        agenda.remove().run();
        assertThat(result.isComplete()).isFalse();
        agenda.remove().run();
        assertThat(result.result()).isEqualTo(AppendResult.COMMITTED);
    }

    @Test
    void withoutADatabaseEverythingIsUnavailableAtOnce() {
        Future<AppendResult> waiting = stepped.append(Samples.first(Samples.sale(key(), 1)));
        stepped.setDown(true);
        assertThat(waiting.result()).isInstanceOf(AppendResult.Unavailable.class);
        assertThat(stepped.append(Samples.first(Samples.sale(key(), 1))).result())
                .isInstanceOf(AppendResult.Unavailable.class);
    }

    @Test
    void aLateCommitOfANodeThatLostItsLeaseDoesNotLand() {
        fates.add(Fate.LATE);
        Append append = Samples.first(Samples.sale(key(), 1));
        Future<AppendResult> result = stepped.append(append);
        agenda.remove().run();
        leaseHeld = false;
        agenda.remove().run();
        assertThat(result.result()).isEqualTo(AppendResult.FENCED);
        assertThat(store.head(append.id())).isNull();
    }
}
