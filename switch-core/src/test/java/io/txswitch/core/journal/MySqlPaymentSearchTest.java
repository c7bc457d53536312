package io.txswitch.core.journal;

import static io.txswitch.core.journal.JournalContract.await;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class MySqlPaymentSearchTest extends PaymentSearchContract {
    private final Vertx vertx = Vertx.vertx();
    private MySqlJournal journal;
    private Pool pool;

    @BeforeEach
    @Override
    void threePayments() {
        JournalDb db = JournalDb.fresh("search").lease(Samples.NODE, 1, 7);
        MySqlJournal.Settings settings = new MySqlJournal.Settings(db.config(), Samples.NODE, 1, 2);
        journal = await(MySqlJournal.start(vertx, settings, Samples.MAPPER, () -> 7, () -> {}));
        pool = MySqlConnections.pool(vertx, db.config());
        super.threePayments();
    }

    @AfterEach
    void close() {
        await(journal.close(vertx));
        await(pool.close());
        await(vertx.close());
    }

    @Override
    Journal journal() {
        return journal;
    }

    @Override
    PaymentSearch search() {
        return new MySqlPaymentSearch(pool, Samples.MAPPER);
    }
}
