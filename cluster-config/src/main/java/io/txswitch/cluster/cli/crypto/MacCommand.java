package io.txswitch.cluster.cli.crypto;

import io.txswitch.iso8583.crypto.ClearKey;
import io.txswitch.iso8583.crypto.MacAlgorithm;
import io.txswitch.iso8583.crypto.MacPadding;
import io.txswitch.iso8583.crypto.Macs;
import io.txswitch.iso8583.crypto.SecurityModuleException;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** One message authentication code. */
@Command(
        name = "mac",
        mixinStandardHelpOptions = true,
        description = "Computes a MAC over data. The whole last block is printed unless --length says less; of"
                + " unionpay-ecb field 64, which is text.",
        footer = CryptoCommand.TEST_KEYS)
final class MacCommand implements Callable<Integer> {
    @Option(
            names = "--algorithm",
            required = true,
            paramLabel = "NAME",
            description = "iso9797-1, iso9797-3, x9.9, x9.19, cmac or unionpay-ecb",
            converter = Values.Algorithm.class)
    @SuppressWarnings("NullAway.Init") // required by picocli
    private MacAlgorithm algorithm;

    @Option(names = "--key", required = true, paramLabel = "HEX", description = "MAC key", converter = Values.Hex.class)
    @SuppressWarnings("NullAway.Init") // required by picocli
    private Bytes key;

    @Option(
            names = "--cipher",
            paramLabel = "tdes|aes",
            description = "of the key; aes for cmac, else tdes",
            converter = Values.Cipher.class)
    private Keys.@Nullable Cipher cipher;

    @Option(
            names = "--padding",
            paramLabel = "1|2|3",
            description = "method of ISO/IEC 9797-1, for its two algorithms; 1 if not given",
            converter = Values.Padding.class)
    private @Nullable MacPadding padding;

    @Option(
            names = "--length",
            paramLabel = "N",
            description = "print the first N bytes",
            converter = Values.Number.class)
    private @Nullable Integer length;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "HEX",
            description = "what is authenticated",
            converter = Values.Hex.class)
    @SuppressWarnings("NullAway.Init") // required by picocli
    private Bytes data;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        ClearKey clear = Keys.key(spec, "--key", key, cipher());
        checkPadding();
        MacPadding method = padding == null ? MacPadding.METHOD_1 : padding;
        try {
            byte[] mac = Macs.compute(clear, algorithm, method, data.value());
            if (length != null && (length < 1 || length > mac.length)) {
                throw Keys.wrong(spec, "--length", "is 1 to " + mac.length);
            }
            Bytes.print(length == null ? mac : Arrays.copyOf(mac, length));
            return 0;
        } catch (SecurityModuleException e) {
            throw Keys.wrong(spec, "--key", "does not fit " + algorithm.text());
        }
    }

    private Keys.Cipher cipher() {
        if (cipher != null) {
            return cipher;
        }
        return algorithm == MacAlgorithm.CMAC ? Keys.Cipher.AES : Keys.Cipher.TDES;
    }

    private void checkPadding() {
        boolean free = algorithm == MacAlgorithm.ISO9797_1 || algorithm == MacAlgorithm.ISO9797_3;
        boolean zeros = algorithm == MacAlgorithm.X9_9 || algorithm == MacAlgorithm.X9_19;
        if (padding != null && !free && !(zeros && padding == MacPadding.METHOD_1)) {
            throw Keys.wrong(spec, "--padding", algorithm.text() + " has a padding of its own");
        }
    }
}
