package io.txswitch.cluster.cli.crypto;

import io.txswitch.iso8583.crypto.ArpcMethod;
import io.txswitch.iso8583.crypto.Emv;
import io.txswitch.iso8583.crypto.SecurityModuleException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The issuer's answer to a cryptogram. */
@Command(
        name = "arpc",
        mixinStandardHelpOptions = true,
        description = "Computes the issuer's answer to a cryptogram (EMV 4.3 Book 2, 8.2): 8 bytes by method 1, 4 by"
                + " method 2.",
        footer = CryptoCommand.TEST_KEYS)
final class ArpcCommand implements Callable<Integer> {
    private static final int MAX_PROPRIETARY_BYTES = 8;

    @Mixin
    private CardKeyOptions card = new CardKeyOptions();

    @Option(
            names = "--method",
            required = true,
            paramLabel = "1|2",
            description = "of EMV",
            converter = Values.Number.class)
    @SuppressWarnings("NullAway.Init") // required by picocli
    private Integer method;

    @Option(
            names = "--arqc",
            required = true,
            paramLabel = "HEX",
            description = "the card's cryptogram, 8 bytes",
            converter = Values.Hex.class)
    @SuppressWarnings("NullAway.Init") // required by picocli
    private Bytes arqc;

    @Option(
            names = "--arc",
            paramLabel = "HEX",
            description = "method 1: response code (8A), 2 bytes, such as 3030",
            converter = Values.Hex.class)
    private @Nullable Bytes arc;

    @Option(
            names = "--csu",
            paramLabel = "HEX",
            description = "method 2: card status update, 4 bytes",
            converter = Values.Hex.class)
    private @Nullable Bytes csu;

    @Option(
            names = "--proprietary",
            paramLabel = "HEX",
            description = "method 2: proprietary authentication data, up to 8 bytes",
            converter = Values.Hex.class)
    private Bytes proprietary = new Bytes(new byte[0]);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        byte[] cryptogram = Keys.exactly(spec, "--arqc", arqc, Emv.CRYPTOGRAM_BYTES);
        ArpcMethod wanted = wanted();
        try {
            Bytes.print(Emv.response(card.sessionKey(spec), cryptogram, wanted));
            return 0;
        } catch (SecurityModuleException e) {
            throw Keys.failed(e);
        }
    }

    private ArpcMethod wanted() {
        return switch (method) {
            case 1 -> new ArpcMethod.Method1(Keys.exactly(spec, "--arc", needed("--arc", arc), 2));
            case 2 -> {
                if (proprietary.value().length > MAX_PROPRIETARY_BYTES) {
                    throw Keys.wrong(spec, "--proprietary", "has at most " + MAX_PROPRIETARY_BYTES + " bytes");
                }
                yield new ArpcMethod.Method2(Keys.exactly(spec, "--csu", needed("--csu", csu), 4), proprietary.value());
            }
            default -> throw Keys.wrong(spec, "--method", "needs 1 or 2");
        };
    }

    private Bytes needed(String option, @Nullable Bytes given) {
        if (given == null) {
            throw Keys.wrong(spec, option, "is missing");
        }
        return given;
    }
}
