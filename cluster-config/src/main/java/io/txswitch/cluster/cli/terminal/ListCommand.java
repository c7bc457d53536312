package io.txswitch.cluster.cli.terminal;

import io.txswitch.cluster.cli.ControlClient;
import io.txswitch.cluster.cli.Output;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** All terminals, page by page. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the terminals that were added, by id, at most 1000 at once.")
final class ListCommand implements Callable<Integer> {
    @Option(names = "--after", paramLabel = "ID", description = "begins behind this one: the last of the page before")
    private @Nullable String after;

    @Option(names = "--limit", paramLabel = "N", description = "at most so many; default 100")
    private @Nullable Integer limit;

    @Option(names = "-o", paramLabel = "FORMAT", description = "text or json", defaultValue = "text")
    private Output output = Output.text;

    @Mixin
    private ControlClient control = new ControlClient();

    @Override
    public Integer call() {
        Map<String, @Nullable String> query = new LinkedHashMap<>();
        query.put("after", after);
        query.put("limit", limit == null ? null : limit.toString());
        JsonObject found = control.get("/control/terminals", query);
        JsonArray terminals = found.getJsonArray("terminals");
        String more = found.getString("next");
        TerminalText.print(
                output, found, TerminalText.list(terminals) + (more == null ? "" : "more: --after " + more + "\n"));
        return 0;
    }
}
