package io.txswitch.core.journal;

import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class MySqlJournalTest extends JournalContract {
    private static final Vertx VERTX = Vertx.vertx();
    private static MySqlJournal journal;

    @BeforeAll
    static void open() {
        JournalDb db = JournalDb.fresh("contract").lease(Samples.NODE, 1, 7);
        journal = await(MySqlJournal.start(
                VERTX, new MySqlJournal.Settings(db.config(), Samples.NODE, 1, 2), Samples.MAPPER, () -> 7, () -> {}));
    }

    @AfterAll
    static void close() {
        await(journal.close(VERTX));
        await(VERTX.close());
    }

    @Override
    Journal journal() {
        return journal;
    }
}
