package io.txswitch.core.journal;

import io.txswitch.core.model.Phase;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The statements of one guarded append: a failed guard undoes this append alone, while the batch goes on.
 *
 * <p>Session variables carry the course: {@code @ok} is 1 when the head was ours to write, {@code @f} the number of the
 * first guard that failed, 0 when all hold. Locks are taken before anything is decided.
 */
final class MySqlGuards {
    private static final String IF_GRANTED = " AND @ok=1 AND @f=0;";

    private MySqlGuards() {}

    static void write(SqlText sql, MySqlRow row, String writerColumns) {
        Append append = row.append();
        long id = append.id().value();
        if (append.first()) {
            sql.sql("INSERT INTO tx(")
                    .sql(MySqlRow.HEAD_COLUMNS)
                    .sql(")VALUES")
                    .piece(row.head().getFirst());
            sql.sql("ON DUPLICATE KEY UPDATE id=id;SET @ok:=ROW_COUNT(),@f:=0;");
        } else {
            sql.sql("SELECT COUNT(*),0 INTO @ok,@f FROM tx WHERE id=").number(id);
            sql.sql(" AND last_seq=").number(append.seq() - 1).sql(" FOR UPDATE;");
        }
        for (int i = 0; i < append.guards().size(); i++) {
            check(sql, append.guards().get(i), i + 1);
        }
        append.guards().forEach(guard -> take(sql, guard));
        if (append.first()) {
            sql.sql("DELETE FROM tx WHERE id=").number(id).sql(" AND @ok=1 AND @f<>0;");
        } else {
            MySqlHeadUpdate.write(sql, List.of(row));
            sql.sql(IF_GRANTED);
        }
        sql.sql("INSERT INTO tx_event(").sql(MySqlRow.EVENT_COLUMNS).sql(")SELECT ");
        sql.piece(row.eventStart()).piece(writerColumns).piece(row.eventEnd());
        sql.sql(" FROM DUAL WHERE @ok=1 AND @f=0;SELECT @ok,@f;");
    }

    private static void check(SqlText sql, Guard guard, int number) {
        if (guard instanceof Guard.Claim claim) {
            claim(sql, claim, number);
        } else if (canFail(guard)) {
            checkHead(sql, guard, number);
        }
    }

    /**
     * Inserted at once, since nothing can be locked that is not there; {@link #take} removes it when another guard
     * fails. A second claimant waits here for the first one's commit, and changes nothing.
     */
    private static void claim(SqlText sql, Guard.Claim claim, int number) {
        sql.sql("INSERT INTO agreement(claim_key,tx_id,shard,period_no,attempts)SELECT ")
                .ascii(claim.claimKey());
        sql.comma().number(claim.target().value()).comma().number(AgreementShards.of(claim.target()));
        sql.sql(",0,0 FROM DUAL WHERE @ok=1 AND @f=0 ON DUPLICATE KEY UPDATE tx_id=agreement.tx_id;");
        sql.sql("SET @f:=IF(@ok=1 AND @f=0 AND ROW_COUNT()=0,").number(number).sql(",@f);");
    }

    private static void checkHead(SqlText sql, Guard guard, int number) {
        sql.sql("SELECT IF(@ok=1 AND @f=0 AND COUNT(*)=0,").number(number).sql(",@f) INTO @f FROM tx WHERE id=");
        sql.number(guard.target().value());
        if (!(guard instanceof Guard.ReserveAll)) {
            sql.sql(" AND phase IN(").text(Phase.APPROVED.name()).comma();
            sql.text(Phase.FORWARDED.name()).sql(")");
        }
        switch (guard) {
            case Guard.Reserve g ->
                sql.sql(" AND reserved_minor+").number(g.amountMinor()).sql("<=amount_minor");
            case Guard.Share g ->
                sql.sql(" AND reserved_minor+shared_minor+")
                        .number(g.amountMinor())
                        .sql("<=amount_minor");
            case Guard.InForce g -> {}
            default -> sql.sql(" AND reserved_minor=0 AND adjusted=0 AND shared_minor=0");
        }
        sql.sql(" FOR UPDATE;");
    }

