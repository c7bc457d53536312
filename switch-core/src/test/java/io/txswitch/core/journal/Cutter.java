package io.txswitch.core.journal;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way to the database that breaks when told to. */
final class Cutter {
    /** What to do with the next query that carries a word. */
    enum Cut {
        NONE,
        /** The query never arrives. */
        BEFORE,
        /** The query arrives, its answer does not. */
        ANSWER,
        /** The query arrives, and the client's side is gone at once, however long the server works on it. */
        CLIENT
    }

    private static final byte[] WORD = ";COMMIT".getBytes(StandardCharsets.US_ASCII);

    private final Vertx vertx;
    private final int target;
    private final Set<NetSocket> sockets = ConcurrentHashMap.newKeySet();
    private NetServer server;
    private volatile Cut next = Cut.NONE;
    private volatile int cuts;
    private int port;

    Cutter(Vertx vertx, int target) {
        this.vertx = vertx;
        this.target = target;
        this.server = vertx.createNetServer();
    }

    int open() {
        server = vertx.createNetServer();
        server.connectHandler(this::connected);
        port = JournalContract.await(server.listen(port, "127.0.0.1")).actualPort();
        return port;
    }

    /** Takes no connections any more, and breaks all there are. */
    void shut() {
        new HashSet<>(sockets).forEach(NetSocket::close);
        JournalContract.await(server.close());
        new HashSet<>(sockets).forEach(NetSocket::close);
    }

    void cutNext(Cut cut) {
        next = cut;
    }

    int cuts() {
        return cuts;
    }

    private void connected(NetSocket client) {
        client.pause();
        sockets.add(client);
        Future<NetSocket> connecting = vertx.createNetClient().connect(target, "127.0.0.1");
        connecting.onFailure(error -> client.close()).onSuccess(database -> {
            sockets.add(database);
            Cut[] armed = {Cut.NONE};
            client.handler(query -> toDatabase(query, client, database, armed));
            database.handler(answer -> {
                if (armed[0] == Cut.ANSWER) {
                    client.close();
                    database.close();
                } else if (armed[0] == Cut.NONE) {
                    client.write(answer);
                }
            });
            client.closeHandler(v -> {
                sockets.remove(client);
                if (armed[0] != Cut.CLIENT) {
                    database.close();
                }
            });
            database.closeHandler(v -> {
                sockets.remove(database);
                client.close();
            });
            client.resume();
        });
    }

    private void toDatabase(Buffer query, NetSocket client, NetSocket database, Cut[] armed) {
        if (next != Cut.NONE && endsWithWord(query)) {
            armed[0] = next;
            next = Cut.NONE;
            cuts++;
        }
        if (armed[0] == Cut.BEFORE) {
            client.close();
            return;
        }
        database.write(query);
        if (armed[0] == Cut.CLIENT) {
            client.close();
        }
    }

    private static boolean endsWithWord(Buffer query) {
        int from = query.length() - WORD.length;
        if (from < 0) {
            return false;
        }
        for (int i = 0; i < WORD.length; i++) {
            if (query.getByte(from + i) != WORD[i]) {
                return false;
            }
        }
        return true;
    }
}
