package io.txswitch.cluster.e2e;

import io.txswitch.sandbox.books.BookComparer;
import io.txswitch.sandbox.books.JournalView;
import io.txswitch.sandbox.demo.NodeFile;
import io.txswitch.sandbox.demo.NodePorts;
import io.txswitch.sandbox.demo.NodeProcess;
import io.txswitch.sandbox.demo.Nodes;
import io.txswitch.sandbox.demo.Place;
import io.txswitch.sandbox.demo.Wait;
import io.txswitch.sandbox.demo.World;
import io.txswitch.sandbox.merchant.MerchantClient;
import io.txswitch.sandbox.pos.PosTerminal;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/** Real nodes in processes of their own, each with every role, and the sandbox around them. */
final class TestSwitch implements AutoCloseable {
    /** Short enough for a test, long enough for a busy machine: a node that misses it is taken for dead. */
    static final long LEASE_MS = 5_000;

    /** Nothing is refused because the machine has other things to do. */
    private static final long PATIENT_STEP_MS = 5_000;

    private static final long JOINED_WITHIN_MS = 60_000;
    private static final long AT_REST_WITHIN_MS = 90_000;

    private final World world;
    private final NodeFile.Shared shared;
    private final List<NodeProcess> nodes;

    private TestSwitch(World world, NodeFile.Shared shared, List<NodeProcess> nodes) {
        this.world = world;
        this.shared = shared;
        this.nodes = nodes;
    }

    static TestSwitch start(String name, int count) {
        return start(name, count, (config, ports) -> {});
    }

    /** @param tune changes a node's configuration; it is given the ports of all nodes */
    static TestSwitch start(String name, int count, BiConsumer<JsonObject, List<NodePorts>> tune) {
        World world = World.start(Place.make(Path.of("target", "e2e"), name));
        try {
            List<NodePorts> ports =
                    IntStream.range(0, count).mapToObj(i -> NodePorts.free()).toList();
            NodeFile.Shared shared = Nodes.shared(world, ports);
            List<CompletableFuture<NodeProcess>> starting = IntStream.range(0, count)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> node(world, shared, ports, i, tune)))
                    .toList();
            TestSwitch made = new TestSwitch(
                    world,
                    shared,
                    starting.stream().map(CompletableFuture::join).toList());
            if (!Wait.until(JOINED_WITHIN_MS, () -> made.joined() == count)) {
                throw new IllegalStateException("the nodes did not find one another");
            }
            return made;
        } catch (RuntimeException e) {
            world.close();
            throw e;
        }
    }

    private static NodeProcess node(
            World world,
            NodeFile.Shared shared,
            List<NodePorts> ports,
            int index,
            BiConsumer<JsonObject, List<NodePorts>> tune) {
        NodeFile file = new NodeFile(world, shared, ports.get(index), "node-" + (index + 1), Nodes.ALL_ROLES);
        JsonObject config = file.config().mergeIn(impatient(), true);
        tune.accept(config, ports);
        return NodeProcess.start(world.place(), file.id(), ports.get(index), file.write(config));
    }

    private static JsonObject impatient() {
        return new JsonObject()
                .put(
                        "core",
                        new JsonObject()
                                .put("lease-ms", LEASE_MS)
                                .put("step-timeout-ms", PATIENT_STEP_MS)
                                .put(
                                        "flow",
                                        new JsonObject()
                                                .put("first-retry-ms", 300)
                                                .put("max-retry-ms", 2_000)
                                                .put("missing-after-ms", 1_000)));
    }

    World world() {
        return world;
    }

    NodeFile.Shared shared() {
        return shared;
    }

    List<NodeProcess> nodes() {
        return nodes;
    }

    NodeProcess node(int index) {
        return nodes.get(index);
    }

    JournalView journal() {
        return world.journal();
    }

    PosTerminal terminal(int node, String id) {
        return world.terminal(node(node).ports(), id);
    }

    MerchantClient merchant(int node) {
        return new MerchantClient(world.vertx(), node(node).apiUrl(), world.keys());
    }

    /** What one SQL number is. */
    long count(String sql) {
        return MySqlDump.number(world.jdbcUrl(), sql);
    }

    int joined() {
        return nodes.stream()
                .mapToInt(node -> node.members(shared.token()))
                .min()
                .orElse(0);
    }

    /** Whether a node says that it takes payments. */
    boolean ready(int node) {
        return Http.status(node(node).controlUrl() + "/health/ready") == 200;
    }

    /** The comparison once nothing is open and every webhook has arrived; or as it is when that never comes. */
    BookComparer.Result booksAtRest() {
        Wait.until(AT_REST_WITHIN_MS, () -> journal().open() == 0 && books().mismatches() == 0);
        return books();
    }

    private BookComparer.Result books() {
        return BookComparer.compare(world.place().books(), journal());
    }

    /** Lines of a node's log at level ERROR. */
    List<String> errors(int node) {
        return logLines(node).stream().filter(line -> line.contains(" ERROR ")).toList();
    }

    List<String> logLines(int node) {
        try {
            return Files.readAllLines(node(node).process().log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        nodes.forEach(node -> node.process().kill9());
        world.close();
        List<String> left = NothingLeft.running(world.place().directory().toString());
        if (!left.isEmpty()) {
            throw new IllegalStateException("still running: " + left);
        }
    }
}
