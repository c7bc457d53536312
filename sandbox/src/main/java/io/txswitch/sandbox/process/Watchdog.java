package io.txswitch.sandbox.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * The watchdog process: kills everything registered with it once its standard input ends.
 *
 * <p>The other end of that pipe is held by the program that starts the children; the kernel closes it however the
 * program dies. Lines in UTF-8: {@code pid NUMBER STARTMARK}, {@code forget NUMBER}, {@code dir PATH},
 * {@code forget-dir PATH}. A signal to this process (Ctrl-C where it could not be put into a session of its own) waits
 * until the program has gone, so that the program has its orderly end first.
 *
 * <p>Uses nothing outside {@code java.base}: its class path is this one module.
 */
public final class Watchdog {
    /** The environment entry's name by which children carry the token. */
    static final String TOKEN_VARIABLE = "TXSWITCH_WATCHDOG";
    /** What the watchdog says on its standard output once it listens. */
    static final String LISTENING = "listening";
    /**
     * Rounds of looking for survivors; a process that forks while it is hunted needs a second look, never this many.
     */
    private static final int ROUNDS = 20;
    /** How long one round waits for the killed to be gone; the kernel frees hundreds of megabytes first. */
    private static final long ROUND_MS = 2_000;

    private static final long POLL_NS = 10_000_000;

    private final String tokenEntry;
    private final Map<Long, Long> startMarks = new HashMap<>();
    private final Set<Path> directories = new LinkedHashSet<>();

    Watchdog(String token) {
        this.tokenEntry = TOKEN_VARIABLE + "=" + token;
    }

    /** Listens on standard input until its end, then cleans up. */
    public static void main(String[] arguments) throws IOException {
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> waitFor(main)));
        Watchdog watchdog = new Watchdog(arguments[0]);
        System.out.println(LISTENING);
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            watchdog.accept(line);
        }
        watchdog.clean();
    }

    private static void waitFor(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void accept(String line) {
        String[] words = line.split(" ", 2);
        switch (words[0]) {
            case "pid" -> {
                String[] numbers = words[1].split(" ");
                startMarks.put(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]));
            }
            case "forget" -> startMarks.remove(Long.parseLong(words[1]));
            case "dir" -> directories.add(Path.of(words[1]));
            case "forget-dir" -> directories.remove(Path.of(words[1]));
            default -> System.err.println("unknown line: " + words[0]);
        }
    }

    void clean() {
        boolean found = true;
        for (int round = 0; round < ROUNDS && found; round++) {
            Map<Long, Long> victims = victims();
            found = !victims.isEmpty();
            victims.forEach(Watchdog::kill);
            awaitGone(victims);
        }
        List<Path> failed = new ArrayList<>();
        directories.forEach(directory -> {
            try {
                Directories.remove(directory);
            } catch (IOException e) {
                failed.add(directory);
            }
        });
        failed.forEach(directory -> System.err.println("could not remove " + directory));
    }

    /** The registered that still run, their descendants, and whoever carries the token; with their start marks. */
    private Map<Long, Long> victims() {
        Set<Long> pids = new HashSet<>(Processes.carrying(tokenEntry));
        startMarks.forEach((pid, mark) -> {
            if (Processes.isAlive(pid, mark)) {
                pids.add(pid);
                ProcessHandle.of(pid).ifPresent(parent -> parent.descendants().forEach(child -> pids.add(child.pid())));
            }
        });
        Map<Long, Long> victims = new HashMap<>();
        for (long pid : pids) {
            OptionalLong mark = Processes.startMark(pid);
            if (mark.isPresent() && pid != ProcessHandle.current().pid()) {
                victims.put(pid, mark.getAsLong());
            }
        }
        return victims;
    }

    private static void kill(long pid, long mark) {
        if (Processes.isAlive(pid, mark)) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    private static void awaitGone(Map<Long, Long> victims) {
        long deadlineNs = System.nanoTime() + ROUND_MS * 1_000_000;
        Map<Long, Long> left = new HashMap<>(victims);
        while (!left.isEmpty() && System.nanoTime() < deadlineNs) {
            left.entrySet().removeIf(victim -> !Processes.isAlive(victim.getKey(), victim.getValue()));
            if (!left.isEmpty()) {
                LockSupport.parkNanos(POLL_NS);
            }
        }
    }
}
