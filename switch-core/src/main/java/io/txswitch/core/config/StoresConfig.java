package io.txswitch.core.config;

import io.txswitch.core.model.Secret;
import org.jspecify.annotations.Nullable;

/** Where the stores are; read once and handed to the modules that own tables, keys or topics in them. */
public record StoresConfig(MySql mysql, Redis redis, Kafka kafka) {
    private static final int MAX_PORT = 65_535;

    /** @param poolSize connections for reads and small stores; the journal's writers have their own */
    public record MySql(String host, int port, String user, Secret password, String database, int poolSize) {
        public String jdbcUrl() {
            return "jdbc:mariadb://" + host + ":" + port + "/" + database;
        }

        /** The same database for somebody who needs connections of his own. */
        public MySql withPoolSize(int newPoolSize) {
            return new MySql(host, port, user, password, database, newPoolSize);
        }
    }

    /** @param keyPrefix before every key, so that several switches can share a server */
    public record Redis(String host, int port, @Nullable Secret password, String keyPrefix) {
        public String uri() {
            return "redis://" + (password == null ? "" : ":" + password.reveal() + "@") + host + ":" + port;
        }

        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    /** @param topicPrefix before every topic */
    public record Kafka(String bootstrap, String topicPrefix) {
        public String topic(String name) {
            return topicPrefix + name;
        }
    }

    public static StoresConfig read(Section root) {
        Section mysql = root.section("mysql");
        Section redis = root.section("redis");
        Section kafka = root.section("kafka");
        return new StoresConfig(
                new MySql(
                        mysql.text("host", "127.0.0.1"),
                        mysql.integer("port", 3306, 1, MAX_PORT),
                        mysql.text("user"),
                        mysql.secret("password"),
                        mysql.text("database"),
                        mysql.integer("pool-size", 8, 1, 256)),
                new Redis(
                        redis.text("host", "127.0.0.1"),
                        redis.integer("port", 6379, 1, MAX_PORT),
                        redis.optionalSecret("password"),
                        redis.text("key-prefix", "txs:")),
                new Kafka(kafka.text("bootstrap", "127.0.0.1:9092"), kafka.text("topic-prefix", "")));
    }
}
