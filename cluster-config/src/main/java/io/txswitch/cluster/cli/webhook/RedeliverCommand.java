package io.txswitch.cluster.cli.webhook;

import io.txswitch.cluster.cli.ControlClient;
import io.txswitch.cluster.cli.Output;
import io.txswitch.cluster.cli.UsageException;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells a merchant again. */
@Command(
        name = "redeliver",
        mixinStandardHelpOptions = true,
        description = {
            "Posts an event once more, however its deliveries ended; or, with --given-up, all that was given up.",
            "The same event keeps its id, so that a merchant who has it already recognises it."
        })
final class RedeliverCommand implements Callable<Integer> {
    @Parameters(index = "0", arity = "0..1", paramLabel = "EVENT", description = "the event's id, evt_...")
    private @Nullable String event;

    @Option(names = "--merchant", required = true, paramLabel = "ID", description = "whose event")
    @SuppressWarnings("NullAway.Init") // required by picocli
    private String merchant;

    @Option(names = "--endpoint", paramLabel = "ID", description = "only to this endpoint, we_...")
    private @Nullable String endpoint;

    @Option(names = "--given-up", description = "all that was given up")
    private boolean givenUp;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why; it is kept in the audit")
    @SuppressWarnings("NullAway.Init") // required by picocli
    private String reason;

    @Option(names = "-o", paramLabel = "FORMAT", description = "text or json", defaultValue = "text")
    private Output output = Output.text;

    @Mixin
    private ControlClient control = new ControlClient();

    @Override
    public Integer call() {
        if ((event == null) != givenUp) {
            throw new UsageException("name an event, or say --given-up");
        }
        JsonObject done = control.post(
                "/control/webhooks/redeliver",
                new JsonObject()
                        .put("merchant", merchant)
                        .put("event", event)
                        .put("endpoint", endpoint)
                        .put("reason", reason));
        System.out.print(output == Output.json ? done.encodePrettily() + "\n" : text(done));
        return 0;
    }

    private String text(JsonObject done) {
        return givenUp
                ? String.format("%d deliveries are due again%n", done.getInteger("deliveries"))
                : ListEventsCommand.event(done);
    }
}
