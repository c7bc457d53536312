package io.txswitch.sandbox.crypto;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an issuer and its cards compute. Source: EMV 4.3 Book 2, 8.1 and 8.2 (cryptograms), A1.3 (session key), A1.4
 * (card key).
 */
public final class ChipKeys {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final int KEY_DIGITS = 16;

    /** What the sandbox's cards sign, in this order; then the whole of 9F10. */
    private static final List<String> SIGNED =
            List.of("9F02", "9F03", "9F1A", "95", "5F2A", "9A", "9C", "9F37", "82", "9F36", "9F10");

    /** Where 9F10 says which recipe the cryptogram follows, and the sandbox's own: version 18. */
    private static final int VERSION_AT = 4;

    private static final String VERSION = "12";

    private ChipKeys() {}

    /** Whether chip data say that their cryptogram follows the sandbox's recipe. @param tags hex by tag */
    public static boolean isOurs(Map<String, String> tags) {
        return tags.getOrDefault("9F10", "").startsWith(VERSION, VERSION_AT);
    }

    /** The data under a cryptogram; empty when a tag is missing. @param tags hex by tag */
    public static Optional<byte[]> signed(Map<String, String> tags) {
        return SIGNED.stream().allMatch(tags::containsKey)
                ? Optional.of(HEX.parseHex(SIGNED.stream().map(tags::get).collect(Collectors.joining())))
                : Optional.empty();
    }

    /**
     * The card's own key (A1.4.1, option A): the last sixteen digits of card number and sequence number, and their
     * complement, under the issuer's master key, with odd parity.
     *
     * @param sequence two digits
     */
    public static byte[] cardKey(byte[] imk, String pan, String sequence) {
        String padded = "0".repeat(KEY_DIGITS) + pan + sequence;
        byte[] digits = HEX.parseHex(padded.substring(padded.length() - KEY_DIGITS));
        return withOddParity(join(Blocks.tdesEncrypt(imk, digits), Blocks.tdesEncrypt(imk, inverted(digits))));
    }

    /** The key of one transaction (A1.3.1, common session key): from the card's transaction counter, two bytes. */
    public static byte[] sessionKey(byte[] cardKey, byte[] atc) {
        byte[] left = {atc[0], atc[1], (byte) 0xf0, 0, 0, 0, 0, 0};
        byte[] right = {atc[0], atc[1], 0x0f, 0, 0, 0, 0, 0};
        return withOddParity(join(Blocks.tdesEncrypt(cardKey, left), Blocks.tdesEncrypt(cardKey, right)));
    }

    /** The application cryptogram: a MAC (ISO 9797-1 algorithm 3, padding 2) over the transaction's data. */
    public static byte[] cryptogram(byte[] sessionKey, byte[] data) {
        return Macs.iso9797Alg3Pad2(sessionKey, data);
    }

    /** The issuer's answer (8.2.1, method 1): the request's cryptogram over the response code, encrypted. */
    public static byte[] response1(byte[] sessionKey, byte[] arqc, byte[] responseCode) {
        return Blocks.tdesEncrypt(sessionKey, Blocks.xor(arqc, Blocks.first(responseCode, Blocks.DES)));
    }

    private static byte[] inverted(byte[] bytes) {
        byte[] out = bytes.clone();
        for (int i = 0; i < out.length; i++) {
            out[i] = (byte) ~out[i];
        }
        return out;
    }

    private static byte[] join(byte[] left, byte[] right) {
        byte[] both = new byte[left.length + right.length];
        System.arraycopy(left, 0, both, 0, left.length);
        System.arraycopy(right, 0, both, left.length, right.length);
        return both;
    }

    /** DES ignores the last bit of each byte; it is set so that the ones are an odd number. */
    private static byte[] withOddParity(byte[] key) {
        for (int i = 0; i < key.length; i++) {
            if (Integer.bitCount(key[i] & 0xff) % 2 == 0) {
                key[i] ^= 1;
            }
        }
        return key;
    }
}
