package io.txswitch.core.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import io.txswitch.core.journal.Journal;
import io.txswitch.core.journal.JournalDb;
import io.txswitch.core.journal.MySqlConnections;
import io.txswitch.core.journal.MySqlJournal;
import io.txswitch.core.journal.Samples;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MySqlAgreementsTest extends AgreementsContract {
    private static final String IN_AN_HOUR = "UTC_TIMESTAMP(6) + INTERVAL 1 HOUR";
    private static final String AN_HOUR_AGO = "UTC_TIMESTAMP(6) - INTERVAL 1 HOUR";

    private final Vertx vertx = Vertx.vertx();
    private JournalDb db;
    private Pool pool;
    private MySqlJournal journal;
    private MySqlAgreements agreements;

    @BeforeEach
    void open() {
        db = JournalDb.fresh("agreements")
                .lease(Samples.NODE, 1, 7)
                .lease("n2", 2, 1)
                .lease("n3", 3, 1);
        pool = MySqlConnections.pool(vertx, db.config());
        agreements = new MySqlAgreements(pool);
        journal = get(MySqlJournal.start(
                vertx, new MySqlJournal.Settings(db.config(), Samples.NODE, 1, 2), Samples.MAPPER, () -> 7, () -> {}));
    }

    @AfterEach
    void close() {
        get(journal.close(vertx));
        get(pool.close());
        get(vertx.close());
    }

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
        db.execute("UPDATE node_lease SET expires_at=" + AN_HOUR_AGO);
        for (String node : nodes) {
            db.execute("UPDATE node_lease SET expires_at=" + IN_AN_HOUR + " WHERE node_id='" + node + "'");
        }
    }

    @Test
    void aNodeWhoseWorkWasAdoptedTakesNothing() {
        living("n1", "n2");
        db.execute("UPDATE node_lease SET adopted_by='n2' WHERE node_id='n1'");
        signed(LONG_AGO);
        assertThat(get(agreements.due("n1", 10))).isEmpty();
        assertThat(get(agreements.due("n2", 10))).hasSize(1);
    }

    @Test
    void ofManyWhoMoveAPeriodOnAtOnceOneDoes() {
        living("n1");
        var seen = new Agreements.Due(signed(LONG_AGO).id(), 0, 0);
        var moves = java.util.stream.IntStream.range(0, 20)
                .mapToObj(i -> agreements.advance(seen, LONG_AGO))
                .toList();
        assertThat(moves.stream().map(AgreementsContract::get).filter(List.of(true)::contains))
                .hasSize(1);
    }
}
