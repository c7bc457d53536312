package io.txswitch.cluster.cli.crypto;

import io.txswitch.iso8583.crypto.ClearKey;
import io.txswitch.iso8583.crypto.KeyBlock;
import io.txswitch.iso8583.crypto.KeyBlockHeader;
import io.txswitch.iso8583.crypto.SecurityModuleException;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A key goes into a block. */
@Command(
        name = "wrap",
        description = "Prints the key block. Give a whole --header (its length is set), or --usage and the rest.",
        footer = CryptoCommand.TEST_KEYS)
final class Tr31WrapCommand implements Callable<Integer> {
    @Option(
            names = "--kbpk",
            required = true,
            paramLabel = "HEX",
            description = "key block protection key: triple DES for B, AES for D",
            converter = Values.Hex.class)
    @SuppressWarnings("NullAway.Init") // required by picocli
    private Bytes kbpk;

    @Option(
            names = "--key",
            required = true,
            paramLabel = "HEX",
            description = "the key to wrap",
            converter = Values.Hex.class)
    @SuppressWarnings("NullAway.Init") // required by picocli
    private Bytes key;

    @Option(names = "--header", paramLabel = "TEXT", description = "such as D0000P0AE00E0000")
    private @Nullable String header;

    @Option(names = "--usage", paramLabel = "XX", description = "such as P0, M3, D0, K0, B0")
    private @Nullable String usage;

    @Option(names = "--algorithm", paramLabel = "T|D|A", description = "of the key; T if not given")
    private String algorithm = "T";

    @Option(names = "--mode", paramLabel = "X", description = "of use, such as E, B, C, X; N if not given")
    private String mode = "N";

    @Option(names = "--version", paramLabel = "B|D", description = "of the block; D if not given")
    private String version = "D";

    /** By hand, as --version is the block's here. */
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    private boolean help;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        KeyBlockHeader wanted = header == null ? headerOfParts() : headerOfText(header);
        boolean aes = wanted.version() == KeyBlockHeader.Version.D;
        ClearKey protection = Keys.key(spec, "--kbpk", kbpk, aes ? Keys.Cipher.AES : Keys.Cipher.TDES);
        checkKey(wanted);
        try {
            System.out.println(KeyBlock.wrap(protection, wanted, key.value(), new SecureRandom()));
            return 0;
        } catch (SecurityModuleException e) {
            throw Keys.wrong(spec, "--kbpk", "does not fit the block's version");
        }
    }

    private KeyBlockHeader headerOfText(String text) {
        if (usage != null) {
            throw Keys.wrong(spec, "--usage", "is in the --header");
        }
        try {
            return KeyBlockHeader.read(text);
        } catch (SecurityModuleException e) {
            throw Keys.wrong(spec, "--header", "is not a header of version B or D");
        }
    }

    private KeyBlockHeader headerOfParts() {
        if (usage == null) {
            throw Keys.wrong(spec, "--usage", "is missing, or --header");
        }
        if (!version.equals("B") && !version.equals("D")) {
            throw Keys.wrong(spec, "--version", "needs B or D");
        }
        if (algorithm.length() != 1 || mode.length() != 1) {
            throw Keys.wrong(spec, algorithm.length() != 1 ? "--algorithm" : "--mode", "is one letter");
        }
        try {
            return KeyBlockHeader.of(
                    KeyBlockHeader.Version.valueOf(version), usage, algorithm.charAt(0), mode.charAt(0));
        } catch (IllegalArgumentException e) {
            throw Keys.wrong(spec, "--usage, --algorithm, --mode", "are upper-case letters and digits");
        }
    }

    /** The kinds of keys that are known have known lengths; others are wrapped as they come. */
    private void checkKey(KeyBlockHeader wanted) {
        switch (wanted.algorithm()) {
            case 'A' -> Keys.key(spec, "--key", key, Keys.Cipher.AES);
            case 'T', 'D' -> Keys.key(spec, "--key", key, Keys.Cipher.TDES);
            default -> {
                if (key.value().length == 0) {
                    throw Keys.wrong(spec, "--key", "is empty");
                }
            }
        }
    }
}
