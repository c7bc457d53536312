package io.txswitch.core.journal;

import io.txswitch.core.journal.MySqlBatch.Stamp;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

/** Questions about the numbers of a writer's commits. */
final class MySqlCommits {
    private MySqlCommits() {}

    /** The last number that a writer, in whatever process, has used; 0 when there is none. */
    static Future<Long> last(SqlConnection connection, int writer) {
        String sql = new SqlText(256)
                .sql("SELECT GREATEST(COALESCE((SELECT MAX(n) FROM tx_commit WHERE writer=")
                .number(writer)
                .sql("),0),COALESCE((SELECT n FROM relay_cursor WHERE writer=")
                .number(writer)
                .sql("),0))")
                .built();
        return connection
                .query(sql)
                .execute()
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** True when the commit of this stamp has happened, and was made by the one whose token it bears. */
    static Future<Boolean> happened(SqlConnection connection, Stamp stamp) {
        String sql = new SqlText(96)
                .sql("SELECT token FROM tx_commit WHERE writer=")
                .number(stamp.writer())
                .sql(" AND n=")
                .number(stamp.n())
                .built();
        return connection
                .query(sql)
                .execute()
                .map(rows -> rows.size() == 1 && rows.iterator().next().getLong(0) == stamp.token());
    }
}
