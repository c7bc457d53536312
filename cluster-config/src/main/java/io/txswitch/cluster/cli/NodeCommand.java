package io.txswitch.cluster.cli;

import io.txswitch.cluster.node.Node;
import io.txswitch.cluster.node.NodeConfig;
import io.txswitch.core.config.ConfigException;
import io.txswitch.core.config.ConfigFile;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a node until it is told to stop. */
@Command(
        name = "node",
        mixinStandardHelpOptions = true,
        description = "Runs one node of the switch until SIGTERM: it stops taking payments, drains, leaves, exits 0.")
final class NodeCommand implements Callable<Integer> {
    @Option(names = "--config", required = true, paramLabel = "FILE", description = "the node's YAML file")
    @SuppressWarnings("NullAway.Init") // required by picocli
    private Path config;

    @Option(names = "--print-config", description = "prints what would be in force, without secrets, and exits")
    private boolean printConfig;

    @Override
    public Integer call() {
        NodeConfig read;
        try {
            read = NodeConfig.read(ConfigFile.read(config, System.getenv()));
        } catch (ConfigException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
        if (printConfig) {
            System.out.println(new JsonObject(read.effective()).encodePrettily());
            return 0;
        }
        return Node.runUntilStopped(read);
    }
}
