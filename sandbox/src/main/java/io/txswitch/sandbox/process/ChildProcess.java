package io.txswitch.sandbox.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process that is gone when this program is gone.
 *
 * <p>It can be stopped, killed, halted and started again under the same specification. Every method may block: never
 * call one from an event loop.
 */
public final class ChildProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChildProcess.class);

    private static final long POLL_MS = 20;
    /** A killed process frees its memory first; more than this is a broken machine. */
    private static final long KILL_TIMEOUT_MS = 10_000;
    /** Enough for the message that explains a failed start. */
    private static final int TAIL_LINES = 25;
    /** A freshly unpacked program is "busy" for some milliseconds while a fork elsewhere in this JVM holds its file. */
    private static final int BUSY_ATTEMPTS = 50;

    private static final String TEXT_FILE_BUSY = "error=26,";

    private final ChildSpec spec;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Process process;
    private volatile long startMark;

    private ChildProcess(ChildSpec spec) {
        this.spec = spec;
        this.process = launch();
    }

    /**
     * Starts a process and waits until it is ready.
     *
     * @throws IllegalStateException when it ended before, or did not become ready in time; it has been killed then, and
     *     the
     *     message carries the end of its log
     */
    public static ChildProcess start(ChildSpec spec) {
        ChildProcess child = new ChildProcess(spec);
        child.awaitReady();
        return child;
    }

    /**
     * Runs a process to its end.
     *
     * @return its exit code
     * @throws IllegalStateException when it did not end within the specification's ready timeout; it has been killed
     *     then
     */
    public static int run(ChildSpec spec) {
        ChildProcess child = new ChildProcess(spec);
        if (!child.awaitExit(spec.readyTimeoutMs())) {
            child.kill9();
            throw child.failure("did not end within " + spec.readyTimeoutMs() + " ms");
        }
        return child.process.exitValue();
    }

    /** Has a directory removed when this program ends, in whatever way. */
    public static void removeAtEnd(Path directory) {
        WatchdogLink.get().addDirectory(directory.toAbsolutePath().normalize());
    }

    /** Removes a directory now; {@link #removeAtEnd} is called off. */
    public static void removeNow(Path directory) {
        try {
            Directories.remove(directory);
            WatchdogLink.get().forgetDirectory(directory.toAbsolutePath().normalize());
        } catch (IOException e) {
            LOG.warn("directory={} state=left reason={}", directory, e.getMessage());
        }
    }

    public String name() {
        return spec.name();
    }

    public long pid() {
        return process.pid();
    }

    public Path log() {
        return spec.log();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The exit code; empty while it runs. A killed process has 128 + the signal's number. */
    public OptionalInt exitCode() {
        return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
    }

    /** Completes with the exit code when the process that runs now ends. */
    public CompletableFuture<Integer> onExit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** Waits for the end; false when it still runs after this time. */
    public boolean awaitExit(long timeoutMs) {
        try {
            return process.waitFor(timeoutMs, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + spec.name() + " ends", e);
        }
    }

    /** The last lines of its log. */
    public List<String> logTail(int lines) {
        return LogTail.of(spec.log(), lines);
    }

    /** Sends TERM, waits as long as the specification allows, then kills; also its descendants. */
    public void stop() {
        stop(spec.stopGraceMs());
    }

    /** As {@link #stop()} with another time of grace; 0 kills at once. */
    public void stop(long graceMs) {
        lock.lock();
        try {
            List<ProcessHandle> family = process.descendants().toList();
            if (graceMs > 0 && process.isAlive()) {
                process.destroy();
                Processes.signal(process.pid(), "CONT"); // a halted process would not hear the TERM
            }
            if (graceMs == 0 || !awaitExit(graceMs)) {
                process.destroyForcibly();
            }
            family.forEach(ProcessHandle::destroyForcibly);
            awaitKilled();
        } finally {
            lock.unlock();
        }
    }

    private void awaitKilled() {
        if (!awaitExit(KILL_TIMEOUT_MS)) {
            throw failure("cannot be killed");
        }
    }

    /** Signal 9 to this process alone, as from a shell, and waits until it is gone. */
    public void kill9() {
        lock.lock();
        try {
            process.destroyForcibly();
            awaitKilled();
        } finally {
            lock.unlock();
        }
    }

    /** Halts it (SIGSTOP): it keeps its connections and answers nothing. */
    public void pause() {
        Processes.signal(process.pid(), "STOP");
    }

    /** Lets a halted process go on. */
    public void resume() {
        Processes.signal(process.pid(), "CONT");
    }

    /** Stops it if it runs, and starts it anew with the same command (so: same ports, same data); waits until ready. */
    public void restart() {
        lock.lock();
        try {
            stop();
            process = launch();
            awaitReady();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        stop();
    }

    @Override
    public String toString() {
        return spec.name() + "[" + process.pid() + "]";
    }

    long startMark() {
        return startMark;
    }

    private Process launch() {
        WatchdogLink link = WatchdogLink.get();
        link.ensureWatching();
        ProcessBuilder builder = new ProcessBuilder(JavaCommand.inOwnSession(spec.command()))
                .directory(spec.directory().toFile())
                .redirectInput(spec.input().map(Path::toFile).orElse(new File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
        builder.environment().putAll(spec.environment());
        builder.environment().put(Watchdog.TOKEN_VARIABLE, link.token());
        try {
            Files.createDirectories(spec.directory());
            Process started = startWhenNotBusy(builder);
            // Its fields are set before it is listed: the list's other users ask for them.
            process = started;
            startMark = Processes.startMark(started.pid()).orElse(0);
            link.add(this);
            started.onExit().thenAccept(ended -> link.forget(this, ended.pid()));
            LOG.debug("child={} pid={} state=started", spec.name(), started.pid());
            return started;
        } catch (IOException e) {
            throw new IllegalStateException(spec.name() + " cannot be started", e);
        }
    }

    private static Process startWhenNotBusy(ProcessBuilder builder) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return builder.start();
            } catch (IOException e) {
                boolean busy = String.valueOf(e.getMessage()).contains(TEXT_FILE_BUSY);
                if (!busy || attempt == BUSY_ATTEMPTS) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_MS));
            }
        }
    }

    private void awaitReady() {
        long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(spec.readyTimeoutMs());
        while (!isReady()) {
            if (awaitExit(POLL_MS)) {
                throw failure("ended with " + process.exitValue());
            }
            if (System.nanoTime() > deadlineNs) {
                kill9();
                throw failure("was not ready within " + spec.readyTimeoutMs() + " ms");
            }
        }
    }

    private boolean isReady() {
        try {
            return spec.ready().now();
        } catch (IOException e) {
            return false;
        }
    }

    private IllegalStateException failure(String what) {
        return new IllegalStateException(
                spec.name() + " " + what + "; log " + spec.log() + " ends:\n" + String.join("\n", logTail(TAIL_LINES)));
    }
}
