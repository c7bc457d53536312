package io.txswitch.iso8583.bank;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** {@link BankDirectory} in the tables {@code bank_definition} and {@code bank_line}. */
public final class MySqlBankDirectory implements BankDirectory {
    private static final int MICROS_PER_MILLI = 1_000;
    /** A line has at most 64 connections, each described by some words. */
    private static final int MAX_STATE = 4_000;

    private final Pool pool;

    public MySqlBankDirectory(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Future<List<Definition>> list() {
        return pool.query("SELECT bank_id,version,definition FROM bank_definition ORDER BY bank_id")
                .execute()
                .map(rows -> {
                    List<Definition> found = new ArrayList<>();
                    for (Row row : rows) {
                        found.add(new Definition(row.getString(0), row.getInteger(1), row.getString(2)));
                    }
                    return found;
                });
    }

    @Override
    public Future<Boolean> add(String bankId, String text) {
        return changes(
                "INSERT INTO bank_definition(definition,bank_id,version,changed_at) VALUES (?,?,1,UTC_TIMESTAMP(3))"
                        + " ON DUPLICATE KEY UPDATE version=bank_definition.version",
                Tuple.of(text, bankId));
    }

    @Override
    public Future<Boolean> replace(String bankId, String text) {
        return changes(
                "UPDATE bank_definition SET definition=?,version=version+1,changed_at=UTC_TIMESTAMP(3) WHERE bank_id=?",
                Tuple.of(text, bankId));
    }

    @Override
    public Future<Boolean> remove(String bankId) {
        return changes("DELETE FROM bank_definition WHERE bank_id=?", Tuple.of(bankId));
    }

    private Future<Boolean> changes(String sql, Tuple values) {
        return pool.preparedQuery(sql).execute(values).map(done -> done.rowCount() == 1);
    }

    @Override
    public Future<Void> tell(String node, LineState state) {
        String text = new JsonObject()
                .put("up", state.up())
                .put("detail", state.detail())
                .put("inFlight", state.inFlight())
                .put("connections", new JsonArray(state.connections()))
                .encode();
        if (text.length() > MAX_STATE) {
            return tell(node, new LineState(state.bankId(), state.up(), state.detail(), state.inFlight(), List.of()));
        }
        return pool.preparedQuery("INSERT INTO bank_line(bank_id,node,state,told_at) VALUES (?,?,?,UTC_TIMESTAMP(3))"
                        + " ON DUPLICATE KEY UPDATE state=VALUES(state),told_at=UTC_TIMESTAMP(3)")
                .execute(Tuple.of(state.bankId(), node, text))
                .mapEmpty();
    }

    @Override
    public Future<List<Told>> told(String bankId) {
        return pool.preparedQuery("SELECT node,state,TIMESTAMPDIFF(MICROSECOND,told_at,UTC_TIMESTAMP(3))"
                        + " FROM bank_line WHERE bank_id=? ORDER BY node")
                .execute(Tuple.of(bankId))
                .map(rows -> {
                    List<Told> found = new ArrayList<>();
                    for (Row row : rows) {
                        JsonObject said = new JsonObject(row.getString(1));
                        found.add(new Told(row.getString(0), state(bankId, said), row.getLong(2) / MICROS_PER_MILLI));
                    }
                    return found;
                });
    }

    private static LineState state(String bankId, JsonObject said) {
        return new LineState(
                bankId,
                said.getBoolean("up"),
                said.getString("detail"),
                said.getInteger("inFlight"),
                said.getJsonArray("connections").stream().map(String::valueOf).toList());
    }
}
