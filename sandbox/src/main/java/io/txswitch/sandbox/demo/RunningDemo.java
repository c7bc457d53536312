package io.txswitch.sandbox.demo;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What a running demo left for other commands: its ports, and what to log in with. */
public final class RunningDemo {
    private RunningDemo() {}

    /** Tells the commands of this project's folder where everything is. */
    static void write(World world, NodePorts node, String token) {
        JsonObject found = new JsonObject()
                .put("pid", ProcessHandle.current().pid())
                .put("control", "http://127.0.0.1:" + node.control())
                .put("token", token)
                .put("api", "http://127.0.0.1:" + node.http())
                .put("terminal_port", node.terminal())
                .put("unionpay_port", node.unionPay())
                .put("payer", world.phone().url())
                .put("wallets", wallets(world))
                .put("app_id", world.keys().appId())
                .put("api_secret", world.keys().apiSecret())
                .put("books", world.place().books().toString())
                .put("jdbc", world.jdbcUrl())
                .put("db_user", world.stores().mysqlUser())
                .put("db_password", world.stores().mysqlPassword());
        Place.writePrivate(world.place().control(), found.encodePrettily());
    }

    private static JsonObject wallets(World world) {
        return new JsonObject()
                .put("alipay", world.alipay().port())
                .put("wechat", world.wechat().port())
                .put("unionpay", world.unionpay().port())
                .put("sample", world.sample().port());
    }

    /** Empty when none runs. */
    public static Optional<JsonObject> find() {
        return read(Path.of(System.getProperty("txswitch.home", "."), ".run", "control.json"));
    }

    private static Optional<JsonObject> read(Path file) {
        try {
            return Files.exists(file)
                    ? Optional.of(new JsonObject(Files.readString(file))).filter(RunningDemo::runs)
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** One that was killed leaves its file. */
    private static boolean runs(JsonObject found) {
        return ProcessHandle.of(found.getLong("pid", 0L)).isPresent();
    }

    /** Nothing of this program runs any more that a command could find; what another one wrote stays. */
    static void remove(Place place) {
        long own = ProcessHandle.current().pid();
        try {
            if (read(place.control())
                    .filter(found -> found.getLong("pid") == own)
                    .isPresent()) {
                Files.deleteIfExists(place.control());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + place.control(), e);
        }
    }

    /** The port of its first node for a family of terminals: {@code terminal_port} or {@code unionpay_port}. */
    public static Optional<Integer> port(String name) {
        return find().map(demo -> demo.getInteger(name));
    }
}
