package io.txswitch.core.agreement;

import io.txswitch.core.flow.InMemoryTimers;
import io.txswitch.core.journal.InMemoryJournal;
import io.txswitch.core.journal.Journal;
import io.txswitch.core.journal.Samples;
import java.util.List;

class InMemoryAgreementsTest extends AgreementsContract {
    private final InMemoryTimers clock = new InMemoryTimers(Samples.NOW);
    private final InMemoryJournal journal = new InMemoryJournal();
    private List<String> living = List.of();
    private final Agreements agreements = new InMemoryAgreements(journal.store(), () -> living, clock);

    @Override
    Agreements agreements() {
        return agreements;
    }

    @Override
    Journal journal() {
        return journal;
    }

    @Override
    void living(String... nodes) {
        living = List.of(nodes);
    }
}
