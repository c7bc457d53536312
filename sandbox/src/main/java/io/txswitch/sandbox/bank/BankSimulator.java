package io.txswitch.sandbox.bank;

import io.txswitch.sandbox.books.Book;
import io.txswitch.sandbox.crypto.SandboxKeys;
import io.txswitch.sandbox.iso.IsoMessage;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bank on a loopback port; see {@link BankScript} for its manners and the package for its parts.
 *
 * <p>One event loop serves all lines, so its book has one order. The methods for tests may be called from any thread.
 */
public final class BankSimulator extends VerticleBase {
    private static final int BIND_TRIES = 5;
    private static final long BIND_PAUSE_MS = 20;

    private static final Logger LOG = LoggerFactory.getLogger(BankSimulator.class);

    private final BankOptions options;
    private final Book book;
    private final BankSwitches switches = new BankSwitches();
    private final Issuer issuer;
    private final BankDesk desk;
    private final Set<NetSocket> lines = ConcurrentHashMap.newKeySet();
    private @Nullable NetServer server;
    private volatile int port;

    private BankSimulator(BankOptions options, Book book, List<Map<String, Object>> history) {
        this.options = options;
        this.book = book;
        BankLedger ledger = new BankLedger(options.id(), options.clock(), book, history);
        ZoneKeys keys = new ZoneKeys(SandboxKeys.bytes(SandboxKeys.ZMK), options.random());
        this.issuer = new Issuer(SandboxKeys.bytes(SandboxKeys.IMK_AC), options.chips(), keys);
        this.desk = new BankDesk(ledger, switches, keys, issuer, options.requireSignOn());
    }

    /**
     * Starts a bank; it remembers what its book has already.
     *
     * @return the listening bank; fails when the port is taken or the book cannot be opened
     */
    public static Future<BankSimulator> start(Vertx vertx, BankOptions options) {
        return vertx.executeBlocking(() -> {
                    List<Map<String, Object>> history = Book.rows(options.book());
                    return new BankSimulator(options, Book.open(options.book()), history);
                })
                .compose(bank -> vertx.deployVerticle(bank)
                        .onFailure(failure -> bank.book.close())
                        .map(bank));
    }

    @Override
    public Future<?> start() {
        return listen(BIND_TRIES).onSuccess(this::listening);
    }

    /**
     * A bank that was just closed frees its port a moment after it says so: the selector lets go of the socket at its
     * next turn. So a taken port is asked for again, briefly.
     */
    private Future<NetServer> listen(int tries) {
        NetServerOptions loopback = new NetServerOptions()
                .setHost("127.0.0.1")
                .setPort(options.port())
                .setTcpNoDelay(true);
        if (options.tls() != null) {
            options.tls().secure(loopback);
        }
        return vertx.createNetServer(loopback)
                .connectHandler(this::accept)
                .exceptionHandler(e -> LOG.info("bank_line_refused id={} reason={}", options.id(), e.getMessage()))
                .listen()
                .recover(taken -> tries > 1
                        ? vertx.timer(BIND_PAUSE_MS, TimeUnit.MILLISECONDS).compose(fired -> listen(tries - 1))
                        : Future.failedFuture(taken));
    }

    private void listening(NetServer listening) {
        server = listening;
        port = listening.actualPort();
        LOG.info("bank_listening id={} port={}", options.id(), port);
    }

    private void accept(NetSocket socket) {
        if (lines.size() >= options.maxConnections()) {
            LOG.warn("bank_line_refused id={} lines={}", options.id(), lines.size());
            socket.close();
            return;
        }
        lines.add(socket);
        socket.closeHandler(closed -> lines.remove(socket));
        new BankSession(vertx, socket, desk, switches, options);
    }

    /** The lines go first: a message that still arrives must find the book open. */
    @Override
    public Future<?> stop() {
        Future<Void> closed = server == null ? Future.succeededFuture() : server.close();
        return closed.eventually(() -> {
            book.close();
            return Future.succeededFuture();
        });
    }

    /** The loopback port it listens on. */
    public int port() {
        return port;
    }

    /** The name in its rows. */
    public String id() {
        return options.id();
    }

    /** Closes the lines, the port and the book. */
    public Future<Void> close() {
        return vertx.undeploy(deploymentID());
    }

    /** Closes every line, as a bank does that restarts its front end; new lines are accepted. */
    public Future<Void> disconnectAll() {
        return Future.join(lines.stream().map(NetSocket::close).toList()).mapEmpty();
    }

    /** Treats every request by this script, whatever its amount. */
    public void setMode(BankScript script) {
        switches.setMode(script);
    }

    /** Lets the amounts decide again. */
    public void clearMode() {
        switches.setMode(null);
    }

    /** Treats the next request by this script; calls queue up. */
    public void planNext(BankScript script) {
        switches.plan(script);
    }

    /** Whether sign-on (0800, DE70 001) is refused with 58. */
    public void refuseSignOn(boolean refuse) {
        switches.refuseSignOn(refuse);
    }

    /** Whether reversals are read and left unanswered and unbooked. */
    public void ignoreReversals(boolean ignore) {
        switches.ignoreReversals(ignore);
    }

    /** How many messages of this type arrived, answered or not. */
    public long received(String mti) {
        return switches.received(mti);
    }

    /** The last message of this type as it arrived. */
    public Optional<IsoMessage> last(String mti) {
        return switches.last(mti);
    }

    /** How many frames or messages could not be read. */
    public long hostile() {
        return switches.hostile();
    }

    /** Cryptograms that were checked and right. */
    public long cryptogramsVerified() {
        return issuer.cryptogramsVerified();
    }

    /** Cryptograms that were checked and wrong, each refused with 05. */
    public long cryptogramsRefused() {
        return issuer.cryptogramsRefused();
    }

    /** Lines that are open now. */
    public int connections() {
        return lines.size();
    }
}
