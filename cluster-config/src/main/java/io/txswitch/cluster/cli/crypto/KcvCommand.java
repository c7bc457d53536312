package io.txswitch.cluster.cli.crypto;

import io.txswitch.iso8583.crypto.CheckValues;
import io.txswitch.iso8583.crypto.ClearKey;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A key check value. */
@Command(
        name = "kcv",
        mixinStandardHelpOptions = true,
        description =
                "Prints a key's check value: the encryption of zeros (DES), or the CMAC of zeros (AES, X9.24-1:2017).",
        footer = CryptoCommand.TEST_KEYS)
final class KcvCommand implements Callable<Integer> {
    private static final int LEGACY_BYTES = 3;
    /** What X9.24-1:2017 recommends for AES. */
    private static final int CMAC_BYTES = 5;

    private static final int ONLY_AES = 32;

    @Option(names = "--key", required = true, paramLabel = "HEX", description = "the key", converter = Values.Hex.class)
    @SuppressWarnings("NullAway.Init") // required by picocli
    private Bytes key;

    @Option(
            names = "--cipher",
            paramLabel = "tdes|aes",
            description = "of the key; tdes unless it has 32 bytes",
            converter = Values.Cipher.class)
    private Keys.@Nullable Cipher cipher;

    @Option(
            names = "--method",
            paramLabel = "legacy|cmac",
            description = "legacy encrypts zeros; by the cipher if not given")
    private @Nullable String method;

    @Option(
            names = "--length",
            paramLabel = "N",
            description = "bytes; 3, or 5 with cmac",
            converter = Values.Number.class)
    private @Nullable Integer length;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        ClearKey clear = Keys.key(spec, "--key", key, cipher());
        CheckValues.Method wanted = method(clear);
        int usual = wanted == CheckValues.Method.CMAC ? CMAC_BYTES : LEGACY_BYTES;
        int bytes = length == null ? usual : length;
        if (bytes < 1 || bytes > clear.blockBytes()) {
            throw Keys.wrong(spec, "--length", "is 1 to " + clear.blockBytes());
        }
        Bytes.print(CheckValues.compute(clear, wanted, bytes));
        return 0;
    }

    private Keys.Cipher cipher() {
        if (cipher != null) {
            return cipher;
        }
        return key.value().length == ONLY_AES ? Keys.Cipher.AES : Keys.Cipher.TDES;
    }

    private CheckValues.Method method(ClearKey clear) {
        if (method == null) {
            return CheckValues.methodOf(clear.algorithm());
        }
        return switch (method) {
            case "legacy" -> CheckValues.Method.LEGACY;
            case "cmac" -> CheckValues.Method.CMAC;
            default -> throw Keys.wrong(spec, "--method", "needs legacy or cmac");
        };
    }
}
