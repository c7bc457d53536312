package io.txswitch.bench.notify;

import io.txswitch.bench.notify.MySqlStored.Span;
import io.txswitch.sandbox.demo.NodeFile;
import io.txswitch.sandbox.demo.NodePorts;
import io.txswitch.sandbox.demo.NodeProcess;
import io.txswitch.sandbox.demo.Nodes;
import io.txswitch.sandbox.demo.Place;
import io.txswitch.sandbox.demo.Wait;
import io.txswitch.sandbox.demo.World;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures what batches are worth. */
@Command(
        name = "notify",
        mixinStandardHelpOptions = true,
        description = {
            "Starts a sandbox with one notifier, which takes events from Kafka into Redis and MySQL: one by one first,",
            "then in batches. Prints both rates and their ratio. Webhooks are not posted, so that the rate is the",
            "notifier's own."
        },
        footer = "Exit codes: 0 measured, 1 the notifier did not come to an end in time.")
public final class NotifyCommand implements Callable<Integer> {
    private static final long DONE_WITHIN_MS = 180_000;
    private static final int ONE = 1;

    @Option(names = "--single", paramLabel = "N", description = "events one by one", defaultValue = "2000")
    private int single = 2_000;

    @Option(names = "--batched", paramLabel = "N", description = "events in batches", defaultValue = "20000")
    private int batched = 20_000;

    @Option(names = "--batch", paramLabel = "N", description = "events of a batch, at most", defaultValue = "500")
    private int batch = 500;

    @Option(names = "-o", paramLabel = "FORMAT", description = "text or json", defaultValue = "text")
    private Format output = Format.text;

    /** How it prints. */
    enum Format {
        text,
        json
    }

    /** One phase: which events, and how many at once. */
    private record Phase(int firstId, int count, int batch) {}

    @Override
    public Integer call() {
        System.err.println("starting a sandbox and one notifier ...");
        Place place = Place.make(Path.of(System.getProperty("txswitch.home", ".")), "bench");
        try (World world = World.start(place)) {
            NodePorts ports = NodePorts.free();
            NodeFile file =
                    new NodeFile(world, Nodes.shared(world, List.of(ports)), ports, "node-1", List.of("notifier"));
            long one = perSecond(world, file, new Phase(ONE, single, ONE));
            long many = perSecond(world, file, new Phase(ONE + single, batched, batch));
            return one > 0 && many > 0 ? tell(one, many) : 1;
        }
    }

    /** The events wait in Kafka before the node starts: its start does not count. */
    private static long perSecond(World world, NodeFile file, Phase phase) {
        KafkaEvents.publish(
                world.stores().addresses().kafkaBootstrap(), World.MERCHANT_ID, phase.firstId(), phase.count());
        MySqlStored stored = new MySqlStored(world.jdbcUrl());
        String first = KafkaEvents.id(phase.firstId());
        String end = KafkaEvents.id((long) phase.firstId() + phase.count());
        NodeProcess node = NodeProcess.start(world.place(), "node-1", file.ports(), file.write(config(file, phase)));
        boolean done =
                Wait.until(DONE_WITHIN_MS, () -> stored.between(first, end).count() == phase.count());
        node.process().stop();
        Span span = stored.between(first, end);
        System.err.printf("%d events, at most %d at once: %d ms%n", span.count(), phase.batch(), span.spanUs() / 1_000);
        return done && span.spanUs() > 0 ? span.count() * TimeUnit.SECONDS.toMicros(1) / span.spanUs() : 0;
    }

    private static JsonObject config(NodeFile file, Phase phase) {
        JsonObject config = file.config();
        config.getJsonObject("notifier").put("max-batch", phase.batch());
        config.remove("loyalty");
        JsonObject merchant = config.getJsonArray("merchants").getJsonObject(0);
        merchant.remove("webhook-url");
        merchant.remove("webhook-secret");
        return config;
    }

    private int tell(long one, long many) {
        String ratio = many / one + "." + many * 10 / one % 10;
        if (output == Format.json) {
            System.out.println(new JsonObject()
                    .put("onePerSecond", one)
                    .put("batchedPerSecond", many)
                    .put("batch", batch)
                    .put("ratio", ratio)
                    .encode());
        } else {
            System.out.printf(
                    "one by one %d events/s, in batches of up to %d %d events/s: %s times as many%n",
                    one, batch, many, ratio);
        }
        return 0;
    }
}
