package io.txswitch.cluster.cli.iso;

import io.txswitch.iso8583.codec.DecodeError;
import io.txswitch.iso8583.codec.EmvTags;
import io.txswitch.iso8583.codec.Tlv;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Chip data by hand. */
@Command(
        name = "emv",
        mixinStandardHelpOptions = true,
        description = "Reads chip data (DE55, or what a card answers).",
        subcommands = EmvCommand.Decode.class)
public final class EmvCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(System.err);
        return CommandLine.ExitCode.USAGE;
    }

    /** Hex in, tags with names out. */
    @Command(
            name = "decode",
            mixinStandardHelpOptions = true,
            description = "Names the objects of a BER-TLV list, nested ones too, or says which byte is wrong.",
            footer = {
                "",
                "With --batch: one list per line of standard input (- is the empty one), one JSON object per line out.",
                "Exit codes: 0 decoded (a batch: all lines read), 1 no list, 2 used wrongly."
            })
    static final class Decode implements Callable<Integer> {
        private static final String UNKNOWN = "unknown";

        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it before call()
        private CommandSpec spec;

        @Option(names = "--batch", description = "one list per line of standard input")
        private boolean batch;

        @Option(names = "--unmask", description = "show card numbers and tracks as they are")
        private boolean unmask;

        @Option(names = "-o", paramLabel = "FORMAT", description = "text or json", defaultValue = "text")
        private DecodeCommand.Format format = DecodeCommand.Format.text;

        @Parameters(paramLabel = "HEX", description = "one list; spaces are left out")
        private List<String> hex = List.of();

        @Override
        public Integer call() throws IOException {
            if (batch != hex.isEmpty()) {
                throw new ParameterException(spec.commandLine(), "one list, or --batch");
            }
            Masking masking = new Masking(unmask);
            if (batch) {
                Batch.hex(line -> json(masking, line));
                return 0;
            }
            String list = String.join("", hex);
            String json = json(masking, list);
            boolean good = !json.startsWith("{\"error\"");
            System.out.println(format == DecodeCommand.Format.json || !good ? json : text(masking, list));
            return good ? 0 : 1;
        }

        private static String json(Masking masking, String hex) {
            byte[] bytes;
            try {
                bytes = Hex.parse(hex);
            } catch (Hex.BadHex e) {
                return Json.error("message", "message", e.offset(), String.valueOf(e.getMessage()));
            }
            DecodeError error = Tlv.check(bytes);
            if (error != null) {
                String path = error.path().replace(" → ", ".");
                return Json.error(path, path, error.offset(), error.problem());
            }
            Json json = new Json().open();
            tags(json, masking, Tlv.elements(bytes));
            return json.close().toString();
        }

        private static void tags(Json json, Masking masking, List<Tlv.Element> elements) {
            json.name("tags").openList();
            for (Tlv.Element each : elements) {
                json.item().field("tag", each.tag()).field("name", name(each.tag()));
                if (each.isTemplate()) {
                    tags(json, masking, each.children());
                } else {
                    json.field("value", masking.value(each));
                }
                json.close();
            }
            json.closeList();
        }

        private static String name(String tag) {
            String name = EmvTags.nameOf(tag);
            return name == null ? UNKNOWN : name;
        }

        private static String text(Masking masking, String hex) {
            StringBuilder out = new StringBuilder();
            try {
                lines(out, masking, Tlv.elements(Hex.parse(hex)), "");
            } catch (Hex.BadHex e) {
                throw new IllegalStateException(e);
            }
            return out.toString().stripTrailing();
        }

        private static void lines(StringBuilder out, Masking masking, List<Tlv.Element> elements, String indent) {
            for (Tlv.Element each : elements) {
                String value = each.isTemplate() ? "" : masking.value(each);
                out.append(String.format("%s%-6s %-48s %s", indent, each.tag(), name(each.tag()), value)
                                .stripTrailing())
                        .append('\n');
                lines(out, masking, each.children(), indent + "  ");
            }
        }
    }
}
