package io.txswitch.cluster.node;

import io.txswitch.core.config.StoresConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Looks at a machine and at what a node's configuration names, without starting the node. */
public final class Doctor {
    private static final int JDK = 25;
    private static final int CONNECT_MS = 2_000;
    private static final long MAX_CLOCK_SKEW_MS = 2_000;

    /** One thing looked at. */
    public record Finding(String name, boolean ok, String detail) {}

    private Doctor() {}

    /** What every node needs, and the ports that the defaults name. */
    public static List<Finding> machine() {
        List<Finding> findings = new ArrayList<>();
        findings.add(jdk());
        findings.add(memory());
        findings.add(port("port 8080", "127.0.0.1", 8080));
        findings.add(port("port 8583", "127.0.0.1", 8583));
        findings.add(port("port 8090", "127.0.0.1", 8090));
        return findings;
    }

    /** What this node needs. */
    public static List<Finding> node(NodeConfig config) {
        List<Finding> findings = new ArrayList<>();
        findings.add(jdk());
        findings.add(memory());
        findings.add(port("http", config.http().host(), config.http().port()));
        findings.add(port("control", config.control().host(), config.control().port()));
        if (config.has(Role.TERMINAL)) {
            findings.add(port(
                    "terminals",
                    config.edges().terminal().host(),
                    config.edges().terminal().port()));
        }
        if (config.cluster().enabled()) {
            findings.add(
                    port("members", config.cluster().host(), config.cluster().memberPort()));
            findings.add(
                    port("event bus", config.cluster().host(), config.cluster().busPort()));
        }
        database(config.stores().mysql(), findings);
        findings.add(reach(
                "redis", config.stores().redis().host(), config.stores().redis().port()));
        String[] kafka = config.stores().kafka().bootstrap().split(",")[0].split(":");
        findings.add(reach("kafka", kafka[0], kafka.length > 1 ? Integer.parseInt(kafka[1]) : 9092));
        return findings;
    }

    private static Finding jdk() {
        int version = Runtime.version().feature();
        return new Finding("jdk", version == JDK, Runtime.version() + " (25 is asked for)");
    }

    private static Finding memory() {
        long mib = Runtime.getRuntime().maxMemory() >> 20;
        return new Finding("heap", mib >= 200, mib + " MiB at most for this process");
    }

    private static Finding port(String name, String host, int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(host))) {
            return new Finding(name, socket.isBound(), host + ":" + port + " is free");
        } catch (IOException e) {
            return new Finding(name, false, host + ":" + port + " cannot be bound: somebody has it");
        }
    }

    private static Finding reach(String name, String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), CONNECT_MS);
            return new Finding(name, true, host + ":" + port + " answers");
        } catch (IOException e) {
            return new Finding(name, false, host + ":" + port + " does not answer");
        }
    }

    private static void database(StoresConfig.MySql mysql, List<Finding> findings) {
        try (Connection connection = DriverManager.getConnection(
                        mysql.jdbcUrl(), mysql.user(), mysql.password().reveal());
                Statement statement = connection.createStatement()) {
            findings.add(new Finding("mysql", true, connection.getMetaData().getDatabaseProductVersion()));
            findings.add(clock(statement));
        } catch (SQLException e) {
            findings.add(new Finding("mysql", false, mysql.host() + ":" + mysql.port() + ": " + e.getSQLState()));
            return;
        }
        List<String> problems = Boot.durabilityProblems(mysql);
        findings.add(new Finding(
                "durability",
                problems.isEmpty(),
                problems.isEmpty() ? "what is committed survives a crash" : String.join("; ", problems)));
    }

    private static Finding clock(Statement statement) throws SQLException {
        Instant before = Instant.now();
        try (ResultSet found = statement.executeQuery("SELECT UNIX_TIMESTAMP(NOW(6))")) {
            found.next();
            Instant theirs = Instant.ofEpochMilli(
                    found.getBigDecimal(1).movePointRight(3).longValue());
            long skewMs = Duration.between(before, theirs).abs().toMillis();
            return new Finding(
                    "clock", skewMs <= MAX_CLOCK_SKEW_MS, skewMs + " ms from the database's clock (2000 at most)");
        }
    }
}
