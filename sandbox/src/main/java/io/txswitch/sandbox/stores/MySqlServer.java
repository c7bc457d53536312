package io.txswitch.sandbox.stores;

import io.txswitch.sandbox.process.ChildProcess;
import io.txswitch.sandbox.process.ChildSpec;
import io.txswitch.sandbox.process.FreePorts;
import io.txswitch.sandbox.process.Ready;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A MariaDB server of its own in a child process, as durable as the journal demands.
 *
 * <p>Every method may block.
 */
public final class MySqlServer implements AutoCloseable {
    public static final String HOST = "127.0.0.1";
    /** The one user; it may do everything. */
    public static final String USER = "txswitch";

    /** Two nodes, the tests of one build or the demo, with room to spare; each connection costs some 300 kB. */
    private static final int MAX_CONNECTIONS = 300;

    private static final long BOOTSTRAP_TIMEOUT_MS = 60_000;
    private static final long READY_TIMEOUT_MS = 60_000;
    private static final long STOP_GRACE_MS = 20_000;

    private final Path directory;
    private final int port;
    private final String password;
    private final ChildProcess process;

    private MySqlServer(Path directory, int port, String password, ChildProcess process) {
        this.directory = directory;
        this.port = port;
        this.password = password;
        this.process = process;
    }

    /**
     * Makes an empty database server and waits until it answers.
     *
     * @param directory its data, created here and removed at the end; the log stands beside it
     * @throws IllegalStateException when it does not start; the message carries the end of its log
     */
    public static MySqlServer start(Path directory) {
        Path home = directory.toAbsolutePath().normalize();
        Path base = Unpacked.mariaDb();
        Path log = StoreFiles.create(home);
        String password = Secrets.password();
        try {
            Files.createDirectories(home.resolve("data"));
            Files.createDirectories(home.resolve("tmp"));
            Secrets.write(home.resolve("init.sql"), userSql(password));
            bootstrap(base, home, log);
        } catch (IOException e) {
            throw new IllegalStateException("no place for the database", e);
        }
        int port = FreePorts.reserve();
        ChildSpec spec = ChildSpec.of("mariadb", serverCommand(base, home, port), home, log)
                .withReady(Ready.greets(port), READY_TIMEOUT_MS)
                .withStopGrace(STOP_GRACE_MS);
        return new MySqlServer(home, port, password, ChildProcess.start(spec));
    }

    public int port() {
        return port;
    }

    public String password() {
        return password;
    }

    /** To kill, halt or restart it: the data stay, the port too. */
    public ChildProcess process() {
        return process;
    }

    /** The base for SQL of tests: empty schemas. */
    public MySqlSchemas schemas() {
        return new MySqlSchemas(HOST, port, USER, password);
    }

    /** Kills it (its data go anyway) and removes the data. */
    @Override
    public void close() {
        process.kill9();
        FreePorts.release(port);
        ChildProcess.removeNow(directory);
    }

    /** Read at every start: the user is there from the first connection on. One statement per line. */
    private static String userSql(String password) {
        return """
                CREATE USER IF NOT EXISTS '%1$s'@'%2$s' IDENTIFIED BY '%3$s';
                GRANT ALL PRIVILEGES ON *.* TO '%1$s'@'%2$s' WITH GRANT OPTION;
                """.formatted(USER, HOST, password);
    }

    /** The system tables without any user, help texts or test database: half a second. */
    private static void bootstrap(Path base, Path home, Path log) throws IOException {
        Path sql = home.resolve("system-tables.sql");
        Files.writeString(
                sql,
                "create database mysql;\nuse mysql;\nset @auth_root_socket=null;\n"
                        + Files.readString(base.resolve("share/mariadb_system_tables.sql")));
        List<String> command = command(base, home);
        command.addAll(List.of(
                "--bootstrap",
                "--enforce-storage-engine=",
                "--log-warnings=0",
                "--max-allowed-packet=8M",
                "--innodb-buffer-pool-size=16M",
                "--innodb-flush-log-at-trx-commit=0",
                "--sync-frm=0"));
        ChildSpec spec = ChildSpec.of("mariadb-bootstrap", command, home, log)
                .withInput(sql)
                .withReady(Ready.atOnce(), BOOTSTRAP_TIMEOUT_MS);
        if (ChildProcess.run(spec) != 0) {
            throw new IllegalStateException("the database cannot be set up, see " + log);
        }
    }

    private static List<String> serverCommand(Path base, Path home, int port) {
        List<String> command = command(base, home);
        command.addAll(List.of(
                "--port=" + port,
                "--bind-address=" + HOST,
                "--init-file=" + home.resolve("init.sql"),
                // Relative, so inside the data directory: a socket's full path may have 107 bytes only.
                "--socket=s.sock",
                "--pid-file=mariadb.pid",
                "--skip-name-resolve",
                "--skip-log-bin",
                // It would make a key of 4096 bits at each start, which takes seconds; this is loopback.
                "--skip-ssl",
                "--innodb-flush-log-at-trx-commit=1",
                "--innodb-buffer-pool-size=128M",
                "--performance-schema=off",
                "--character-set-server=utf8mb4",
                // The one that MySQL 8 knows as well.
                "--collation-server=utf8mb4_general_ci",
                "--default-time-zone=+00:00",
                "--max-allowed-packet=64M",
                "--max-connections=" + MAX_CONNECTIONS));
        return command;
    }

    /** What the making and the running of the data have in common. */
    private static List<String> command(Path base, Path home) {
        List<String> command = new ArrayList<>(List.of(
                base.resolve("bin/mariadbd").toString(),
                "--no-defaults",
                "--basedir=" + base,
                "--lc-messages-dir=" + base.resolve("share"),
                "--character-sets-dir=" + base.resolve("share/charsets"),
                "--datadir=" + home.resolve("data"),
                "--tmpdir=" + home.resolve("tmp"),
                // Not every container permits the kernel's asynchronous input and output.
                "--innodb-use-native-aio=0",
                "--innodb-undo-tablespaces=0"));
        if (System.getProperty("user.name").equals("root")) {
            command.add("--user=root"); // else it refuses to run as root
        }
        return command;
    }
}
