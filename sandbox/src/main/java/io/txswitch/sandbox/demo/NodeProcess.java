package io.txswitch.sandbox.demo;

import io.txswitch.sandbox.process.ChildProcess;
import io.txswitch.sandbox.process.ChildSpec;
import io.txswitch.sandbox.process.JavaCommand;
import io.txswitch.sandbox.process.Ready;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One node of the switch, a process of its own. */
public record NodeProcess(String id, NodePorts ports, ChildProcess process) {
    private static final String MAIN = "io.txswitch.cluster.Main";
    /** A node of a demo is small and short-lived: it starts faster without the second compiler. */
    private static final List<String> SMALL = List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private static final List<String> OPENED = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "--add-modules=java.se",
            "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.management/sun.management=ALL-UNNAMED",
            "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED");
    private static final long READY_WITHIN_MS = 120_000;
    private static final int OK = 200;

    /** Starts it and waits until it says that it is ready. */
    public static NodeProcess start(Place place, String id, NodePorts ports, Path config) {
        return start(place, id, ports, config, SMALL);
    }

    /** The same with other options for its JVM. */
    public static NodeProcess start(Place place, String id, NodePorts ports, Path config, List<String> jvm) {
        List<String> options = new ArrayList<>(jvm);
        options.addAll(OPENED);
        List<String> command =
                JavaCommand.of(options, JavaCommand.classPath(), MAIN, List.of("node", "--config", config.toString()));
        ChildSpec spec =
                ChildSpec.of(id, command, place.directory(), place.log(id)).withReady(ready(ports), READY_WITHIN_MS);
        return new NodeProcess(id, ports, ChildProcess.start(spec));
    }

    private static Ready ready(NodePorts ports) {
        return () ->
                get("http://127.0.0.1:" + ports.http() + "/health/ready", "").isPresent();
    }

    /** Where merchants send their requests. */
    public String apiUrl() {
        return "http://127.0.0.1:" + ports.http();
    }

    /** Where people do. */
    public String controlUrl() {
        return "http://127.0.0.1:" + ports.control();
    }

    /** How many nodes this one sees, itself included; 0 when it does not say. */
    public int members(String token) {
        try {
            return get(controlUrl() + "/control/status", token)
                    .map(status -> status.getInteger("members", 0))
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    private static java.util.Optional<JsonObject> get(String url, String token) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setConnectTimeout(Ready.ATTEMPT_MS);
        connection.setReadTimeout(Ready.ATTEMPT_MS);
        connection.setRequestProperty("Authorization", "Bearer " + token);
        try {
            if (connection.getResponseCode() != OK) {
                return java.util.Optional.empty();
            }
            byte[] body = connection.getInputStream().readAllBytes();
            return java.util.Optional.of(new JsonObject(new String(body, StandardCharsets.UTF_8)));
        } finally {
            connection.disconnect();
        }
    }
}
