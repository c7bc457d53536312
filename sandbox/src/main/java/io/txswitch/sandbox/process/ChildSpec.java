package io.txswitch.sandbox.process;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a child process is to be.
 *
 * @param name for logs and messages
 * @param command program and arguments; no secrets, everybody on the machine can read them
 * @param environment entries on top of our own environment
 * @param directory where it runs
 * @param log where standard output and error are appended
 * @param input what it reads on standard input; nothing when empty
 * @param ready when it counts as started
 * @param readyTimeoutMs how long that may take
 * @param stopGraceMs how long it may take to stop by itself; 0 = it is killed at once
 */
public record ChildSpec(
        String name,
        List<String> command,
        Map<String, String> environment,
        Path directory,
        Path log,
        Optional<Path> input,
        Ready ready,
        long readyTimeoutMs,
        long stopGraceMs) {
    private static final long DEFAULT_READY_TIMEOUT_MS = 60_000;
    private static final long DEFAULT_STOP_GRACE_MS = 10_000;

    public ChildSpec {
        if (name.isBlank() || command.isEmpty()) {
            throw new IllegalArgumentException("a child needs a name and a command");
        }
        if (readyTimeoutMs <= 0 || stopGraceMs < 0) {
            throw new IllegalArgumentException("times of " + name + " are out of range");
        }
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** Ready as soon as it runs, stopped with 10 s of grace; log beside its directory's content. */
    public static ChildSpec of(String name, List<String> command, Path directory, Path log) {
        return new ChildSpec(
                name,
                command,
                Map.of(),
                directory,
                log,
                Optional.empty(),
                Ready.atOnce(),
                DEFAULT_READY_TIMEOUT_MS,
                DEFAULT_STOP_GRACE_MS);
    }

    /** With one more environment entry. */
    public ChildSpec withEnvironment(String key, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(key, value);
        return new ChildSpec(name, command, more, directory, log, input, ready, readyTimeoutMs, stopGraceMs);
    }

    /** With a file as standard input. */
    public ChildSpec withInput(Path file) {
        return new ChildSpec(
                name, command, environment, directory, log, Optional.of(file), ready, readyTimeoutMs, stopGraceMs);
    }

    /** With a condition to wait for, and how long. */
    public ChildSpec withReady(Ready condition, long timeoutMs) {
        return new ChildSpec(name, command, environment, directory, log, input, condition, timeoutMs, stopGraceMs);
    }

    /** With another time to stop by itself. */
    public ChildSpec withStopGrace(long graceMs) {
        return new ChildSpec(name, command, environment, directory, log, input, ready, readyTimeoutMs, graceMs);
    }
}
