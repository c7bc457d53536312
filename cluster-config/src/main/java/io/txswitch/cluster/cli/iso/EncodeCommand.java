package io.txswitch.cluster.cli.iso;

import io.txswitch.iso8583.codec.Framing;
import io.txswitch.iso8583.codec.Framings;
import java.io.IOException;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Fields in, hex out. */
@Command(
        name = "encode",
        mixinStandardHelpOptions = true,
        description =
                "Writes a message, given as iso decode prints it: {\"mti\":\"0800\",\"fields\":{\"11\":\"000001\"}}.",
        footer = {
            "",
            "With --batch: one message per line of standard input; out come lines of hex, or of {\"error\": ...}.",
            "Exit codes: 0 encoded (a batch: all lines read), 1 it cannot be written, 2 used wrongly."
        })
final class EncodeCommand implements Callable<Integer> {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    @Mixin
    private WireOptions wire = new WireOptions();

    @Mixin
    private AddressOption address = new AddressOption();

    @Option(names = "--batch", description = "one message per line of standard input")
    private boolean batch;

    @Parameters(arity = "0..1", paramLabel = "JSON", description = "one message")
    private @Nullable String json;

    @Override
    public Integer call() throws IOException {
        if (batch == (json != null)) {
            throw wire.wrong("one message, or --batch");
        }
        MessageParser parser = new MessageParser(wire.dialect());
        Framing framing = wire.framing(Framings.NONE);
        if (json == null) {
            Batch.json(line -> line(parser, framing, line));
            return 0;
        }
        String hex = line(parser, framing, json);
        System.out.println(hex);
        return hex.startsWith("{") ? 1 : 0;
    }

    private String line(MessageParser parser, Framing framing, String text) {
        try {
            return HEX.formatHex(address.frame(framing, parser.bytes(text)).getBytes());
        } catch (MessageParser.Unwritable e) {
            return e.json();
        } catch (IllegalArgumentException e) {
            return Json.error("message", "message", 0, String.valueOf(e.getMessage()));
        }
    }
}
