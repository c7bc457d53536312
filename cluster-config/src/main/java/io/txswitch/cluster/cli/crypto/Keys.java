package io.txswitch.cluster.cli.crypto;

import io.txswitch.iso8583.crypto.ClearKey;
import io.txswitch.iso8583.crypto.SecurityModuleException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Keys as the options give them. */
final class Keys {
    /** Which cipher a key is for, where its length does not say it. */
    enum Cipher {
        TDES,
        AES
    }

    private Keys() {}

    /** The key, or a usage error that names the option. */
    static ClearKey key(CommandSpec spec, String option, Bytes bytes, Cipher cipher) {
        try {
            return cipher == Cipher.AES ? ClearKey.aes(bytes.value()) : ClearKey.des(bytes.value());
        } catch (SecurityModuleException e) {
            throw wrong(
                    spec,
                    option,
                    cipher == Cipher.AES
                            ? "an AES key has 16, 24 or 32 bytes"
                            : "a DES or triple DES key has 8, 16 or 24 bytes");
        }
    }

    /** A double-length key, which is all that some schemes know. */
    static ClearKey doubleLength(CommandSpec spec, String option, Bytes bytes) {
        if (bytes.value().length != 16) {
            throw wrong(spec, option, "has 16 bytes");
        }
        return key(spec, option, bytes, Cipher.TDES);
    }

    /** Bytes of just this length. */
    static byte[] exactly(CommandSpec spec, String option, Bytes bytes, int length) {
        if (bytes.value().length != length) {
            throw wrong(spec, option, "has " + length + " bytes");
        }
        return bytes.value();
    }

    static ParameterException wrong(CommandSpec spec, String option, String expected) {
        return new ParameterException(spec.commandLine(), option + ": " + expected);
    }

    /** The bytes do not fit: exit code 1, in words. */
    static IllegalStateException failed(SecurityModuleException e) {
        return new IllegalStateException(
                switch (e.reason()) {
                    case BAD_PIN_BLOCK -> "not a PIN block of that format under that key and card";
                    case BAD_KEY_BLOCK -> "not a key block that this protection key opens";
                    case BAD_KEY -> "a key does not fit its use";
                    case BAD_SERIAL_NUMBER -> "the key serial number's counter cannot occur";
                    default -> "the bytes do not fit: " + e.reason();
                });
    }
}
