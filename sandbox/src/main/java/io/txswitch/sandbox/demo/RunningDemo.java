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

    /** Empty when none runs. */
    public static Optional<JsonObject> find() {
        Path file = Path.of(System.getProperty("txswitch.home", "."), ".run", "control.json");
        try {
            return Files.exists(file) ? Optional.of(new JsonObject(Files.readString(file))) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** The port of its first node for a family of terminals: {@code terminal_port} or {@code unionpay_port}. */
    public static Optional<Integer> port(String name) {
        return find().map(demo -> demo.getInteger(name));
    }
}
