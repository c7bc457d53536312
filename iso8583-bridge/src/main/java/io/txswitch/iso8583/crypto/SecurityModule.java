package io.txswitch.iso8583.crypto;

import io.txswitch.core.model.Pan;
import io.vertx.core.Future;
import java.util.List;

/**
 * What the switch asks of a hardware security module; no clear key and no clear PIN ever leaves it.
 *
 * <p>Each answer is a future, as a hardware module is reached over a network; the software module answers at once.
 * Every failure is a {@link SecurityModuleException}. A key whose {@link KeyType} does not fit the operation fails
 * with {@link SecurityModuleException.Reason#WRONG_KEY_TYPE}, whatever its bytes are.
 */
public interface SecurityModule {
    /** A new random key. */
    Future<WrappedKey> generate(KeyType type, KeyAlgorithm algorithm);

    /**
     * A key from its clear components, which are XORed; for the sandbox and for key ceremonies.
     *
     * @param components one or more of the key's length; DES parity is set, not asked for
     */
    Future<WrappedKey> importClear(KeyType type, KeyAlgorithm algorithm, List<byte[]> components);

    /**
     * Takes in a key that somebody else encrypted under a shared key.
     *
     * @param kek a terminal's or a zone's master key
     * @param cryptogram raw bytes for {@link KeyScheme#ECB}, the ASCII text of the block for {@link KeyScheme#TR31}. A
     *     block whose header says another use than {@code type} fails with {@code WRONG_KEY_TYPE}
     */
    Future<WrappedKey> importUnder(WrappedKey kek, KeyType type, KeyScheme scheme, byte[] cryptogram);

    /**
     * Gives a key out, encrypted under a shared key.
     *
     * @return as {@link #importUnder} takes it
     */
    Future<byte[]> exportUnder(WrappedKey kek, WrappedKey key, KeyScheme scheme);

    /** The check value that is computed from the key itself: six hex digits, upper case. */
    Future<String> kcv(WrappedKey key);

    /**
     * A MAC in the algorithm's own length.
     *
     * @param key of a MAC type; a {@link DukptKey} gives the variant for the host's responses
     */
    Future<byte[]> mac(ModuleKey key, MacAlgorithm algorithm, byte[] data);

    /**
     * Succeeds when the MAC is right, else fails with {@code BAD_MAC}; compared in constant time.
     *
     * @param key of a MAC type; a {@link DukptKey} gives the variant for the terminal's requests
     * @param mac the algorithm's whole length; but for UnionPay's eight digits its first four bytes or more will do
     */
    Future<Void> verifyMac(ModuleKey key, MacAlgorithm algorithm, byte[] data, byte[] mac);

    /**
     * Encrypts a PIN anew for somebody else.
     *
     * <p>A block that does not decrypt to a PIN block of {@code fromFormat} fails with {@code BAD_PIN_BLOCK}
     * (response 99). A wrong key shows itself the same way, but for a chance below 1 in 10^5 with formats 0, 3 and
     * 4, and of 1 in 600 with format 1; so does another card's PAN, unless with formats 0 and 3 it differs only in
     * digits that meet digits of the PIN. What passes then goes to the issuer as a wrong PIN.
     *
     * @param block 8 bytes, or 16 in format 4
     * @param pan as in the message; formats 0, 3 and 4 are bound to it
     */
    Future<byte[]> translatePin(
            ModuleKey from, PinFormat fromFormat, byte[] block, Pan pan, ModuleKey to, PinFormat toFormat);

    /** Encrypts whole blocks (CBC, zero IV) such as track data. */
    Future<byte[]> encryptData(ModuleKey key, byte[] clear);

    /** Decrypts what {@link #encryptData} or a terminal encrypted (CBC, zero IV; one block is ECB). */
    Future<byte[]> decryptData(ModuleKey key, byte[] encrypted);

    /** New working keys for a terminal that signs in, with field 62 of the answer (UnionPay POS). */
    Future<WorkingKeys> workingKeys(WrappedKey tmk, WorkingKeyLayout layout);

    /** The terminal's side of {@link #workingKeys}; a check value that does not fit fails with {@code BAD_KEY}. */
    Future<WorkingKeys> acceptWorkingKeys(WrappedKey tmk, WorkingKeyLayout layout, byte[] field62);

    /**
     * Succeeds when the application cryptogram is right, else fails with {@code BAD_CRYPTOGRAM}.
     *
     * @param data what the cryptogram covers, unpadded
     */
    Future<Void> verifyArqc(WrappedKey imk, EmvCard card, byte[] data, byte[] arqc);

    /** The issuer's answer to a cryptogram: 8 bytes by method 1, 4 bytes by method 2. */
    Future<byte[]> generateArpc(WrappedKey imk, EmvCard card, byte[] arqc, ArpcMethod method);
}
