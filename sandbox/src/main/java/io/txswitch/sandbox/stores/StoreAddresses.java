package io.txswitch.sandbox.stores;

/**
 * Where a set of stores listens, and how to log in.
 *
 * @param mysqlHost always loopback
 * @param mysqlPort of MariaDB
 * @param mysqlUser may do everything
 * @param mysqlPassword made at random, {@code [0-9a-f]}
 * @param redisHost always loopback
 * @param redisPort of Redis
 * @param redisPassword made at random, {@code [0-9a-f]}
 * @param kafkaBootstrap {@code HOST:PORT}
 */
public record StoreAddresses(
        String mysqlHost,
        int mysqlPort,
        String mysqlUser,
        String mysqlPassword,
        String redisHost,
        int redisPort,
        String redisPassword,
        String kafkaBootstrap) {

    /** {@code mysql://USER:PASSWORD@HOST:PORT/SCHEMA}. */
    public String mysqlUri(String schema) {
        return "mysql://" + mysqlUser + ":" + mysqlPassword + "@" + mysqlHost + ":" + mysqlPort + "/" + schema;
    }

    /** {@code jdbc:mariadb://HOST:PORT/SCHEMA} with user and password as parameters. */
    public String jdbcUrl(String schema) {
        return "jdbc:mariadb://" + mysqlHost + ":" + mysqlPort + "/" + schema + "?user=" + mysqlUser + "&password="
                + mysqlPassword;
    }

    /** {@code redis://:PASSWORD@HOST:PORT}. */
    public String redisUri() {
        return "redis://:" + redisPassword + "@" + redisHost + ":" + redisPort;
    }

    /** Without the passwords. */
    @Override
    public String toString() {
        return "mysql=" + mysqlHost + ":" + mysqlPort + " redis=" + redisHost + ":" + redisPort + " kafka="
                + kafkaBootstrap;
    }
}
