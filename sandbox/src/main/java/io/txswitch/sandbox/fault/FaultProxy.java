package io.txswitch.sandbox.fault;

import io.txswitch.sandbox.process.FreePorts;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.ConnectException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A loopback TCP proxy that loses, delays, cuts and refuses as it is told.
 *
 * <p>May be told from any thread; without a fault it passes everything unchanged. What returns nothing is in force for
 * the next bytes; what returns a future is in force once that has succeeded.
 */
public final class FaultProxy {
    private static final String HOST = "127.0.0.1";

    /**
     * The kernel closes within the selector's next round: this many times {@link #PROBE_MS} is 10 s, for a loaded
     * machine.
     */
    private static final int MAX_PROBES = 2_000;

    private static final long PROBE_MS = 5;

    private final Vertx vertx;
    private final Context context;
    private final int targetPort;
    private final int port = FreePorts.reserve();
    private final NetClient outward;
    private final Faults faults = new Faults();
    private final Set<Passage> passages = ConcurrentHashMap.newKeySet();
    /** Connections taken while silent or not yet connected: nobody is behind them. */
    private final Set<NetSocket> stranded = ConcurrentHashMap.newKeySet();

    private @Nullable NetServer server; // null while connections are refused; event loop only

    private FaultProxy(Vertx vertx, int targetPort) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.targetPort = targetPort;
        this.outward = vertx.createNetClient();
    }

    /** Starts a proxy before a server on a loopback port; the server need not run yet. */
    public static Future<FaultProxy> start(Vertx vertx, int targetPort) {
        FaultProxy proxy = new FaultProxy(vertx, targetPort);
        return proxy.onLoop(proxy::listen).map(proxy);
    }

    /** Where clients connect; it stays the same when connections are refused for a while. */
    public int port() {
        return port;
    }

    /** Cuts every connection, on both sides. */
    public Future<Void> cutAll() {
        return onLoop(() -> {
            List<Future<Void>> closed = passages.stream().map(Passage::cut).toList();
            stranded.forEach(NetSocket::close);
            return Future.join(closed).mapEmpty();
        });
    }

    /** The next bytes from the server, on whatever connection, are swallowed and that connection is cut. Once. */
    public void dropAnswersOnce() {
        faults.nextAnswerIsLost.set(true);
    }

    /**
     * The first request that fits is delivered, its answer is swallowed and the connection is cut. Once.
     *
     * @param request is asked about each piece of bytes as it arrives from a client (a small request is one piece)
     */
    public void dropAnswerTo(Predicate<Buffer> request) {
        faults.fatalRequest.set(request);
    }

    /**
     * After so many more bytes in a direction, counted over all connections, the one that carried the last is cut.
     * Once.
     */
    public void cutAfter(Direction direction, long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes " + bytes);
        }
        faults.allowance.set(new Faults.Allowance(direction, bytes));
    }

    /** Every piece, both ways, comes so much later; 0 = at once again. */
    public void delay(long delayMs) {
        faults.delayMs = delayMs;
    }

    /**
     * True: all connections are cut and new ones refused by the kernel, as with a host that is down; false: back again.
     */
    public Future<Void> refuse(boolean on) {
        return onLoop(on ? this::stopListening : this::listen);
    }

    /**
     * True: connections are taken and everything sent on any of them is swallowed; false: back again, and the
     * connections that lost bytes are cut, since nobody could go on with them.
     */
    public Future<Void> silence(boolean on) {
        faults.silent = on;
        return onLoop(() -> {
            if (!on) {
                stranded.forEach(NetSocket::close);
                passages.stream().filter(Passage::isBeyondRepair).forEach(Passage::cut);
            }
            return Future.succeededFuture();
        });
    }

    /**
     * True: nothing passes, nothing is lost; false: what was held back arrives late, as after a break in the network.
     */
    public Future<Void> hold(boolean on) {
        faults.held = on;
        return onLoop(() -> {
            passages.forEach(Passage::flow);
            return Future.succeededFuture();
        });
    }

    /** How many answers were swallowed by {@link #dropAnswersOnce} and {@link #dropAnswerTo}. */
    public int lostAnswers() {
        return faults.lostAnswers.get();
    }

    /** Connections that are open through to the server. */
    public int openConnections() {
        return passages.size();
    }

    /** Cuts everything and gives the port back. */
    public Future<Void> close() {
        return onLoop(this::stopListening)
                .compose(stopped -> outward.close())
                .onComplete(closed -> FreePorts.release(port));
    }

    private Future<Void> listen() {
        if (server != null) {
            return Future.succeededFuture();
        }
        NetServer fresh = vertx.createNetServer().connectHandler(this::accept);
        server = fresh;
        return fresh.listen(port, HOST).mapEmpty();
    }

    private Future<Void> stopListening() {
        NetServer listening = server;
        server = null;
        passages.forEach(Passage::cut);
        stranded.forEach(NetSocket::close);
        return listening == null
                ? Future.succeededFuture()
                : listening.close().compose(closed -> untilRefused(MAX_PROBES));
    }

    /**
     * A listener's close succeeds before the kernel has stopped taking connections (the socket goes with the selector's
     * next round). One refusal proves that it has, for good.
     */
    private Future<Void> untilRefused(int probesLeft) {
        return outward.connect(port, HOST).transform(probe -> {
            if (probe.failed() && probe.cause() instanceof ConnectException) {
                return Future.succeededFuture();
            }
            if (probe.succeeded()) {
                probe.result().close();
            }
            return probesLeft == 0
                    ? Future.failedFuture(new IllegalStateException("port " + port + " is still open"))
                    : vertx.timer(PROBE_MS).compose(due -> untilRefused(probesLeft - 1));
        });
    }

    private void accept(NetSocket client) {
        client.pause();
        stranded.add(client);
        client.closeHandler(closed -> stranded.remove(client));
        if (faults.silent) {
            client.handler(swallowed -> {});
            client.resume();
            return;
        }
        outward.connect(targetPort, HOST)
                .onSuccess(target -> join(client, target))
                .onFailure(e -> client.close());
    }

    private void join(NetSocket client, NetSocket target) {
        if (!stranded.remove(client)) {
            target.close(); // the client has gone in the meantime
            return;
        }
        Passage passage = new Passage(vertx, faults, client, target);
        passages.add(passage);
        passage.open(() -> passages.remove(passage));
    }

    private Future<Void> onLoop(Supplier<Future<Void>> action) {
        Promise<Void> done = Promise.promise();
        context.runOnContext(now -> action.get().onComplete(done));
        return done.future();
    }
}
