package io.txswitch.sandbox.stores;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.mariadb.jdbc.Driver;

/** Fresh, empty schemas on a database server, for tests that share it. */
public final class MySqlSchemas {
    private static final AtomicInteger COUNT = new AtomicInteger();
    /** A schema's name has 64 characters at most; process number and count take the rest. */
    private static final int MAX_HINT = 32;

    private final String host;
    private final int port;
    private final String user;
    private final String password;

    MySqlSchemas(String host, int port, String user, String password) {
        this.host = host;
        this.port = port;
        this.user = user;
        this.password = password;
    }

    /** A name that no other test of this build gets: hint, process and count; {@code [a-z0-9_]} only. */
    static String uniqueName(String hint) {
        String clean = hint.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
        String shortened = clean.substring(0, Math.min(MAX_HINT, clean.length()));
        return "t_" + shortened + "_" + Long.toString(ProcessHandle.current().pid(), Character.MAX_RADIX) + "_"
                + COUNT.incrementAndGet();
    }

    /**
     * Creates an empty schema (utf8mb4).
     *
     * @return its name
     */
    public String create(String hint) {
        String name = uniqueName(hint);
        execute("CREATE DATABASE `" + name + "` CHARACTER SET utf8mb4");
        return name;
    }

    /** Executes one statement as the server's user, outside any schema. */
    public void execute(String sql) {
        Properties login = new Properties();
        login.setProperty("user", user);
        login.setProperty("password", password);
        try (Connection connection = new Driver().connect("jdbc:mariadb://" + host + ":" + port + "/", login);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("the sandbox's database refused", e);
        }
    }
}
