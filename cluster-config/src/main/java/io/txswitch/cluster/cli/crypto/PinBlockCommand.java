package io.txswitch.cluster.cli.crypto;

import io.txswitch.core.model.Pan;
import io.txswitch.iso8583.crypto.ClearKey;
import io.txswitch.iso8583.crypto.ClearPin;
import io.txswitch.iso8583.crypto.PinBlocks;
import io.txswitch.iso8583.crypto.PinFormat;
import io.txswitch.iso8583.crypto.SecurityModuleException;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes or reads one PIN block. */
@Command(
        name = "pinblock",
        mixinStandardHelpOptions = true,
        description = "Makes a PIN block (ISO 9564-1), or reads one with --decode and prints its PIN. Without --key in"
                + " clear; of format 4 that is the PIN's field. Formats 1, 3 and 4 have random fill.",
        footer = CryptoCommand.TEST_KEYS)
final class PinBlockCommand implements Callable<Integer> {
    /** Stands in where a format does not look at the card. */
    private static final Pan NO_CARD = new Pan("0".repeat(12));

    @Option(
            names = "--format",
            required = true,
            paramLabel = "0..4",
            description = "of the block",
            converter = Values.Format.class)
    @SuppressWarnings("NullAway.Init") // required by picocli
    private PinFormat format;

    @Option(names = "--pin", paramLabel = "DIGITS", description = "4 to 12 digits", converter = Values.Pin.class)
    private @Nullable ClearPin pin;

    @Option(
            names = "--pan",
            paramLabel = "DIGITS",
            description = "card number, for formats 0, 3 and 4",
            converter = Values.CardNumber.class)
    private @Nullable Pan pan;

    @Option(
            names = "--key",
            paramLabel = "HEX",
            description = "PIN key: triple DES, or AES for format 4",
            converter = Values.Hex.class)
    private @Nullable Bytes key;

    @Option(
            names = "--decode",
            arity = "0..1",
            fallbackValue = "",
            paramLabel = "HEX",
            description = "read this block, or the one of --block",
            converter = Values.Hex.class)
    private @Nullable Bytes decode;

    @Option(
            names = "--block",
            paramLabel = "HEX",
            description = "the block to read, with --decode",
            converter = Values.Hex.class)
    private @Nullable Bytes block;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        Pan card = card();
        try {
            if (decode == null) {
                Bytes.print(make(card));
            } else {
                System.out.println(read(block(decode), card).reveal());
            }
            return 0;
        } catch (SecurityModuleException e) {
            throw Keys.failed(e);
        }
    }

    private Pan card() {
        boolean bound = format != PinFormat.ISO_1 && format != PinFormat.ISO_2;
        if (pan == null && bound && !(format == PinFormat.ISO_4 && key == null)) {
            throw Keys.wrong(spec, "--pan", "is missing: the format is bound to the card");
        }
        return pan == null ? NO_CARD : pan;
    }

    private byte[] make(Pan card) throws SecurityModuleException {
        if (pin == null) {
            throw Keys.wrong(spec, "--pin", "is missing");
        }
        if (block != null) {
            throw Keys.wrong(spec, "--block", "is for --decode");
        }
        SecureRandom random = new SecureRandom();
        return key == null
                ? PinBlocks.clear(format, pin, card, random)
                : PinBlocks.encrypt(key(key), format, pin, card, random);
    }

    private Bytes block(Bytes given) {
        Bytes wanted = given.value().length > 0 ? given : block;
        if (wanted == null || (given.value().length > 0 && block != null)) {
            throw Keys.wrong(spec, "--block", "give the block once, with --decode or with --block");
        }
        if (pin != null) {
            throw Keys.wrong(spec, "--pin", "is not for --decode");
        }
        return new Bytes(Keys.exactly(spec, "--block", wanted, format.blockBytes()));
    }

    private ClearPin read(Bytes wanted, Pan card) throws SecurityModuleException {
        return key == null
                ? PinBlocks.read(format, wanted.value(), card)
                : PinBlocks.decrypt(key(key), format, wanted.value(), card);
    }

    private ClearKey key(Bytes given) {
        return Keys.key(spec, "--key", given, format == PinFormat.ISO_4 ? Keys.Cipher.AES : Keys.Cipher.TDES);
    }
}
