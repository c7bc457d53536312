package io.txswitch.cluster.cli.crypto;

import io.txswitch.iso8583.crypto.Emv;
import io.txswitch.iso8583.crypto.SecurityModuleException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A card's cryptogram. */
@Command(
        name = "arqc",
        mixinStandardHelpOptions = true,
        description = "Computes an application cryptogram (EMV 4.3 Book 2, 8.1) with the common session key.",
        footer = CryptoCommand.TEST_KEYS)
final class ArqcCommand implements Callable<Integer> {
    @Mixin
    private CardKeyOptions card = new CardKeyOptions();

    @Option(
            names = "--data",
            required = true,
            paramLabel = "HEX",
            description = "what the cryptogram covers, unpadded: padding method 2 is added",
            converter = Values.Hex.class)
    @SuppressWarnings("NullAway.Init") // required by picocli
    private Bytes data;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        try {
            Bytes.print(Emv.cryptogram(card.sessionKey(spec), data.value()));
            return 0;
        } catch (SecurityModuleException e) {
            throw Keys.failed(e);
        }
    }
}
