package io.txswitch.cluster.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** For finance: one day. */
@Command(
        name = "totals",
        mixinStandardHelpOptions = true,
        description = "Counts and sums of one day (UTC), by merchant or by channel; amounts in minor units.")
final class TotalsCommand implements Callable<Integer> {
    private static final List<String> COLUMNS = List.of("key", "currency", "kind", "phase", "count", "amountMinor");

    @Option(names = "--day", required = true, paramLabel = "DAY", description = "such as 2026-03-01")
    @SuppressWarnings("NullAway.Init") // required by picocli
    private String day;

    @Option(names = "--by", paramLabel = "WHAT", description = "merchant or channel", defaultValue = "merchant")
    private String by = "merchant";

    @Option(names = "--csv", description = "as comma-separated values")
    private boolean csv;

    @Option(names = "-o", paramLabel = "FORMAT", description = "text or json", defaultValue = "text")
    private Output output = Output.text;

    @Mixin
    private ControlClient control = new ControlClient();

    @Override
    public Integer call() {
        JsonObject totals = control.get("/control/totals", Map.of("day", day, "by", by));
        JsonArray rows = totals.getJsonArray("rows");
        if (output == Output.json) {
            System.out.println(totals.encodePrettily());
        } else if (csv) {
            System.out.print(csv(rows));
        } else {
            System.out.print(text(rows));
        }
        return 0;
    }

    private static String csv(JsonArray rows) {
        StringWriter text = new StringWriter();
        try (CsvWriter writer = CsvWriter.builder().build(text)) {
            writer.writeRecord(COLUMNS);
            for (int i = 0; i < rows.size(); i++) {
                JsonObject row = rows.getJsonObject(i);
                writer.writeRecord(
                        COLUMNS.stream().map(c -> harmless(row.getValue(c))).toList());
            }
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    /** A spreadsheet would run a cell that begins like a formula. */
    private static String harmless(@org.jspecify.annotations.Nullable Object value) {
        String text = value == null ? "" : value.toString();
        return text.length() > 1 && "=+-@\t".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private static String text(JsonArray rows) {
        StringBuilder out = new StringBuilder(String.format(
                "%-16s %-4s %-15s %-10s %8s %16s%n", "key", "cur", "kind", "phase", "count", "amount (minor)"));
        for (int i = 0; i < rows.size(); i++) {
            JsonObject row = rows.getJsonObject(i);
            out.append(String.format(
                    "%-16s %-4s %-15s %-10s %8d %16d%n",
                    row.getString("key"),
                    row.getString("currency"),
                    row.getString("kind"),
                    row.getString("phase"),
                    row.getLong("count"),
                    row.getLong("amountMinor")));
        }
        return out.toString();
    }
}
