package io.txswitch.cluster.cli.crypto;

import io.txswitch.core.model.Pan;
import io.txswitch.iso8583.crypto.ClearKey;
import io.txswitch.iso8583.crypto.ClearPin;
import io.txswitch.iso8583.crypto.PinBlocks;
import io.txswitch.iso8583.crypto.PinFormat;
import io.txswitch.iso8583.crypto.SecurityModuleException;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** From the terminal's key to the bank's. */
@Command(
        name = "translate",
        mixinStandardHelpOptions = true,
        description = "Decrypts a PIN block under one key and encrypts the PIN under another, in the same or in another"
                + " format. Formats 1, 3 and 4 have random fill.",
        footer = CryptoCommand.TEST_KEYS)
@SuppressWarnings("NullAway.Init") // every option is required, and picocli sets the rest before call()
final class TranslateCommand implements Callable<Integer> {
    @Option(
            names = "--from-key",
            required = true,
            paramLabel = "HEX",
            converter = Values.Hex.class,
            description = "PIN key that the block is under")
    private Bytes fromKey;

    @Option(
            names = "--from-format",
            required = true,
            paramLabel = "0..4",
            converter = Values.Format.class,
            description = "of the block")
    private PinFormat fromFormat;

    @Option(
            names = "--to-key",
            required = true,
            paramLabel = "HEX",
            converter = Values.Hex.class,
            description = "PIN key for the new block")
    private Bytes toKey;

    @Option(
            names = "--to-format",
            required = true,
            paramLabel = "0..4",
            converter = Values.Format.class,
            description = "of the new block")
    private PinFormat toFormat;

    @Option(
            names = "--pan",
            required = true,
            paramLabel = "DIGITS",
            converter = Values.CardNumber.class,
            description = "card number")
    private Pan pan;

    @Option(
            names = "--block",
            required = true,
            paramLabel = "HEX",
            converter = Values.Hex.class,
            description = "8 bytes, 16 in format 4")
    private Bytes block;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        ClearKey from = key("--from-key", fromKey, fromFormat);
        ClearKey to = key("--to-key", toKey, toFormat);
        byte[] given = Keys.exactly(spec, "--block", block, fromFormat.blockBytes());
        try {
            ClearPin pin = PinBlocks.decrypt(from, fromFormat, given, pan);
            Bytes.print(PinBlocks.encrypt(to, toFormat, pin, pan, new SecureRandom()));
            return 0;
        } catch (SecurityModuleException e) {
            throw Keys.failed(e);
        }
    }

    private ClearKey key(String option, Bytes given, PinFormat format) {
        return Keys.key(spec, option, given, format == PinFormat.ISO_4 ? Keys.Cipher.AES : Keys.Cipher.TDES);
    }
}
