package io.txswitch.core.supervision;

import io.txswitch.core.journal.Append;
import io.txswitch.core.journal.JournalDb;
import io.txswitch.core.journal.MySqlConnections;
import io.txswitch.core.journal.MySqlJournal;
import io.txswitch.core.journal.Samples;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class MySqlLeasesTest extends LeasesContract {
    private final Vertx vertx = Vertx.vertx();
    private JournalDb db;
    private Pool pool;
    private MySqlLeases leases;

    @BeforeEach
    void open() {
        db = JournalDb.fresh("leases");
        pool = MySqlConnections.pool(vertx, db.config());
        // Long, and ended by hand: how fast the machine is must not decide who is alive.
        leases = new MySqlLeases(pool, 60_000);
    }

    @AfterEach
    void close() {
        get(pool.close());
        get(vertx.close());
    }

    @Override
    Leases leases() {
        return leases;
    }

    @Override
    void letExpire() {
        db.execute("UPDATE node_lease SET expires_at=UTC_TIMESTAMP(6) - INTERVAL 1 SECOND");
    }

    @Override
    void work(String node) {
        long epoch = db.numbers("SELECT epoch FROM node_lease WHERE node_id='" + node + "'")
                .getFirst();
        int no = db.numbers("SELECT node_no FROM node_lease WHERE node_id='" + node + "'")
                .getFirst()
                .intValue();
        MySqlJournal.Settings settings = new MySqlJournal.Settings(db.config(), node, no, 1);
        MySqlJournal journal = get(MySqlJournal.start(vertx, settings, Samples.MAPPER, () -> epoch, () -> {}));
        Append open = Samples.first(Samples.receivedBy(node));
        Append done = Samples.first(Samples.receivedBy(node));
        get(journal.append(open));
        get(journal.append(done));
        get(journal.append(Samples.approved(done)));
        get(journal.close(vertx));
    }

    @Override
    List<String> ownersOfOpen() {
        List<String> owners = new ArrayList<>();
        get(pool.query("SELECT owner FROM tx WHERE open=1").execute()).forEach(row -> owners.add(row.getString(0)));
        return owners;
    }
}
