package io.txswitch.sandbox.stores;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.txswitch.sandbox.process.JavaCommand;
import io.txswitch.sandbox.process.Processes;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Finding the process that holds a build's stores, or starting it: under a lock on a file, so that test JVMs that run
 * side by side agree on one.
 */
final class TestStoresHolder {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long START_TIMEOUT_MS = 120_000;
    private static final long POLL_MS = 50;

    /**
     * What the holder tells about itself.
     *
     * @param pid its process
     * @param startMark tells it from a later process of the same number
     * @param stores where they listen
     */
    record Info(long pid, long startMark, StoreAddresses stores) {}

    private TestStoresHolder() {}

    /** The checkout's root: told by the build, or the topmost directory above us with a {@code pom.xml}. */
    static Path root() {
        String told = System.getProperty("txswitch.root");
        if (told != null) {
            return Path.of(told).toAbsolutePath().normalize();
        }
        Path here = Path.of("").toAbsolutePath();
        Path root = here;
        for (Path up = here; up != null && Files.exists(up.resolve("pom.xml")); up = up.getParent()) {
            root = up;
        }
        return root;
    }

    /** One directory per build: two at the same time in one checkout do not end each other's stores. */
    static Path directory(Path root, BuildOwner owner) {
        return root.resolve("target").resolve("test-stores").resolve(owner.pid() + "-" + owner.startMark());
    }

    static StoreAddresses findOrStart(Path directory, BuildOwner owner) {
        try {
            Files.createDirectories(directory.getParent());
            Path lockFile = directory.resolveSibling(directory.getFileName() + ".lock");
            try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (!lock.isValid()) {
                    throw new IllegalStateException("cannot lock " + lockFile);
                }
                Optional<Info> running =
                        read(directory).filter(info -> Processes.isAlive(info.pid(), info.startMark()));
                return running.isPresent() ? running.get().stores() : start(directory, owner);
            }
        } catch (IOException e) {
            throw new IllegalStateException("no place for the test stores", e);
        }
    }

    /** Called by the holder once its stores run. */
    static void publish(Path directory, StoreAddresses stores) throws IOException {
        long pid = ProcessHandle.current().pid();
        Info info = new Info(pid, Processes.startMark(pid).orElseThrow(), stores);
        Secrets.write(file(directory), JSON.writeValueAsString(info));
    }

    private static Optional<Info> read(Path directory) throws IOException {
        Path file = file(directory);
        return Files.exists(file) ? Optional.of(JSON.readValue(Files.readString(file), Info.class)) : Optional.empty();
    }

    private static Path file(Path directory) {
        return directory.resolve("stores.json");
    }

    private static StoreAddresses start(Path directory, BuildOwner owner) throws IOException {
        Files.createDirectories(directory);
        Files.deleteIfExists(file(directory));
        Path log = directory.resolveSibling(directory.getFileName() + ".log");
        List<String> java = JavaCommand.of(
                List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                JavaCommand.classPath(),
                TestStoresMain.class.getName(),
                List.of(Long.toString(owner.pid()), Long.toString(owner.startMark()), directory.toString()));
        Process holder = new ProcessBuilder(JavaCommand.inOwnSession(java))
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        return await(directory, holder, log);
    }

    private static StoreAddresses await(Path directory, Process holder, Path log) throws IOException {
        long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(START_TIMEOUT_MS);
        try {
            while (System.nanoTime() < deadlineNs) {
                Optional<Info> info = read(directory);
                if (info.isPresent()) {
                    return info.get().stores();
                }
                if (holder.waitFor(POLL_MS, TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException("the test stores did not start, see " + log);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        holder.destroy();
        throw new IllegalStateException("the test stores did not start in time, see " + log);
    }
}
