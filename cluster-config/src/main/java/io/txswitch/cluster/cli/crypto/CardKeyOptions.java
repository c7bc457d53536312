package io.txswitch.cluster.cli.crypto;

import io.txswitch.core.model.Pan;
import io.txswitch.iso8583.crypto.ClearKey;
import io.txswitch.iso8583.crypto.Emv;
import io.txswitch.iso8583.crypto.EmvCard;
import io.txswitch.iso8583.crypto.SecurityModuleException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Where a transaction's key comes from: given, or derived from the issuer's. */
final class CardKeyOptions {
    private static final int MAX_SEQUENCE = 99;

    @Option(
            names = "--key",
            paramLabel = "HEX",
            description = "the session key itself, 16 bytes; or give --imk, --pan and --atc",
            converter = Values.Hex.class)
    private @Nullable Bytes key;

    @Option(
            names = "--imk",
            paramLabel = "HEX",
            description = "issuer master key for cryptograms, 16 bytes",
            converter = Values.Hex.class)
    private @Nullable Bytes imk;

    @Option(names = "--pan", paramLabel = "DIGITS", description = "card number", converter = Values.CardNumber.class)
    private @Nullable Pan pan;

    @Option(
            names = "--psn",
            paramLabel = "NN",
            description = "PAN sequence number, 00 if not given",
            converter = Values.Number.class)
    private Integer psn = 0;

    @Option(
            names = "--atc",
            paramLabel = "HEX",
            description = "transaction counter (9F36), 2 bytes",
            converter = Values.Hex.class)
    private @Nullable Bytes atc;

    @Option(names = "--option", paramLabel = "A|B", description = "derivation of the card's key; A if not given")
    private String option = "A";

    /** The session key (EMV common session key derivation). */
    ClearKey sessionKey(CommandSpec spec) throws SecurityModuleException {
        if (key != null) {
            if (imk != null) {
                throw Keys.wrong(spec, "--key", "is instead of --imk");
            }
            return Keys.doubleLength(spec, "--key", key);
        }
        if (imk == null) {
            throw Keys.wrong(spec, "--imk", "is missing, or --key");
        }
        ClearKey issuer = Keys.doubleLength(spec, "--imk", imk);
        EmvCard card = card(spec);
        return Emv.sessionKey(Emv.cardKey(issuer, card), card.counter());
    }

    private EmvCard card(CommandSpec spec) {
        if (pan == null) {
            throw Keys.wrong(spec, "--pan", "is missing");
        }
        if (atc == null) {
            throw Keys.wrong(spec, "--atc", "is missing");
        }
        if (psn < 0 || psn > MAX_SEQUENCE) {
            throw Keys.wrong(spec, "--psn", "is 00 to " + MAX_SEQUENCE);
        }
        int counter = Short.toUnsignedInt(
                ByteBuffer.wrap(Keys.exactly(spec, "--atc", atc, Short.BYTES)).getShort());
        return switch (option) {
            case "A" -> new EmvCard(pan, psn, counter, EmvCard.Option.A);
            case "B" -> new EmvCard(pan, psn, counter, EmvCard.Option.B);
            default -> throw Keys.wrong(spec, "--option", "needs A or B");
        };
    }
}
