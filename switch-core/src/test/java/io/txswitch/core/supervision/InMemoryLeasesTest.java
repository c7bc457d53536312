package io.txswitch.core.supervision;

import io.txswitch.core.flow.InMemoryTimers;
import io.txswitch.core.journal.Append;
import io.txswitch.core.journal.InMemoryJournal;
import io.txswitch.core.journal.InMemoryStore;
import io.txswitch.core.journal.Samples;
import java.util.List;

class InMemoryLeasesTest extends LeasesContract {
    private final InMemoryTimers clock = new InMemoryTimers(Samples.NOW);
    private final InMemoryJournal journal = new InMemoryJournal();
    private final InMemoryLeases leases = new InMemoryLeases(journal.store(), clock, TTL_MS);

    @Override
    Leases leases() {
        return leases;
    }

    @Override
    void letExpire() {
        clock.advance(TTL_MS + 1);
    }

    @Override
    void work(String node) {
        Append open = Samples.first(Samples.receivedBy(node));
        Append done = Samples.first(Samples.receivedBy(node));
        get(journal.append(open));
        get(journal.append(done));
        get(journal.append(Samples.approved(done)));
    }

    @Override
    List<String> ownersOfOpen() {
        return journal.store().heads().stream()
                .filter(head -> head.tx().isOpen())
                .map(InMemoryStore.Head::owner)
                .toList();
    }
}
