package io.txswitch.iso8583.crypto;

import io.txswitch.iso8583.crypto.SecurityModuleException.Reason;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Field 62 of a sign-in's answer in the UnionPay POS profile: keys under the terminal's master key, each with the first
 * four bytes of its encryption of zeros.
 *
 * <pre>
 *   SINGLE 24:  PIK 8, check 4 │ MAK 8, check 4
 *   DOUBLE 40:  PIK 16, check 4 │ MAK 8, zeros 8, check 4
 *          60:  the 40 above │ TDK 16, check 4
 * </pre>
 */
final class WorkingKeyField {
    /** The keys of one sign-in, in clear. */
    record Keys(ClearKey pik, ClearKey mak, @Nullable ClearKey tdk) {}

    private static final int CHECK_BYTES = 4;
    private static final int MAK_BYTES = KeyAlgorithm.DES.keyBytes();

    private WorkingKeyField() {}

    static byte[] build(ClearKey tmk, WorkingKeyLayout layout, Keys keys) throws SecurityModuleException {
        check(tmk, layout);
        ByteBuffer field = ByteBuffer.allocate(layout.bytes());
        put(field, tmk, keys.pik(), layout.pinKey().keyBytes());
        put(field, tmk, keys.mak(), layout.pinKey().keyBytes());
        if (keys.tdk() != null) {
            put(field, tmk, keys.tdk(), layout.pinKey().keyBytes());
        }
        return field.array();
    }

    /** A key in the room for one: what is left of it are zero bytes, which are not encrypted. */
    private static void put(ByteBuffer field, ClearKey tmk, ClearKey key, int room) {
        field.put(Arrays.copyOf(tmk.encryptEcb(key.reveal()), room));
        field.put(CheckValues.compute(key, CheckValues.Method.LEGACY, CHECK_BYTES));
    }

    static Keys parse(ClearKey tmk, WorkingKeyLayout layout, byte[] field62) throws SecurityModuleException {
        check(tmk, layout);
        if (field62.length != layout.bytes()) {
            throw new SecurityModuleException(Reason.BAD_DATA);
        }
        ByteBuffer field = ByteBuffer.wrap(field62);
        int room = layout.pinKey().keyBytes();
        ClearKey pik = get(field, tmk, room, room);
        ClearKey mak = get(field, tmk, MAK_BYTES, room);
        return new Keys(pik, mak, layout.hasTrackKey() ? get(field, tmk, room, room) : null);
    }

    private static ClearKey get(ByteBuffer field, ClearKey tmk, int bytes, int room) throws SecurityModuleException {
        byte[] encrypted = new byte[room];
        byte[] check = new byte[CHECK_BYTES];
        field.get(encrypted).get(check);
        ClearKey key = ClearKey.des(tmk.decryptEcb(Arrays.copyOf(encrypted, bytes)));
        boolean filled = Arrays.equals(encrypted, bytes, room, new byte[room - bytes], 0, room - bytes);
        if (!filled
                || !MessageDigest.isEqual(check, CheckValues.compute(key, CheckValues.Method.LEGACY, CHECK_BYTES))) {
            throw new SecurityModuleException(Reason.BAD_KEY);
        }
        return key;
    }

    /** A master key of the terminal is a DES key at least as long as what it carries. */
    private static void check(ClearKey tmk, WorkingKeyLayout layout) throws SecurityModuleException {
        if (tmk.algorithm().isAes()
                || tmk.algorithm().keyBytes() < layout.pinKey().keyBytes()) {
            throw new SecurityModuleException(Reason.BAD_KEY);
        }
    }
}
