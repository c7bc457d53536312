package io.txswitch.cluster.cli.crypto;

import io.txswitch.iso8583.crypto.KeyBlock;
import io.txswitch.iso8583.crypto.KeyBlockHeader;
import io.txswitch.iso8583.crypto.SecurityModuleException;
import io.vertx.core.json.JsonObject;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A key comes out of a block. */
@Command(
        name = "unwrap",
        mixinStandardHelpOptions = true,
        description = "Checks the block and prints its key; with -o json what the header says of it, too.",
        footer = CryptoCommand.TEST_KEYS)
final class Tr31UnwrapCommand implements Callable<Integer> {
    private enum Output {
        text,
        json
    }

    @Option(
            names = "--kbpk",
            required = true,
            paramLabel = "HEX",
            description = "key block protection key: triple DES for B, AES for D",
            converter = Values.Hex.class)
    @SuppressWarnings("NullAway.Init") // required by picocli
    private Bytes kbpk;

    @Option(names = "--block", required = true, paramLabel = "TEXT", description = "the whole key block")
    @SuppressWarnings("NullAway.Init") // required by picocli
    private String block;

    @Option(names = "-o", paramLabel = "FORMAT", description = "text or json", defaultValue = "text")
    private Output output = Output.text;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        Keys.Cipher cipher = block.startsWith("D") ? Keys.Cipher.AES : Keys.Cipher.TDES;
        try {
            KeyBlock.Opened opened = KeyBlock.unwrap(Keys.key(spec, "--kbpk", kbpk, cipher), block);
            if (output == Output.json) {
                System.out.println(json(opened).encode());
            } else {
                Bytes.print(opened.key());
            }
            return 0;
        } catch (SecurityModuleException e) {
            throw Keys.failed(e);
        }
    }

    private static JsonObject json(KeyBlock.Opened opened) {
        KeyBlockHeader header = opened.header();
        JsonObject optional = new JsonObject();
        header.optional().forEach(each -> optional.put(each.id(), each.data()));
        return new JsonObject()
                .put("key", HexFormat.of().withUpperCase().formatHex(opened.key()))
                .put("version", header.version().name())
                .put("usage", header.usage())
                .put("algorithm", String.valueOf(header.algorithm()))
                .put("mode", String.valueOf(header.mode()))
                .put("keyVersion", header.keyVersion())
                .put("exportability", String.valueOf(header.exportability()))
                .put("context", header.context())
                .put("optional", optional);
    }
}
