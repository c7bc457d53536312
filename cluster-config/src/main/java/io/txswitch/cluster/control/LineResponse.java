package io.txswitch.cluster.control;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lines on their way to a reader; at most a screenful has been written and not yet taken. */
final class LineResponse implements ControlStream.Lines {
    private static final int MAX_UNDER_WAY = 256;
    /** A reader who takes nothing for so long is gone. */
    private static final long PATIENCE_SECONDS = 60;

    private final HttpServerResponse response;
    private final Context context;
    private final Semaphore room = new Semaphore(MAX_UNDER_WAY);
    private volatile boolean begun;
    private volatile boolean gone;

    LineResponse(Vertx vertx, HttpServerResponse response) {
        this.response = response;
        this.context = vertx.getOrCreateContext();
        response.exceptionHandler(broken -> gone = true).closeHandler(closed -> gone = true);
    }

    @Override
    public void write(JsonObject line) {
        begun = true;
        boolean taken;
        try {
            taken = !gone && room.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            taken = false;
        }
        if (!taken) {
            throw new IllegalStateException("nobody reads any more");
        }
        String text = line.encode() + "\n";
        context.runOnContext(now -> send(text));
    }

    private void send(String text) {
        if (gone) {
            room.release();
        } else {
            put(text).onComplete(done -> {
                gone = gone || done.failed();
                room.release();
            });
        }
    }

    private Future<Void> put(String text) {
        if (!response.headWritten()) {
            response.setChunked(true).putHeader("Content-Type", "application/x-ndjson");
        }
        return response.write(text);
    }

    /** Whether a status can no longer be said. */
    boolean begun() {
        return begun;
    }

    /** The last line; on the event loop, after all others. */
    void end(JsonObject last) {
        context.runOnContext(now -> {
            if (!gone) {
                put(last.encode() + "\n");
                response.end();
            }
        });
    }
}
