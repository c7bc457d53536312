package io.txswitch.sandbox.stores;

import io.txswitch.sandbox.process.Processes;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The process with whose end the stores of a build shall end.
 *
 * @param pid its number
 * @param startMark tells it from a later process of the same number
 */
record BuildOwner(long pid, long startMark) {
    /** A part of Maven's command line in every version. */
    private static final String MAVEN = "plexus.classworlds";

    /** The nearest Maven above us; else the topmost JVM above us, which may be ourselves (a test run from an IDE). */
    static BuildOwner find() {
        ProcessHandle self = ProcessHandle.current();
        ProcessHandle owner = ancestors(self)
                .filter(BuildOwner::isMaven)
                .findFirst()
                .or(() -> ancestors(self).filter(BuildOwner::isJava).reduce((lower, upper) -> upper))
                .orElse(self);
        return of(owner.pid());
    }

    /**
     * A process that runs now.
     *
     * @throws IllegalStateException when it does not
     */
    static BuildOwner of(long pid) {
        return new BuildOwner(
                pid, Processes.startMark(pid).orElseThrow(() -> new IllegalStateException("no process " + pid)));
    }

    boolean isAlive() {
        return Processes.isAlive(pid, startMark);
    }

    /** From the process itself upwards. */
    private static Stream<ProcessHandle> ancestors(ProcessHandle self) {
        return Stream.iterate(Optional.of(self), Optional::isPresent, handle -> handle.flatMap(ProcessHandle::parent))
                .flatMap(Optional::stream);
    }

    private static boolean isMaven(ProcessHandle handle) {
        return isJava(handle)
                && handle.info().commandLine().map(line -> line.contains(MAVEN)).orElse(false);
    }

    private static boolean isJava(ProcessHandle handle) {
        return handle.info().command().map(path -> path.endsWith("/java")).orElse(false);
    }
}
