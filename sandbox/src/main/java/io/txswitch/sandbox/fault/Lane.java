package io.txswitch.sandbox.fault;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;

/** One direction of one connection: takes a piece, decides its fate, passes it on, takes the next. */
final class Lane {
    private final Vertx vertx;
    private final Direction direction;
    private final NetSocket source;
    private final NetSocket target;
    private final Passage passage;
    private boolean busy;

    Lane(Vertx vertx, Direction direction, NetSocket source, NetSocket target, Passage passage) {
        this.vertx = vertx;
        this.direction = direction;
        this.source = source;
        this.target = target;
        this.passage = passage;
    }

    void open() {
        source.handler(this::take);
        source.exceptionHandler(failure -> passage.cut());
        source.closeHandler(closed -> passage.sideClosed());
        flow();
    }

    /** Reads on unless a piece is under way or everything is held: nothing piles up here. */
    void flow() {
        if (busy || passage.faults().held) {
            source.pause();
        } else {
            source.resume();
        }
    }

    private void take(Buffer piece) {
        Faults faults = passage.faults();
        if (faults.silent) {
            passage.hasLostBytes();
            return;
        }
        if (direction == Direction.TO_SERVER && faults.takesAnswerOf(piece)) {
            passage.loseNextAnswer();
        }
        if (direction == Direction.TO_CLIENT && (passage.answerIsLost() || faults.takesThisAnswer())) {
            faults.lostAnswers.incrementAndGet();
            passage.cut();
            return;
        }
        int passing = faults.passing(direction, piece.length());
        if (passing > piece.length()) {
            pass(piece);
        } else {
            write(piece.slice(0, passing)).onComplete(written -> passage.cut());
        }
    }

    private void pass(Buffer piece) {
        busy = true;
        flow();
        passage.started();
        write(piece).onComplete(written -> {
            busy = false;
            passage.ended();
            flow();
        });
    }

    private Future<Void> write(Buffer piece) {
        long delayMs = passage.faults().delayMs;
        Future<?> then = delayMs > 0 ? vertx.timer(delayMs) : Future.succeededFuture();
        return then.compose(due -> target.write(piece));
    }
}
