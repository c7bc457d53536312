package io.txswitch.iso8583.terminal;

import io.txswitch.iso8583.codec.Frame;
import io.txswitch.iso8583.codec.FrameReader;
import io.txswitch.iso8583.crypto.SecurityModuleException;
import io.txswitch.iso8583.terminal.TerminalMetrics.Refusal;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One terminal's socket: frames in, answers out in the order they come, everything bounded.
 *
 * <p>Too many requests under way, or answers nobody reads: reading stops until that is over, so that the other
 * side's TCP window fills and not our memory. A frame that is begun and never finished, or a reader that never
 * reads, ends the connection.
 */
final class TerminalConnection implements TerminalDesk.Session {
    private static final Logger LOG = LoggerFactory.getLogger(TerminalConnection.class);
    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    private final NetSocket socket;
    private final TerminalDesk desk;
    private final TerminalConfig config;
    private final Seats seats;
    private final FrameReader frames;
    private int pending;
    private long frameTimer = NO_TIMER;
    private long writeTimer = NO_TIMER;
    private boolean paused;
    private boolean closed;
    private boolean draining;
    private boolean serving;
    private final TraceOrder order = new TraceOrder();

    TerminalConnection(Vertx vertx, NetSocket socket, TerminalDesk desk, FrameReader frames, Seats seats) {
        this.vertx = vertx;
        this.socket = socket;
        this.desk = desk;
        this.config = seats.config();
        this.seats = seats;
        this.frames = frames;
        socket.setWriteQueueMaxSize(config.writeQueueBytes());
        socket.exceptionHandler(e -> LOG.debug("terminal=socket-failed cause=\"{}\"", e.getMessage()));
        socket.drainHandler(nothing -> drained());
        socket.handler(this::received);
    }

    /** Requests whose answers are owed. */
    int pending() {
        return pending;
    }

    /** Takes no further request; what is under way is still answered. */
    void drain() {
        draining = true;
        pause();
    }

    void closed() {
        closed = true;
        seats.left(this);
        cancelFrameTimer();
        cancelWriteTimer();
    }

    /** A newer connection of the same terminal has come. */
    void giveWay() {
        seats.metrics().refused(Refusal.GAVE_WAY);
        close("a newer connection of its terminal");
    }

    @Override
    public TraceOrder order() {
        return order;
    }

    @Override
    public void admitted(String terminalId) {
        seats.take(terminalId, this);
    }

    private void received(Buffer bytes) {
        frames.feed(bytes);
        serveFrames();
    }

    /** Serves what is whole, as far as the bounds allow; answers given at once do not recurse into it. */
    private void serveFrames() {
        if (serving || closed || draining) {
            return;
        }
        serving = true;
        boolean any = false;
        while (!closed && pending < config.maxPending() && !socket.writeQueueFull()) {
            Frame frame = frames.next();
            if (frame == null) {
                break;
            }
            any = true;
            serve(frame);
        }
        serving = false;
        afterServing(any);
    }

    private void afterServing(boolean any) {
        String problem = frames.problem();
        if (closed) {
            return;
        }
        if (problem != null) {
            seats.metrics().refused(Refusal.BAD_FRAME);
            close("bad frame: " + problem);
        } else if (pending >= config.maxPending() || socket.writeQueueFull()) {
            pause();
        } else {
            resume();
            watchFrame(any);
        }
    }

    private void serve(Frame frame) {
        pending++;
        desk.serve(frame.message(), this).onComplete(done -> {
            pending--;
            if (closed) {
                seats.metrics().refused(Refusal.ANSWER_DROPPED);
            } else if (done.succeeded()) {
                write(frame.reply(done.result()));
                serveFrames();
            } else {
                failed(done.cause());
            }
        });
    }

    private void failed(Throwable cause) {
        if (!(cause instanceof TerminalDesk.HostileMessage || cause instanceof SecurityModuleException)) {
            LOG.error("terminal=failed", cause);
        }
        close(String.valueOf(cause.getMessage()));
    }

    private void write(Frame frame) {
        socket.write(frame.toBuffer());
        if (socket.writeQueueFull() && writeTimer == NO_TIMER) {
            pause();
            writeTimer = vertx.setTimer(config.frameDeadlineMs(), id -> {
                writeTimer = NO_TIMER;
                seats.metrics().refused(Refusal.SLOW_READER);
                close("answers are not read");
            });
        }
    }

    private void drained() {
        cancelWriteTimer();
        serveFrames();
    }

    /** The clock of a frame starts with its first byte, not with its latest. */
    private void watchFrame(boolean newFrame) {
        if (newFrame || !frames.hasRest()) {
            cancelFrameTimer();
        }
        if (frames.hasRest() && frameTimer == NO_TIMER) {
            frameTimer = vertx.setTimer(config.frameDeadlineMs(), id -> {
                frameTimer = NO_TIMER;
                seats.metrics().refused(Refusal.SLOW_FRAME);
                close("unfinished frame");
            });
        }
    }

    private void pause() {
        if (!paused) {
            paused = true;
            cancelFrameTimer();
            socket.pause();
        }
    }

    private void resume() {
        if (paused) {
            paused = false;
            socket.resume();
        }
    }

    private void close(String why) {
        LOG.info("terminal=closed remote={} why=\"{}\"", socket.remoteAddress(), why);
        closed = true;
        cancelFrameTimer();
        cancelWriteTimer();
        socket.close();
    }

    private void cancelFrameTimer() {
        if (frameTimer != NO_TIMER) {
            vertx.cancelTimer(frameTimer);
            frameTimer = NO_TIMER;
        }
    }

    private void cancelWriteTimer() {
        if (writeTimer != NO_TIMER) {
            vertx.cancelTimer(writeTimer);
            writeTimer = NO_TIMER;
        }
    }
}
