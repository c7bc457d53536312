package io.txswitch.sandbox.stores;

import io.txswitch.sandbox.process.ChildProcess;
import io.txswitch.sandbox.process.ChildSpec;
import io.txswitch.sandbox.process.FreePorts;
import io.txswitch.sandbox.process.Ready;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A Redis server of its own in a child process; it keeps nothing on disk, so a restart loses all, as it may. */
public final class RedisServer implements AutoCloseable {
    public static final String HOST = "127.0.0.1";

    private static final long READY_TIMEOUT_MS = 30_000;
    private static final long STOP_GRACE_MS = 5_000;
    private static final int MAX_CLIENTS = 1_000;

    private final Path directory;
    private final int port;
    private final String password;
    private final ChildProcess process;

    private RedisServer(Path directory, int port, String password, ChildProcess process) {
        this.directory = directory;
        this.port = port;
        this.password = password;
        this.process = process;
    }

    /**
     * Starts an empty server and waits until it answers.
     *
     * @param directory its working directory, created here and removed at the end; the log stands beside it
     * @throws IllegalStateException when it does not start; the message carries the end of its log
     */
    public static RedisServer start(Path directory) {
        Path home = directory.toAbsolutePath().normalize();
        Path program = Unpacked.redis();
        Path log = StoreFiles.create(home);
        int port = FreePorts.reserve();
        String password = Secrets.password();
        Path configuration = home.resolve("redis.conf");
        try {
            // In a file, not on the command line, which everybody can read.
            Secrets.write(configuration, configuration(port, password));
        } catch (IOException e) {
            throw new IllegalStateException("no place for Redis", e);
        }
        ChildSpec spec = ChildSpec.of("redis", List.of(program.toString(), configuration.toString()), home, log)
                .withReady(Ready.answers(port, "PING"), READY_TIMEOUT_MS)
                .withStopGrace(STOP_GRACE_MS);
        return new RedisServer(home, port, password, ChildProcess.start(spec));
    }

    public int port() {
        return port;
    }

    public String password() {
        return password;
    }

    /** {@code redis://:PASSWORD@HOST:PORT}. */
    public String uri() {
        return "redis://:" + password + "@" + HOST + ":" + port;
    }

    /** To kill, halt or restart it: the port stays, the data do not. */
    public ChildProcess process() {
        return process;
    }

    @Override
    public void close() {
        process.kill9();
        FreePorts.release(port);
        ChildProcess.removeNow(directory);
    }

    private static String configuration(int port, String password) {
        return """
                bind %s
                port %d
                requirepass %s
                maxclients %d
                save ""
                appendonly no
                daemonize no
                """.formatted(HOST, port, password, MAX_CLIENTS);
    }
}
