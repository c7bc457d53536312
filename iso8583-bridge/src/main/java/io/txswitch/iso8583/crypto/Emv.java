package io.txswitch.iso8583.crypto;

import io.txswitch.iso8583.crypto.SecurityModuleException.Reason;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/** Application cryptograms of chip cards, the issuer's side (EMV 4.3 Book 2, 8 and annex A1). */
public final class Emv {
    /** Length of an application cryptogram. */
    public static final int CRYPTOGRAM_BYTES = 8;

    private static final int RESPONSE_CODE_BYTES = 2;
    private static final int STATUS_UPDATE_BYTES = 4;
    private static final int MAX_PROPRIETARY_BYTES = 8;
    private static final int ARPC_2_BYTES = 4;
    private static final int BLOCK = 8;
    private static final int DIGITS = 16;
    private static final int LONGEST_PAN_OF_OPTION_A = 16;
    private static final int MARKED = 2;
    private static final int LEFT_MARK = 0xF0;
    private static final int RIGHT_MARK = 0x0F;

    private Emv() {}

    /** The card's own key (A1.4), with odd parity. */
    public static ClearKey cardKey(ClearKey imk, EmvCard card) throws SecurityModuleException {
        if (imk.algorithm() != KeyAlgorithm.TDES2) {
            throw new SecurityModuleException(Reason.BAD_KEY);
        }
        byte[] left = HexFormat.of().parseHex(diversification(card));
        byte[] right = left.clone();
        for (int i = 0; i < BLOCK; i++) {
            right[i] = (byte) ~right[i];
        }
        return ClearKey.des(oddParity(imk.encryptEcb(join(left, right))));
    }

    /** Sixteen digits that name the card. */
    private static String diversification(EmvCard card) {
        String all = card.pan().digits() + String.format("%02d", card.sequence());
        boolean hashed =
                card.option() == EmvCard.Option.B && card.pan().digits().length() > LONGEST_PAN_OF_OPTION_A;
        if (hashed) {
            return decimal(HexFormat.of()
                    .formatHex(sha1(HexFormat.of().parseHex(all.length() % 2 == 0 ? all : "0" + all))));
        }
        return "0".repeat(Math.max(0, DIGITS - all.length())) + all.substring(Math.max(0, all.length() - DIGITS));
    }

    /** The first sixteen decimal digits; where there are fewer, a to f count as 0 to 5 and fill up. */
    private static String decimal(String hex) {
        String digits = hex.replaceAll("[a-f]", "");
        StringBuilder letters = new StringBuilder();
        hex.chars().filter(c -> c >= 'a').forEach(c -> letters.append(c - 'a'));
        return (digits + letters).substring(0, DIGITS);
    }

    /** What the standard asks for; nothing here rests on its resistance to collisions. */
    private static byte[] sha1(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no SHA-1", e);
        }
    }

    static byte[] oddParity(byte[] key) {
        byte[] odd = key.clone();
        for (int i = 0; i < odd.length; i++) {
            if (Integer.bitCount(odd[i] & 0xFF) % 2 == 0) {
                odd[i] ^= 1;
            }
        }
        return odd;
    }

    /** The transaction's key by the common session key derivation (A1.3.1), from its counter. */
    public static ClearKey sessionKey(ClearKey cardKey, int counter) throws SecurityModuleException {
        return sessionKey(
                cardKey, ByteBuffer.allocate(BLOCK).putShort((short) counter).array());
    }

    /** The same from eight bytes, of which the third is replaced. */
    static ClearKey sessionKey(ClearKey cardKey, byte[] diversification) throws SecurityModuleException {
        byte[] left = diversification.clone();
        byte[] right = diversification.clone();
        left[MARKED] = (byte) LEFT_MARK;
        right[MARKED] = (byte) RIGHT_MARK;
        return ClearKey.des(cardKey.encryptEcb(join(left, right)));
    }

    /**
     * The cryptogram over a transaction's data (8.1.2).
     *
     * @param key the session key
     * @param data unpadded
     * @return 8 bytes
     */
    public static byte[] cryptogram(ClearKey key, byte[] data) throws SecurityModuleException {
        return Macs.compute(key, MacAlgorithm.ISO9797_3, MacPadding.METHOD_2, data);
    }

    /** The issuer's answer (8.2): 8 bytes by method 1, 4 by method 2. */
    public static byte[] response(ClearKey key, byte[] arqc, ArpcMethod method) throws SecurityModuleException {
        check(arqc.length == CRYPTOGRAM_BYTES);
        return switch (method) {
            case ArpcMethod.Method1(byte[] responseCode) -> {
                check(responseCode.length == RESPONSE_CODE_BYTES);
                byte[] block = arqc.clone();
                Macs.xor(block, responseCode);
                yield key.encryptEcb(block);
            }
            case ArpcMethod.Method2(byte[] statusUpdate, byte[] proprietary) -> {
                check(statusUpdate.length == STATUS_UPDATE_BYTES && proprietary.length <= MAX_PROPRIETARY_BYTES);
                byte[] data = join(join(arqc, statusUpdate), proprietary);
                yield Arrays.copyOf(Macs.compute(key, MacAlgorithm.ISO9797_3, MacPadding.METHOD_2, data), ARPC_2_BYTES);
            }
        };
    }

    private static void check(boolean good) throws SecurityModuleException {
        if (!good) {
            throw new SecurityModuleException(Reason.BAD_DATA);
        }
    }

    private static byte[] join(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }
}
