package io.txswitch.iso8583.crypto;

import io.txswitch.iso8583.crypto.SecurityModuleException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.random.RandomGenerator;

/** How a key gets from one module to another under a key that both hold. */
final class KeyTransport {
    private KeyTransport() {}

    static ClearKey take(ClearKey kek, KeyType type, KeyScheme scheme, byte[] cryptogram)
            throws SecurityModuleException {
        return switch (scheme) {
            case ECB -> takeEcb(kek, cryptogram);
            case TR31 -> takeBlock(kek, type, new String(cryptogram, StandardCharsets.ISO_8859_1));
        };
    }

    private static ClearKey takeEcb(ClearKey kek, byte[] cryptogram) throws SecurityModuleException {
        boolean whole = cryptogram.length > 0 && cryptogram.length % kek.blockBytes() == 0;
        if (!whole) {
            throw new SecurityModuleException(Reason.BAD_KEY);
        }
        byte[] clear = kek.decryptEcb(cryptogram);
        return mayCarry(kek, kek.algorithm().isAes() ? ClearKey.aes(clear) : ClearKey.des(clear));
    }

    private static ClearKey takeBlock(ClearKey kek, KeyType type, String block) throws SecurityModuleException {
        KeyBlock.Opened opened = KeyBlock.unwrap(kek, block);
        if (!usages(type).contains(opened.header().usage())) {
            throw new SecurityModuleException(Reason.WRONG_KEY_TYPE);
        }
        return mayCarry(
                kek,
                switch (opened.header().algorithm()) {
                    case 'T', 'D' -> ClearKey.des(opened.key());
                    case 'A' -> ClearKey.aes(opened.key());
                    default -> throw new SecurityModuleException(Reason.BAD_KEY);
                });
    }

    static byte[] give(ClearKey kek, KeyType type, ClearKey key, KeyScheme scheme, RandomGenerator random)
            throws SecurityModuleException {
        mayCarry(kek, key);
        return switch (scheme) {
            case ECB -> giveEcb(kek, key);
            case TR31 ->
                KeyBlock.wrap(kek, header(kek, type, key.algorithm()), key.reveal(), random)
                        .getBytes(StandardCharsets.US_ASCII);
        };
    }

    private static byte[] giveEcb(ClearKey kek, ClearKey key) throws SecurityModuleException {
        boolean whole = key.algorithm().keyBytes() % kek.blockBytes() == 0;
        // A cryptogram does not say what is in it: each cipher carries its own kind only.
        if (!whole || kek.algorithm().isAes() != key.algorithm().isAes()) {
            throw new SecurityModuleException(Reason.BAD_KEY);
        }
        return kek.encryptEcb(key.reveal());
    }

    /** No key travels under a weaker one. */
    private static ClearKey mayCarry(ClearKey kek, ClearKey key) throws SecurityModuleException {
        if (strength(kek.algorithm()) < strength(key.algorithm())) {
            throw new SecurityModuleException(Reason.BAD_KEY);
        }
        return key;
    }

    /** Bits of work, as NIST SP 800-57 part 1 counts it; TDES with three keys may travel under one with two. */
    private static int strength(KeyAlgorithm algorithm) {
        return switch (algorithm) {
            case DES -> 56;
            case TDES2, TDES3 -> 112;
            case AES128 -> 128;
            case AES192 -> 192;
            case AES256 -> 256;
        };
    }

    private static KeyBlockHeader header(ClearKey kek, KeyType type, KeyAlgorithm algorithm) {
        KeyBlockHeader.Version version = kek.algorithm().isAes() ? KeyBlockHeader.Version.D : KeyBlockHeader.Version.B;
        char cipher = algorithm.isAes() ? 'A' : algorithm == KeyAlgorithm.DES ? 'D' : 'T';
        return switch (type.role()) {
            case KEYS -> KeyBlockHeader.of(version, "K0", cipher, 'B');
            case PIN -> KeyBlockHeader.of(version, "P0", cipher, 'B');
            case MAC -> KeyBlockHeader.of(version, macUsage(algorithm), cipher, 'C');
            case DATA -> KeyBlockHeader.of(version, "D0", cipher, 'B');
            case DERIVATION -> KeyBlockHeader.of(version, "B0", cipher, 'X');
            case CRYPTOGRAM -> KeyBlockHeader.of(version, "E0", cipher, 'X');
        };
    }

    private static String macUsage(KeyAlgorithm algorithm) {
        return algorithm.isAes() ? "M6" : algorithm == KeyAlgorithm.DES ? "M1" : "M3";
    }

    private static Set<String> usages(KeyType type) {
        return switch (type.role()) {
            case KEYS -> Set.of("K0", "K1");
            case PIN -> Set.of("P0");
            case MAC -> Set.of("M0", "M1", "M3", "M6");
            case DATA -> Set.of("D0", "D2");
            case DERIVATION -> Set.of("B0");
            case CRYPTOGRAM -> Set.of("E0");
        };
    }
}
