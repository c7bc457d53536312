package io.txswitch.core.journal;

import static io.txswitch.core.journal.JournalContract.await;
import static io.txswitch.core.journal.JournalContract.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.txswitch.core.journal.Cutter.Cut;
import io.txswitch.core.model.Phase;
import io.txswitch.core.model.TxHeader;
import io.txswitch.sandbox.junit.ExpectedErrors;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The journal when the database refuses, breaks or goes. */
class MySqlJournalFaultTest {
    private static final int EPOCH = 7;

    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong epoch = new AtomicLong(EPOCH);
    private JournalDb db;
    private Cutter cutter;
    private MySqlJournal journal;

    @BeforeEach
    void open() {
        db = JournalDb.fresh("fault").lease(Samples.NODE, 1, EPOCH);
        cutter = new Cutter(vertx, db.config().port());
        journal = start(db.through(cutter.open()));
    }

    private MySqlJournal start(JournalDb way) {
        MySqlJournal.Settings settings = new MySqlJournal.Settings(way.config(), Samples.NODE, 1, 1);
        return await(MySqlJournal.start(vertx, settings, Samples.MAPPER, epoch::get, () -> {}));
    }

    @AfterEach
    void close() {
        await(journal.close(vertx));
        cutter.shut();
        await(vertx.close());
    }

    private List<Future<AppendResult>> appendAll(List<Append> appends) {
        return appends.stream().map(journal::append).toList();
    }

