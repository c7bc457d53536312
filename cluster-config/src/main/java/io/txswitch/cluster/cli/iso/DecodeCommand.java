package io.txswitch.cluster.cli.iso;

import io.txswitch.iso8583.codec.Framings;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Hex in, named fields out. */
@Command(
        name = "decode",
        mixinStandardHelpOptions = true,
        description =
                "Says what a message holds, or which byte of it is wrong. Without --framing it begins at the MTI.",
        footer = {
            "",
            "With --batch: one message per line of standard input (- is the empty one), one JSON object per line out.",
            "Exit codes: 0 decoded (a batch: all lines read), 1 no message, 2 used wrongly."
        })
final class DecodeCommand implements Callable<Integer> {
    @Mixin
    private WireOptions wire = new WireOptions();

    @Option(names = "--batch", description = "one message per line of standard input")
    private boolean batch;

    @Option(names = "--unmask", description = "show card numbers and tracks as they are")
    private boolean unmask;

    @Option(names = "--check", description = "also say what the dialect's field table misses or does not expect")
    private boolean check;

    @Option(names = "-o", paramLabel = "FORMAT", description = "text or json", defaultValue = "text")
    private Format format = Format.text;

    @Parameters(paramLabel = "HEX", description = "one message; spaces are left out")
    private List<String> hex = List.of();

    /** For people, or for programs. */
    enum Format {
        text,
        json
    }

    @Override
    public Integer call() throws IOException {
        if (batch != hex.isEmpty()) {
            throw wire.wrong("one message, or --batch");
        }
        MessageText text = new MessageText(wire.dialect(), wire.framing(Framings.NONE), unmask, check);
        if (batch) {
            Batch.hex(line -> text.json(line).text());
            return 0;
        }
        String message = String.join("", hex);
        MessageText.Said said = format == Format.json ? text.json(message) : text.text(message);
        System.out.println(said.text());
        return said.good() ? 0 : 1;
    }
}
