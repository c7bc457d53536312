package io.txswitch.sandbox.stores;

import io.txswitch.sandbox.process.ChildProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** One set of stores: a MariaDB, a Redis and a Kafka of its own, started side by side. */
public final class Stores implements AutoCloseable {
    private final MySqlServer mysql;
    private final RedisServer redis;
    private final KafkaServer kafka;

    private Stores(MySqlServer mysql, RedisServer redis, KafkaServer kafka) {
        this.mysql = mysql;
        this.redis = redis;
        this.kafka = kafka;
    }

    /**
     * Starts all three and waits until each answers; blocks for some seconds, so never on an event loop.
     *
     * @param directory holds {@code mariadb}, {@code redis}, {@code kafka}, which are removed at the end however this
     *     program ends, and a log of each, which stays
     * @throws IllegalStateException when one does not start; the others have been stopped then
     */
    public static Stores start(Path directory) {
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            var kafka = begin(threads, () -> KafkaServer.start(directory.resolve("kafka")));
            var mysql = begin(threads, () -> MySqlServer.start(directory.resolve("mariadb")));
            var redis = begin(threads, () -> RedisServer.start(directory.resolve("redis")));
            try {
                CompletableFuture.allOf(kafka, mysql, redis).join();
            } catch (CompletionException e) {
                for (CompletableFuture<? extends AutoCloseable> started : List.of(kafka, mysql, redis)) {
                    closeIfStarted(started);
                }
                throw new IllegalStateException("the stores did not start", e.getCause());
            }
            return new Stores(mysql.join(), redis.join(), kafka.join());
        }
    }

    private static <T> CompletableFuture<T> begin(ExecutorService threads, Supplier<T> start) {
        return CompletableFuture.supplyAsync(start, threads);
    }

    private static void closeIfStarted(CompletableFuture<? extends AutoCloseable> started) {
        started.thenAccept(store -> {
            try {
                store.close();
            } catch (Exception e) {
                throw new IllegalStateException("a store cannot be stopped", e);
            }
        });
    }

    public StoreAddresses addresses() {
        return new StoreAddresses(
                MySqlServer.HOST,
                mysql.port(),
                MySqlServer.USER,
                mysql.password(),
                RedisServer.HOST,
                redis.port(),
                redis.password(),
                kafka.bootstrap());
    }

    public String mysqlHost() {
        return MySqlServer.HOST;
    }

    public int mysqlPort() {
        return mysql.port();
    }

    public String mysqlUser() {
        return MySqlServer.USER;
    }

    public String mysqlPassword() {
        return mysql.password();
    }

    public int redisPort() {
        return redis.port();
    }

    public String redisPassword() {
        return redis.password();
    }

    public String kafkaBootstrap() {
        return kafka.bootstrap();
    }

    /** Empty schemas on this set's database. */
    public MySqlSchemas schemas() {
        return mysql.schemas();
    }

    /** The database's process, for faults. */
    public ChildProcess mariadb() {
        return mysql.process();
    }

    /** Redis's process, for faults. */
    public ChildProcess redis() {
        return redis.process();
    }

    /** Kafka's process, for faults. */
    public ChildProcess kafka() {
        return kafka.process();
    }

    /** Kills all three and removes their data. */
    @Override
    public void close() {
        kafka.close();
        redis.close();
        mysql.close();
    }
}
