package io.txswitch.cluster.cli.crypto;

import io.txswitch.iso8583.crypto.AesDukpt;
import io.txswitch.iso8583.crypto.ClearKey;
import io.txswitch.iso8583.crypto.KeyAlgorithm;
import io.txswitch.iso8583.crypto.SecurityModuleException;
import io.txswitch.iso8583.crypto.TdesDukpt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A key of one transaction. */
@Command(
        name = "dukpt",
        mixinStandardHelpOptions = true,
        description = "Derives the key of one transaction from the base derivation key: ANSI X9.24-1:2009 (tdes) or"
                + " X9.24-3:2017 (aes).",
        footer = CryptoCommand.TEST_KEYS)
final class DukptCommand implements Callable<Integer> {
    @Option(
            names = "--cipher",
            required = true,
            paramLabel = "tdes|aes",
            description = "which of the two",
            converter = Values.Cipher.class)
    @SuppressWarnings("NullAway.Init") // required by picocli
    private Keys.Cipher cipher;

    @Option(
            names = "--bdk",
            required = true,
            paramLabel = "HEX",
            description = "base derivation key",
            converter = Values.Hex.class)
    @SuppressWarnings("NullAway.Init") // required by picocli
    private Bytes bdk;

    @Option(
            names = "--ksn",
            required = true,
            paramLabel = "HEX",
            description = "key serial number: 10 bytes for tdes, 12 for aes",
            converter = Values.Hex.class)
    @SuppressWarnings("NullAway.Init") // required by picocli
    private Bytes ksn;

    @Option(
            names = "--usage",
            required = true,
            paramLabel = "USE",
            description = "pin, mac-request, mac-response, data, data-response, or initial for the device's first key")
    @SuppressWarnings("NullAway.Init") // required by picocli
    private String usage;

    @Option(
            names = "--key-type",
            paramLabel = "TYPE",
            description =
                    "of the derived key, with aes: tdes2, tdes3, aes128, aes192, aes256; the base key's if not given")
    private @Nullable String keyType;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        boolean aes = cipher == Keys.Cipher.AES;
        ClearKey base = aes ? Keys.key(spec, "--bdk", bdk, cipher) : Keys.doubleLength(spec, "--bdk", bdk);
        byte[] serial = Keys.exactly(spec, "--ksn", ksn, aes ? AesDukpt.KSN_BYTES : TdesDukpt.KSN_BYTES);
        if (!aes && keyType != null) {
            throw Keys.wrong(spec, "--key-type", "is for --cipher aes");
        }
        try {
            Bytes.print((aes ? aes(base, serial) : tdes(base, serial)).reveal());
            return 0;
        } catch (SecurityModuleException e) {
            throw switch (e.reason()) {
                case BAD_SERIAL_NUMBER -> Keys.wrong(spec, "--ksn", "has a counter that cannot occur");
                case BAD_KEY -> Keys.wrong(spec, "--key-type", "is stronger than the base key");
                default -> Keys.failed(e);
            };
        }
    }

    private ClearKey tdes(ClearKey base, byte[] serial) throws SecurityModuleException {
        return switch (usage) {
            case "initial" -> TdesDukpt.initialKey(base, serial);
            case "pin" -> TdesDukpt.workingKey(base, serial, TdesDukpt.Usage.PIN);
            case "mac-request" -> TdesDukpt.workingKey(base, serial, TdesDukpt.Usage.MAC_REQUEST);
            case "mac-response" -> TdesDukpt.workingKey(base, serial, TdesDukpt.Usage.MAC_RESPONSE);
            case "data" -> TdesDukpt.workingKey(base, serial, TdesDukpt.Usage.DATA);
            case "data-response" -> TdesDukpt.workingKey(base, serial, TdesDukpt.Usage.DATA_RESPONSE);
            default -> throw unknownUsage();
        };
    }

    private ClearKey aes(ClearKey base, byte[] serial) throws SecurityModuleException {
        KeyAlgorithm type = type(base);
        return switch (usage) {
            case "initial" -> AesDukpt.initialKey(base, serial);
            case "pin" -> AesDukpt.workingKey(base, serial, AesDukpt.Usage.PIN, type);
            case "mac-request" -> AesDukpt.workingKey(base, serial, AesDukpt.Usage.MAC_GENERATION, type);
            case "mac-response" -> AesDukpt.workingKey(base, serial, AesDukpt.Usage.MAC_VERIFICATION, type);
            case "data" -> AesDukpt.workingKey(base, serial, AesDukpt.Usage.DATA_ENCRYPTION, type);
            case "data-response" -> AesDukpt.workingKey(base, serial, AesDukpt.Usage.DATA_DECRYPTION, type);
            default -> throw unknownUsage();
        };
    }

    private KeyAlgorithm type(ClearKey base) {
        if (keyType == null) {
            return base.algorithm();
        }
        return switch (keyType) {
            case "tdes2" -> KeyAlgorithm.TDES2;
            case "tdes3" -> KeyAlgorithm.TDES3;
            case "aes128" -> KeyAlgorithm.AES128;
            case "aes192" -> KeyAlgorithm.AES192;
            case "aes256" -> KeyAlgorithm.AES256;
            default -> throw Keys.wrong(spec, "--key-type", "needs tdes2, tdes3, aes128, aes192 or aes256");
        };
    }

    private RuntimeException unknownUsage() {
        return Keys.wrong(spec, "--usage", "needs pin, mac-request, mac-response, data, data-response or initial");
    }
}
