package io.txswitch.bench.terminals;

import io.txswitch.sandbox.demo.NodeFile;
import io.txswitch.sandbox.demo.NodePorts;
import io.txswitch.sandbox.demo.NodeProcess;
import io.txswitch.sandbox.demo.Nodes;
import io.txswitch.sandbox.demo.Place;
import io.txswitch.sandbox.demo.World;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures what an idle terminal costs a node. */
@Command(
        name = "terminals",
        mixinStandardHelpOptions = true,
        description = {
            "Starts a sandbox with one node and connects idle terminals in steps; prints the node's memory after",
            "each step, and what one terminal costs: the slope. Needs as many open files as terminals."
        },
        footer = "Exit codes: 0 within the limit, 1 not so.")
public final class TerminalsCommand implements Callable<Integer> {
    /** The heap is touched whole at the start, so that resident memory then grows by what is outside of it alone. */
    private static final List<String> NODE_OPTIONS =
            List.of("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:+AlwaysPreTouch");

    private static final int MAX_CONNECTIONS = 20_000;

    @Option(names = "--counts", split = ",", paramLabel = "N", description = "steps", defaultValue = "5000,10000,15000")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private List<Integer> counts;

    @Option(
            names = "--limit-bytes",
            paramLabel = "N",
            description = "more than this is a failure (default: ${DEFAULT-VALUE})",
            defaultValue = "12288")
    private long limitBytes;

    @Option(names = "-o", paramLabel = "FORMAT", description = "text or json", defaultValue = "text")
    private Format output = Format.text;

    /** How it prints. */
    enum Format {
        text,
        json
    }

    @Override
    public Integer call() {
        System.err.println("starting a sandbox and one node ...");
        Place place = Place.make(Path.of(System.getProperty("txswitch.home", ".")), "bench");
        try (World world = World.start(place)) {
            NodePorts ports = NodePorts.free();
            NodeFile file = new NodeFile(world, Nodes.shared(world, List.of(ports)), ports, "node-1", Nodes.ALL_ROLES);
            JsonObject config = file.config();
            config.getJsonObject("terminal").put("max-connections", MAX_CONNECTIONS);
            NodeProcess node = NodeProcess.start(place, "node-1", ports, file.write(config), NODE_OPTIONS);
            List<Slope.Point> heap = new ArrayList<>();
            List<Slope.Point> all = new ArrayList<>();
            try (IdleTerminals terminals = new IdleTerminals(world.vertx(), ports.terminal())) {
                for (int count : counts) {
                    terminals.grow(count);
                    Memory memory = Memory.of(node.process().pid());
                    heap.add(new Slope.Point(count, memory.heapKb()));
                    all.add(new Slope.Point(count, memory.totalKb()));
                    System.err.printf(
                            "%6d terminals: heap %d KB, resident %d KB%n", count, memory.heapKb(), memory.residentKb());
                }
            }
            node.process().stop();
            return tell(Slope.bytesPerTerminal(heap), Slope.bytesPerTerminal(all));
        }
    }

    private int tell(long heapBytes, long allBytes) {
        boolean within = allBytes <= limitBytes;
        if (output == Format.json) {
            System.out.println(new JsonObject()
                    .put("ok", within)
                    .put("counts", new JsonArray(List.copyOf(counts)))
                    .put("heapBytesPerTerminal", heapBytes)
                    .put("bytesPerTerminal", allBytes)
                    .put("limitBytes", limitBytes)
                    .encode());
        } else {
            System.out.printf(
                    "one idle terminal costs %d bytes, %d of them on the heap (limit %d)%n",
                    allBytes, heapBytes, limitBytes);
        }
        return within ? 0 : 1;
    }
}
