package io.txswitch.cluster.cli.bill;

import io.txswitch.cluster.cli.ControlClient;
import io.vertx.core.json.JsonObject;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One bill. */
@Command(
        name = "bill",
        mixinStandardHelpOptions = true,
        description = "Fetches a wallet's bill of a day and checks it against its own totals and hash.",
        footer = {
            "",
            "  txswitch bill --channel wechat --date 2026-03-01 --type trade --out march-1.csv",
            "",
            "Exit codes: 0 whole and right in itself, 1 there is none or it cannot be believed (then nothing is",
            "written), 2 used wrongly."
        })
public final class BillCommand implements Callable<Integer> {
    /** What the wallets make. */
    enum Type {
        trade,
        payments,
        refunds,
        fund
    }

    @Option(names = "--channel", required = true, paramLabel = "ID", description = "as the node's file names it")
    @SuppressWarnings("NullAway.Init") // required by picocli
    private String channel;

    @Option(names = "--date", required = true, paramLabel = "DAY", description = "such as 2026-03-01, in Beijing")
    @SuppressWarnings("NullAway.Init") // required by picocli
    private String date;

    @Option(names = "--type", paramLabel = "TYPE", description = "${COMPLETION-CANDIDATES}; default: trade")
    private Type type = Type.trade;

    @Option(names = "-o", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}; default: csv")
    private BillFormat format = BillFormat.csv;

    @Option(names = "--out", paramLabel = "FILE", description = "where it goes; default: standard output")
    private @Nullable Path out;

    @Mixin
    private ControlClient control = new ControlClient();

    @Override
    public Integer call() throws IOException {
        Path target = out == null ? null : out.toAbsolutePath();
        Path part = target == null
                ? Files.createTempFile("txswitch-bill-", ".part")
                : Files.createTempFile(target.getParent(), "." + target.getFileName() + "-", ".part");
        try {
            JsonObject sum = written(part);
            if (target == null) {
                copy(part, System.out);
            } else {
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                System.out.printf(
                        "%s: %d lines, in %d, out %d%n",
                        out, sum.getLong("lines"), sum.getLong("in_minor"), sum.getLong("out_minor"));
            }
        } finally {
            Files.deleteIfExists(part);
        }
        return 0;
    }

    private JsonObject written(Path part) throws IOException {
        try (BufferedWriter text = Files.newBufferedWriter(part, StandardCharsets.UTF_8);
                BillWriter writer = format.writer(text)) {
            JsonObject sum = control.lines(
                    "/control/bills/" + ControlClient.encode(channel),
                    Map.of("day", date, "type", type.name()),
                    writer::line);
            writer.end(sum);
            return sum;
        }
    }

    private static void copy(Path part, OutputStream to) throws IOException {
        Files.copy(part, to);
        to.flush();
    }
}
