package io.txswitch.notifier;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** {@link NameLookup} by the machine's resolver, which blocks: each lookup has a virtual thread. */
final class SystemNameLookup implements NameLookup, AutoCloseable {
    /** A resolver may take many seconds for a dead name; beyond this many the next one is told to come again. */
    private static final int MAX_LOOKUPS = 128;

    private final Vertx vertx;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore free = new Semaphore(MAX_LOOKUPS);

    SystemNameLookup(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public Future<List<InetAddress>> addresses(String host) {
        if (!free.tryAcquire()) {
            return Future.failedFuture(new NoAnswerException("too many name lookups"));
        }
        Context context = vertx.getOrCreateContext();
        Promise<List<InetAddress>> found = Promise.promise();
        threads.execute(() -> {
            try {
                List<InetAddress> addresses = List.of(InetAddress.getAllByName(host));
                context.runOnContext(back -> found.complete(addresses));
            } catch (UnknownHostException | RuntimeException e) {
                context.runOnContext(back -> found.fail(new NoAnswerException("no address for the host")));
            } finally {
                free.release();
            }
        });
        return found.future();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
