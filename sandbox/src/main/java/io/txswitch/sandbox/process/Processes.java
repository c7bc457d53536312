package io.txswitch.sandbox.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What the operating system knows of a process.
 *
 * <p>A process is named by its number and its start mark together, because numbers are used again. The mark is the
 * kernel's own count of ticks where there is a {@code /proc}: a start <em>time</em> is computed from the clock, and two
 * programs may compute it differently after the clock was set. A zombie, which only waits for its parent to ask for its
 * exit code, counts as gone.
 */
public final class Processes {
    private static final Path PROC = Path.of("/proc");
    private static final boolean HAS_PROC =
            Files.isReadable(PROC.resolve("self").resolve("stat"));
    private static final char ZOMBIE = 'Z';
    /** The start mark is field 22 of {@code stat}; the fields after the name begin with number 3. */
    private static final int START_FIELD = 22 - 3;

    private Processes() {}

    /** The start mark of a running process; empty when there is no such process, or only its zombie. */
    public static OptionalLong startMark(long pid) {
        if (!HAS_PROC) {
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .flatMap(handle -> handle.info().startInstant())
                    .map(Instant::toEpochMilli)
                    .map(OptionalLong::of)
                    .orElseGet(OptionalLong::empty);
        }
        try {
            String stat =
                    Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"), StandardCharsets.ISO_8859_1);
            // The name stands in parentheses and may itself contain blanks and parentheses.
            List<String> fields =
                    List.of(stat.substring(stat.lastIndexOf(')') + 2).trim().split(" "));
            boolean gone = fields.getFirst().charAt(0) == ZOMBIE;
            return gone ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(fields.get(START_FIELD)));
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /** Whether this very process still runs. */
    public static boolean isAlive(long pid, long startMark) {
        OptionalLong now = startMark(pid);
        return now.isPresent() && now.getAsLong() == startMark;
    }

    /**
     * The numbers of running processes whose environment holds {@code entry} ({@code NAME=value}), other than our own.
     */
    static List<Long> carrying(String entry) {
        long self = ProcessHandle.current().pid();
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.map(ProcessHandle::pid)
                    .filter(pid -> pid != self && HAS_PROC && environmentHolds(pid, entry))
                    .filter(pid -> startMark(pid).isPresent())
                    .toList();
        }
    }

    private static boolean environmentHolds(long pid, String entry) {
        try {
            Path environ = PROC.resolve(Long.toString(pid)).resolve("environ");
            return ("\0" + Files.readString(environ, StandardCharsets.ISO_8859_1)).contains("\0" + entry + "\0");
        } catch (IOException e) {
            return false; // gone in the meantime, or another user's
        }
    }

    /** Sends a signal by name ({@code STOP}, {@code CONT}); the JDK itself knows only TERM and KILL. */
    static void signal(long pid, String name) {
        try {
            // The shell's own kill: unlike a kill program, a POSIX shell is on every machine.
            Process kill = new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + pid)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            int exit = kill.waitFor();
            if (exit != 0) {
                throw new IllegalStateException("signal " + name + " did not reach process " + pid);
            }
        } catch (IOException e) {
            throw new IllegalStateException("no shell to send signal " + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
