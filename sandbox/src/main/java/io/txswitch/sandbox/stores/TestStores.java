package io.txswitch.sandbox.stores;

import io.txswitch.sandbox.process.ChildProcess;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The stores that all tests of one build share.
 *
 * <p>The first test JVM that asks starts a holder process with one set of stores; later ones find it by a file under
 * the root's {@code target/test-stores}. The holder ends, and the stores with it, as soon as the build's Maven has
 * ended. Tests keep apart by schema and prefix, never by deleting.
 */
public final class TestStores {
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static @Nullable TestStores shared; // null until first asked for

    private final StoreAddresses addresses;
    private final Path directory;

    private TestStores(StoreAddresses addresses, Path directory) {
        this.addresses = addresses;
        this.directory = directory;
    }

    /**
     * This build's stores; started now if need be, which takes some seconds.
     *
     * @throws IllegalStateException when they do not start
     */
    public static TestStores get() {
        LOCK.lock();
        try {
            TestStores stores = shared;
            if (stores == null) {
                Path root = TestStoresHolder.root();
                BuildOwner owner = BuildOwner.find();
                Path directory = TestStoresHolder.directory(root, owner);
                stores = new TestStores(TestStoresHolder.findOrStart(directory, owner), directory);
                shared = stores;
            }
            return stores;
        } finally {
            LOCK.unlock();
        }
    }

    public StoreAddresses addresses() {
        return addresses;
    }

    /**
     * Creates an empty schema (utf8mb4) that no other test gets.
     *
     * @return its name
     */
    public String freshSchema(String hint) {
        return schemas().create(hint);
    }

    /** A prefix for Redis keys, Kafka topics and consumer groups that no other test gets: {@code [a-z0-9_]}. */
    public String keyPrefix(String hint) {
        return MySqlSchemas.uniqueName(hint) + "_";
    }

    /** {@code mysql://USER:PASSWORD@HOST:PORT/SCHEMA}. */
    public String mysqlUri(String schema) {
        return addresses.mysqlUri(schema);
    }

    /** {@code jdbc:mariadb://HOST:PORT/SCHEMA} with user and password. */
    public String jdbcUrl(String schema) {
        return addresses.jdbcUrl(schema);
    }

    /** {@code redis://:PASSWORD@HOST:PORT}. */
    public String redisUri() {
        return addresses.redisUri();
    }

    /** {@code HOST:PORT}. */
    public String kafkaBootstrap() {
        return addresses.kafkaBootstrap();
    }

    /** A database server of one's own, to be killed at will; close it, or it goes with this JVM. */
    public MySqlServer ownMySql(String hint) {
        return MySqlServer.start(ownDirectory(hint));
    }

    /** A Redis of one's own, to be killed at will; close it, or it goes with this JVM. */
    public RedisServer ownRedis(String hint) {
        return RedisServer.start(ownDirectory(hint));
    }

    /** A Kafka broker of one's own, to be killed at will; close it, or it goes with this JVM. */
    public KafkaServer ownKafka(String hint) {
        return KafkaServer.start(ownDirectory(hint));
    }

    private MySqlSchemas schemas() {
        return new MySqlSchemas(
                addresses.mysqlHost(), addresses.mysqlPort(), addresses.mysqlUser(), addresses.mysqlPassword());
    }

    /** Two levels deep, so that its log goes as well. */
    private Path ownDirectory(String hint) {
        Path own = directory.resolve(MySqlSchemas.uniqueName(hint));
        ChildProcess.removeAtEnd(own);
        return own.resolve("store");
    }
}