    private static void take(SqlText sql, Guard guard) {
        switch (guard) {
            case Guard.Reserve g ->
                sql.sql("UPDATE tx SET reserved_minor=reserved_minor+").number(g.amountMinor());
            case Guard.ReserveAll g -> sql.sql("UPDATE tx SET reserved_minor=amount_minor");
            case Guard.Release g ->
                sql.sql("UPDATE tx SET reserved_minor=GREATEST(0,reserved_minor-")
                        .number(g.amountMinor())
                        .sql(")");
            case Guard.Settle g ->
                sql.sql("UPDATE tx SET refunded_minor=refunded_minor+").number(g.amountMinor());
            case Guard.TakeWhole g -> sql.sql("UPDATE tx SET reserved_minor=amount_minor");
            case Guard.SettleWhole g -> sql.sql("UPDATE tx SET refunded_minor=amount_minor");
            case Guard.ReturnWhole g -> sql.sql("UPDATE tx SET reserved_minor=0,refunded_minor=0");
            case Guard.Adjust g -> sql.sql("UPDATE tx SET adjusted=1");
            case Guard.Unadjust g -> sql.sql("UPDATE tx SET adjusted=0");
            case Guard.Share g ->
                sql.sql("UPDATE tx SET shared_minor=shared_minor+").number(g.amountMinor());
            case Guard.Unshare g ->
                sql.sql("UPDATE tx SET shared_minor=GREATEST(0,shared_minor-")
                        .number(g.amountMinor())
                        .sql(")");
            case Guard.InForce g -> sql.sql("DO 0;");
            case Guard.Claim g ->
                sql.sql("DELETE FROM agreement WHERE tx_id=")
                        .number(g.target().value())
                        .sql(" AND @ok=1 AND @f<>0;");
            case Guard.Unclaim g -> sql.sql("DELETE FROM agreement");
            case Guard.Due g -> {
                sql.sql("UPDATE agreement SET due_at=");
                due(sql, g.at());
            }
        }
        whose(sql, guard);
    }

    private static void due(SqlText sql, @Nullable Instant at) {
        if (at == null) {
            sql.sql("NULL");
        } else {
            sql.time(at);
        }
    }

    private static void whose(SqlText sql, Guard guard) {
        switch (guard) {
            case Guard.InForce g -> {}
            case Guard.Claim g -> {}
            case Guard.Unclaim g ->
                sql.sql(" WHERE tx_id=").number(g.target().value()).sql(IF_GRANTED);
            case Guard.Due g ->
                sql.sql(" WHERE tx_id=").number(g.target().value()).sql(IF_GRANTED);
            default -> sql.sql(" WHERE id=").number(guard.target().value()).sql(IF_GRANTED);
        }
    }

    static boolean canFail(Guard guard) {
        return switch (guard) {
            case Guard.Reserve g -> true;
            case Guard.ReserveAll g -> true;
            case Guard.TakeWhole g -> true;
            case Guard.Adjust g -> true;
            case Guard.Share g -> true;
            case Guard.InForce g -> true;
            case Guard.Claim g -> true;
            case Guard.Release g -> false;
            case Guard.Settle g -> false;
            case Guard.SettleWhole g -> false;
            case Guard.ReturnWhole g -> false;
            case Guard.Unadjust g -> false;
            case Guard.Unshare g -> false;
            case Guard.Unclaim g -> false;
            case Guard.Due g -> false;
        };
    }

    /** From the first result of an append's statements to the last, which is the verdict. */
    static RowSet<Row> skipToVerdict(RowSet<Row> first, Append append) {
        List<Guard> guards = append.guards();
        long checks = guards.stream().filter(MySqlGuards::canFail).count();
        long claims =
                guards.stream().filter(each -> each instanceof Guard.Claim).count();
        long statements = (append.first() ? 2 : 1) + checks + claims + guards.size() + 2;
        RowSet<Row> at = first;
        for (long i = 0; i < statements; i++) {
            at = at.next();
        }
        return at;
    }

    /** Committed or failed; null when the head was not ours to write, which needs another look. */
    static @Nullable AppendResult verdict(RowSet<Row> answer, Append append) {
        Row row = answer.iterator().next();
        if (row.getLong(0) != 1) {
            return append.first() ? null : AppendResult.SEQ_TAKEN;
        }
        int failed = row.getInteger(1);
        return failed == 0
                ? AppendResult.COMMITTED
                : new AppendResult.GuardFailed(append.guards().get(failed - 1));
    }

    /** The guard that must have failed when an append with a free {@code seq} left no row; null when none can. */
    static @Nullable Guard suspect(Append append) {
        return append.guards().stream().filter(MySqlGuards::canFail).findFirst().orElse(null);
    }
}