    private static List<Append> sales(int count) {
        List<Append> appends = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            appends.add(Samples.first(Samples.sale(key(), 100)));
        }
        return appends;
    }

    private void assertCommitNumbersAreContiguous() {
        List<Long> numbers = db.numbers("SELECT n FROM tx_commit WHERE writer=16 ORDER BY n");
        for (int i = 0; i < numbers.size(); i++) {
            assertThat(numbers.get(i)).isEqualTo(i + 1L);
        }
    }

    @Test
    void aRowThatTheDatabaseRefusesFailsAloneAmongItsNeighbours() {
        List<Append> appends = new ArrayList<>(sales(40));
        TxHeader tooLong = Samples.wallet(key(), "9".repeat(65), 1);
        appends.add(20, Samples.first(tooLong));
        appends.add(30, Samples.first(Samples.sale("ключ", 1)));
        List<Future<AppendResult>> results = appendAll(appends);
        for (int i = 0; i < appends.size(); i++) {
            AppendResult expected =
                    i == 20 || i == 30 ? new AppendResult.Unavailable("row_refused") : AppendResult.COMMITTED;
            assertThat(await(results.get(i))).isEqualTo(expected);
        }
        assertThat(db.numbers("SELECT COUNT(*) FROM tx")).containsExactly(40L);
        assertThat(db.numbers("SELECT COUNT(*) FROM tx_event")).containsExactly(40L);
        assertCommitNumbersAreContiguous();
    }

    @Test
    void aRefusedGuardedRowLeavesNothingBehind() {
        Append sale = sales(1).getFirst();
        await(journal.append(sale));
        await(journal.append(Samples.approved(sale)));
        TxHeader refund = Samples.refund("9".repeat(65), sale.id(), 1);
        AppendResult result = await(journal.append(Samples.first(refund, new Guard.Reserve(sale.id(), 1))));
        assertThat(result).isEqualTo(new AppendResult.Unavailable("row_refused"));
        assertThat(db.numbers("SELECT reserved_minor FROM tx")).containsExactly(0L);
    }

    @Test
    void aCommitWhoseAnswerIsLostIsFoundToBeCommittedOnce() {
        for (Cut cut : List.of(Cut.ANSWER, Cut.BEFORE, Cut.CLIENT)) {
            cutter.cutNext(cut);
            List<Append> appends = sales(25);
            assertThat(appendAll(appends).stream().map(JournalContract::await)).containsOnly(AppendResult.COMMITTED);
            List<Append> more = appends.stream().map(Samples::approved).toList();
            cutter.cutNext(cut);
            assertThat(appendAll(more).stream().map(JournalContract::await)).containsOnly(AppendResult.COMMITTED);
        }
        assertThat(cutter.cuts()).isEqualTo(6);
        assertThat(db.numbers("SELECT COUNT(*) FROM tx WHERE last_seq=1")).containsExactly(75L);
        assertThat(db.numbers("SELECT COUNT(*) FROM tx_event")).containsExactly(150L);
        assertCommitNumbersAreContiguous();
    }

    @Test
    void aLostAnswerTellsDuplicatesAndFailedGuardsApart() {
        Append sale = sales(1).getFirst();
        await(journal.append(sale));
        await(journal.append(Samples.approved(sale)));
        for (Cut cut : List.of(Cut.ANSWER, Cut.BEFORE, Cut.CLIENT)) {
            cutter.cutNext(cut);
            Guard tooMuch = new Guard.Reserve(sale.id(), 101);
            List<Future<AppendResult>> results = appendAll(List.of(
                    Samples.first(Samples.sale(sale.after().header().dedupeKey(), 100)),
                    Samples.first(Samples.refund(key(), sale.id(), 101), tooMuch),
                    Samples.first(Samples.refund(key(), sale.id(), 10), new Guard.Reserve(sale.id(), 10)),
                    Samples.approved(sale)));
            assertThat(results.stream().map(JournalContract::await))
                    .containsExactly(
                            new AppendResult.Duplicate(sale.id()),
                            new AppendResult.GuardFailed(tooMuch),
                            AppendResult.COMMITTED,
                            AppendResult.SEQ_TAKEN);
        }
        assertThat(db.numbers("SELECT reserved_minor FROM tx WHERE original_id IS NULL"))
                .containsExactly(30L);
    }

    @Test
    void aCommitThatIsStillRunningWhenItsConnectionIsLostIsWaitedFor() throws SQLException {
        Append append = sales(1).getFirst();
        Future<AppendResult> result;
        try (Connection holder = db.connect();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("SELECT * FROM node_lease FOR UPDATE");
            cutter.cutNext(Cut.CLIENT);
            result = journal.append(append);
            await().until(() -> cutter.cuts() == 1);
            assertThat(result.isComplete()).isFalse();
            holder.commit();
        }
        assertThat(await(result)).isEqualTo(AppendResult.COMMITTED);
        assertThat(db.numbers("SELECT COUNT(*) FROM tx_event")).containsExactly(1L);
        assertCommitNumbersAreContiguous();
    }

    @Test
    void withoutADatabaseAppendsAreUnavailableAtOnceUntilItIsBack() {
        assertThat(await(journal.append(sales(1).getFirst()))).isEqualTo(AppendResult.COMMITTED);
        cutter.shut();
        await().until(() -> journal.append(sales(1).getFirst()).isComplete());
        Future<AppendResult> refused = journal.append(sales(1).getFirst());
        assertThat(refused.isComplete()).as("without waiting").isTrue();
        assertThat(refused.result()).isInstanceOf(AppendResult.Unavailable.class);
        cutter.open();
        await().until(() -> await(journal.append(sales(1).getFirst())).equals(AppendResult.COMMITTED));
        assertCommitNumbersAreContiguous();
    }

    @Test
    void anEpochThatWasTakenFencesEverything() {
        ExpectedErrors.allow("event=journal_fenced writer=16");
        Append before = sales(1).getFirst();
        assertThat(await(journal.append(before))).isEqualTo(AppendResult.COMMITTED);
        db.execute("UPDATE node_lease SET epoch=epoch+1");
        List<Append> appends = new ArrayList<>(sales(10));
        appends.add(Samples.approved(before));
        assertThat(appendAll(appends).stream().map(JournalContract::await)).containsOnly(AppendResult.FENCED);
        assertThat(db.numbers("SELECT COUNT(*) FROM tx_event")).containsExactly(1L);
        assertThat(await(journal.view(before.id())).orElseThrow().phase()).isEqualTo(Phase.SENT);
        epoch.set(EPOCH + 1);
        assertThat(await(journal.append(Samples.approved(before)))).isEqualTo(AppendResult.COMMITTED);
    }

    @Test
    void anotherProcessUnderTheSameNameGoesOnWithTheNumbers() {
        await(journal.append(sales(1).getFirst()));
        await(journal.append(sales(1).getFirst()));
        db.execute("UPDATE node_lease SET epoch=8");
        epoch.set(8);
        MySqlJournal next = start(db);
        assertThat(await(next.append(sales(1).getFirst()))).isEqualTo(AppendResult.COMMITTED);
        await(next.close(vertx));
        assertCommitNumbersAreContiguous();
        assertThat(db.numbers("SELECT MAX(n) FROM tx_event")).containsExactly(3L);
    }

    @Test
    void aLockThatIsHeldTooLongRefusesOnlyWhoNeedsIt() throws SQLException {
        Append locked = sales(1).getFirst();
        await(journal.append(locked));
        try (Connection holder = db.connect();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("SELECT * FROM tx WHERE id=" + locked.id().value() + " FOR UPDATE");
            List<Append> appends = new ArrayList<>(sales(3));
            appends.add(Samples.approved(locked));
            List<Future<AppendResult>> results = appendAll(appends);
            for (int i = 0; i < 3; i++) {
                assertThat(await(results.get(i))).isEqualTo(AppendResult.COMMITTED);
            }
            assertThat(await(results.get(3))).isEqualTo(new AppendResult.Unavailable("row_locked"));
        }
    }
}
