package io.txswitch.sandbox.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This program's end of the pipe to its one watchdog, and the list of what has to be gone when the program ends. */
final class WatchdogLink {
    private static final Logger LOG = LoggerFactory.getLogger(WatchdogLink.class);
    private static final WatchdogLink INSTANCE = new WatchdogLink();
    /** A watchdog that is killed is replaced; one that dies at once every time is a broken machine. */
    private static final int MAX_STARTS = 5;

    private final String token = UUID.randomUUID().toString();
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<ChildProcess> children = new ArrayDeque<>();
    private final Set<Path> directories = new LinkedHashSet<>();
    private @Nullable Process watchdog; // null until the first child
    private int starts;
    private boolean ending;

    private WatchdogLink() {}

    static WatchdogLink get() {
        return INSTANCE;
    }

    String token() {
        return token;
    }

    /** Called before each start of a process: no child may run a moment without a watchdog. */
    void ensureWatching() {
        lock.lock();
        try {
            if (ending) {
                throw new IllegalStateException("the program is ending, nothing is started any more");
            }
            Process process = watchdog;
            if (process == null) {
                Runtime.getRuntime().addShutdownHook(new Thread(this::endAll, "end-of-children"));
            }
            if (process == null || !process.isAlive()) {
                startWatchdog();
            }
        } finally {
            lock.unlock();
        }
    }

    void add(ChildProcess child) {
        lock.lock();
        try {
            children.remove(child);
            children.push(child);
            tell("pid " + child.pid() + " " + child.startMark());
        } finally {
            lock.unlock();
        }
    }

    void forget(ChildProcess child, long pid) {
        lock.lock();
        try {
            tell("forget " + pid);
            if (!child.isAlive()) {
                children.remove(child);
            }
        } finally {
            lock.unlock();
        }
    }

    void addDirectory(Path directory) {
        ensureWatching();
        lock.lock();
        try {
            directories.add(directory);
            tell("dir " + directory);
        } finally {
            lock.unlock();
        }
    }

    void forgetDirectory(Path directory) {
        lock.lock();
        try {
            directories.remove(directory);
            tell("forget-dir " + directory);
        } finally {
            lock.unlock();
        }
    }

    private void startWatchdog() {
        if (++starts > MAX_STARTS) {
            throw new IllegalStateException("the watchdog died " + MAX_STARTS + " times");
        }
        try {
            ProcessBuilder builder = new ProcessBuilder(JavaCommand.inOwnSession(JavaCommand.watchdog(token)));
            builder.environment()
                    .remove(Watchdog.TOKEN_VARIABLE); // an outer watchdog must not kill the inner one first
            Process process =
                    builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
            BufferedReader output =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            if (!Watchdog.LISTENING.equals(output.readLine())) {
                process.destroyForcibly();
                throw new IllegalStateException("the watchdog does not start");
            }
            watchdog = process;
            children.forEach(child -> tell("pid " + child.pid() + " " + child.startMark()));
            directories.forEach(directory -> tell("dir " + directory));
            process.onExit().thenAccept(this::replace);
        } catch (IOException e) {
            throw new IllegalStateException("the watchdog does not start", e);
        }
    }

    private void replace(Process dead) {
        lock.lock();
        try {
            if (!ending && watchdog == dead) {
                startWatchdog();
                LOG.warn("watchdog=replaced exit={}", dead.exitValue());
            }
        } catch (IllegalStateException e) {
            LOG.error("watchdog=gone children={}", children.size(), e);
        } finally {
            lock.unlock();
        }
    }

    private void tell(String line) {
        Process process = watchdog;
        if (process == null) {
            return;
        }
        try {
            OutputStream pipe = process.getOutputStream();
            pipe.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            pipe.flush();
        } catch (IOException e) {
            // It has died; its successor is told everything anew.
            LOG.debug("watchdog=deaf", e);
        }
    }

    /** The shutdown hook: the last started goes first. */
    private void endAll() {
        List<ChildProcess> last;
        List<Path> remains;
        lock.lock();
        try {
            ending = true;
            last = new ArrayList<>(children);
            remains = new ArrayList<>(directories);
        } finally {
            lock.unlock();
        }
        last.forEach(ChildProcess::stop);
        for (Path directory : remains) {
            try {
                Directories.remove(directory);
            } catch (IOException e) {
                LOG.warn("directory={} state=left reason={}", directory, e.getMessage());
            }
        }
    }
}
