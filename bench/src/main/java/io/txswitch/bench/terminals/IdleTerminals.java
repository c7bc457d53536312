package io.txswitch.bench.terminals;

import io.txswitch.sandbox.demo.Wait;
import io.txswitch.sandbox.pos.PosMessages;
import io.txswitch.sandbox.pos.PosOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Terminals that connect, say one echo, and stay. */
final class IdleTerminals implements AutoCloseable {
    /** Connections opened at once: less than a listener keeps waiting. */
    private static final int AT_ONCE = 500;

    private static final int CONNECT_TIMEOUT_MS = 20_000;

    private final NetClient client;
    private final int port;
    private final AtomicInteger lost = new AtomicInteger();
    private int open;

    IdleTerminals(Vertx vertx, int port) {
        this.client =
                vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true).setConnectTimeout(CONNECT_TIMEOUT_MS));
        this.port = port;
    }

    /** Connects more until there are so many, each answered; blocks. */
    void grow(int count) {
        while (open < count) {
            List<Future<?>> batch = new ArrayList<>();
            for (int i = 0; i < AT_ONCE && open < count; i++) {
                batch.add(connect(open++));
            }
            Wait.on(Future.all(batch));
        }
        if (lost.get() > 0) {
            throw new IllegalStateException(lost.get() + " terminals lost their line");
        }
    }

    private Future<Void> connect(int number) {
        String id = String.format(Locale.ROOT, "T%07d", number);
        byte[] echo = new PosMessages(PosOptions.of(port, id, "M00000000000001"))
                .echo()
                .frame()
                .toBuffer()
                .getBytes();
        Promise<Void> answered = Promise.promise();
        client.connect(port, "127.0.0.1").onFailure(answered::tryFail).onSuccess(socket -> say(socket, echo, answered));
        return answered.future();
    }

    private void say(NetSocket socket, byte[] echo, Promise<Void> answered) {
        socket.closeHandler(gone -> {
            lost.incrementAndGet();
            answered.tryFail("the node hung up");
        });
        socket.handler(answer -> answered.tryComplete());
        socket.write(Buffer.buffer(echo));
    }

    @Override
    public void close() {
        Wait.quietly(client.close());
    }
}
