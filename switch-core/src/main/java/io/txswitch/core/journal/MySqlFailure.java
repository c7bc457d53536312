package io.txswitch.core.journal;

import io.vertx.mysqlclient.MySQLException;
import java.util.Set;

/** What an error of the database means for the batch that met it. */
enum MySqlFailure {
    /** The lease is not ours any more. */
    STALE_EPOCH,
    /** This commit number is already in the table. */
    COMMIT_KNOWN,
    /** Deadlock: rolled back, worth another try. */
    BUSY,
    /** Somebody holds a row for longer than a batch may wait: rolled back. */
    LOCKED,
    /** The server takes no writes now: rolled back. */
    READ_ONLY,
    /** The answer does not tell whether the transaction was committed, or there is none. */
    UNCERTAIN,
    /** A row that the database refuses: rolled back. */
    BAD_ROW;

    private static final int BAD_NULL = 1048;
    private static final int DUPLICATE_ENTRY = 1062;
    private static final int LOCK_WAIT_TIMEOUT = 1205;
    /** Deadlock, record changed since last read (MariaDB). */
    private static final Set<Integer> BUSY_CODES = Set.of(1213, 1020);
    /** read_only, super_read_only, read-only transaction or schema, disk full, no space in the tablespace. */
    private static final Set<Integer> READ_ONLY_CODES = Set.of(1290, 1836, 1792, 3989, 1021, 1114);
    /** Shutdown, killed, interrupted, error during COMMIT, cluster not ready, timed out, disconnected for idleness. */
    private static final Set<Integer> UNCERTAIN_CODES =
            Set.of(1053, 1927, 1317, 1180, 1047, 1969, 3024, 4031, 1158, 1159, 1160, 1161, 1153);

    static MySqlFailure of(Throwable error) {
        if (!(error instanceof MySQLException answer)) {
            return UNCERTAIN;
        }
        int code = answer.getErrorCode();
        if (code == BAD_NULL && String.valueOf(answer.getMessage()).contains("epoch")) {
            return STALE_EPOCH;
        }
        // Every other insert of a batch has its ON DUPLICATE KEY clause.
        if (code == DUPLICATE_ENTRY) {
            return COMMIT_KNOWN;
        }
        if (code == LOCK_WAIT_TIMEOUT) {
            return LOCKED;
        }
        if (BUSY_CODES.contains(code)) {
            return BUSY;
        }
        if (READ_ONLY_CODES.contains(code)) {
            return READ_ONLY;
        }
        return UNCERTAIN_CODES.contains(code) ? UNCERTAIN : BAD_ROW;
    }

    /** For a log line: the message of a database error may quote a value, so only its number is told. */
    static String describe(Throwable error) {
        return error instanceof MySQLException answer
                ? "mysql_" + answer.getErrorCode() + "_" + answer.getSqlState()
                : error.getClass().getSimpleName();
    }
}
