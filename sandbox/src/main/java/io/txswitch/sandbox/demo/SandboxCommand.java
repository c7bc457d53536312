package io.txswitch.sandbox.demo;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The world around the switch, without the switch. */
@Command(
        name = "sandbox",
        mixinStandardHelpOptions = true,
        description = {
            "Starts MariaDB, Redis, Kafka, a bank, four wallets and a merchant on free loopback ports,",
            "writes a node's configuration for them, and stays until Ctrl-C."
        })
public final class SandboxCommand implements Callable<Integer> {
    @Option(names = "-o", paramLabel = "FORMAT", description = "text or json", defaultValue = "text")
    private DemoCommand.Format output = DemoCommand.Format.text;

    @Override
    public Integer call() throws InterruptedException {
        Place place = Place.make("sandbox");
        System.err.println("starting MariaDB, Redis, Kafka, a bank, four wallets and a merchant ...");
        try (World world = World.start(place)) {
            NodePorts ports = NodePorts.wellKnown();
            NodeFile.Shared shared = Nodes.shared(world, List.of(ports));
            Path file = new NodeFile(world, shared, ports, "node-1", Nodes.ALL_ROLES).write();
            if (RunningDemo.find().isEmpty()) {
                RunningDemo.write(world, ports, shared.token());
            }
            print(world, file);
            EndAsked.watch(() -> RunningDemo.remove(place)).await();
        } finally {
            RunningDemo.remove(place);
        }
        return 0;
    }

    private void print(World world, Path file) {
        JsonObject addresses = new JsonObject()
                .put("node_config", file.toString())
                .put("mysql_port", world.stores().mysqlPort())
                .put("redis_port", world.stores().redisPort())
                .put("kafka", world.stores().kafkaBootstrap())
                .put("bank_port", world.bank().port())
                .put("alipay", world.alipay().gatewayUrl())
                .put("wechat", world.wechat().credentials().baseUrl())
                .put("unionpay", world.unionpay().credentials().baseUrl())
                .put("sample", world.sample().credentials().baseUrl())
                .put("payer", world.phone().url())
                .put("webhooks", world.merchant().webhookUrl());
        if (output == DemoCommand.Format.json) {
            System.out.println(addresses.encode());
        } else {
            addresses.forEach(each -> System.out.printf("%-12s %s%n", each.getKey(), each.getValue()));
            System.out.println("now: ./txswitch node --config " + file);
        }
        System.out.flush();
    }
}
