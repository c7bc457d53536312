package io.txswitch.cluster.cli.bill;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.regex.Pattern;

/** How a bill is written. */
enum BillFormat {
    csv {
        @Override
        BillWriter writer(Writer text) {
            return new Csv(text);
        }
    },
    json {
        @Override
        BillWriter writer(Writer text) {
            return new Json(text);
        }
    };

    private static final List<String> COLUMNS = List.of(
            "at", "kind", "order_no", "channel_no", "refund_no", "amount_minor", "currency", "fee_yuan", "state");
    /** What a spreadsheet would calculate instead of showing it. */
    private static final Pattern FORMULA = Pattern.compile("[=+@\\t\\r-].*", Pattern.DOTALL);

    abstract BillWriter writer(Writer text);

    /** One record a line, a header, no totals: those are for the person who asked. */
    private static final class Csv implements BillWriter {
        private final CsvWriter records;

        Csv(Writer text) {
            records = CsvWriter.builder().build(text);
            records.writeRecord(COLUMNS);
        }

        @Override
        public void line(JsonObject line) {
            records.writeRecord(COLUMNS.stream().map(name -> cell(line, name)).toList());
        }

        private static String cell(JsonObject line, String name) {
            Object value = line.getValue(name);
            if (value instanceof String text && !name.equals("fee_yuan")) {
                return FORMULA.matcher(text).matches() ? "'" + text : text;
            }
            return value == null ? "" : value.toString();
        }

        @Override
        public void end(JsonObject sum) {
            // Only its lines.
        }

        @Override
        public void close() {
            try {
                records.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** {@code {"lines":[…],"sum":{…}}}. */
    private static final class Json implements BillWriter {
        private final Writer text;
        private String before = "{\"lines\":[\n";

        Json(Writer text) {
            this.text = text;
        }

        @Override
        public void line(JsonObject line) {
            write(before + line.encode());
            before = ",\n";
        }

        @Override
        public void end(JsonObject sum) {
            boolean empty = before.startsWith("{");
            write((empty ? before : "") + "],\n\"sum\":" + sum.encode() + "}\n");
        }

        private void write(String part) {
            try {
                text.write(part);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            try {
                text.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
