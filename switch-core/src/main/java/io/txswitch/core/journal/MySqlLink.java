package io.txswitch.core.journal;

import io.txswitch.core.config.StoresConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.mysqlclient.MySQLConnection;
import org.jspecify.annotations.Nullable;

/** One connection that is made again when it breaks: at once the first time, then with growing pauses. */
final class MySqlLink {
    /** What the user of a link does about it. */
    interface Listener {
        /** There is a connection (again). */
        void up();

        /** The database takes no connection now; said after each failed attempt. */
        void down(Throwable error);
    }

    private static final int MIN_BACKOFF_MS = 50;
    private static final int MAX_BACKOFF_MS = 1_000;

    private final Vertx vertx;
    private final StoresConfig.MySql config;
    private final Listener listener;
    private @Nullable MySQLConnection connection;
    private boolean closed;
    private long backoffMs = MIN_BACKOFF_MS;

    MySqlLink(Vertx vertx, StoresConfig.MySql config, Listener listener) {
        this.vertx = vertx;
        this.config = config;
        this.listener = listener;
    }

    /** The connection, or null while there is none. */
    @Nullable
    MySQLConnection connection() {
        return connection;
    }

    boolean isClosed() {
        return closed;
    }

    /** The first attempt; fails when the database is not there. */
    Future<MySQLConnection> open() {
        return MySqlConnections.connect(vertx, config).onSuccess(open -> {
            if (closed) {
                open.close();
                return;
            }
            connection = open;
            backoffMs = MIN_BACKOFF_MS;
            open.closeHandler(v -> {
                if (connection == open) {
                    connection = null;
                    reopen();
                }
            });
        });
    }

    private void reopen() {
        if (closed) {
            return;
        }
        open().onSuccess(open -> listener.up()).onFailure(error -> {
            listener.down(error);
            vertx.setTimer(backoffMs, timer -> reopen());
            backoffMs = Math.min(MAX_BACKOFF_MS, backoffMs * 2);
        });
    }

    /**
     * Leaves a connection of which nothing more is expected.
     *
     * @return true when a new one is under way, false when it was left before
     */
    boolean giveUp(MySQLConnection broken) {
        boolean known = connection == broken;
        if (known) {
            connection = null;
            reopen();
        }
        broken.close();
        return known;
    }

    Future<Void> close() {
        closed = true;
        MySQLConnection open = connection;
        connection = null;
        return open == null ? Future.succeededFuture() : open.close();
    }
}
