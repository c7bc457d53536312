package io.txswitch.cluster.cli;

import io.txswitch.cluster.node.Doctor;
import io.txswitch.cluster.node.NodeConfig;
import io.txswitch.core.config.ConfigException;
import io.txswitch.core.config.ConfigFile;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Looks whether a node could run here. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description =
                "Checks JDK, ports, stores, durability and clock; with --config for that node, else for this machine.",
        footer = "Exit codes: 0 all well, 1 something is not, 2 used wrongly.")
final class DoctorCommand implements Callable<Integer> {
    @Option(names = "--config", paramLabel = "FILE", description = "a node's YAML file")
    private @Nullable Path config;

    @Option(names = "-o", paramLabel = "FORMAT", description = "text or json", defaultValue = "text")
    private Output output = Output.text;

    @Override
    public Integer call() {
        List<Doctor.Finding> findings = config == null ? Doctor.machine() : Doctor.node(read(config));
        boolean well = findings.stream().allMatch(Doctor.Finding::ok);
        if (output == Output.json) {
            JsonArray list = new JsonArray();
            findings.forEach(f -> list.add(
                    new JsonObject().put("name", f.name()).put("ok", f.ok()).put("detail", f.detail())));
            System.out.println(
                    new JsonObject().put("ok", well).put("findings", list).encodePrettily());
        } else {
            findings.forEach(f -> System.out.printf("%-5s %-14s %s%n", f.ok() ? "ok" : "FAIL", f.name(), f.detail()));
        }
        return well ? 0 : 1;
    }

    private static NodeConfig read(Path file) {
        try {
            return NodeConfig.read(ConfigFile.read(file, System.getenv()));
        } catch (ConfigException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }
}
