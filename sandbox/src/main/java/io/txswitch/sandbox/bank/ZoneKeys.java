package io.txswitch.sandbox.bank;

import io.txswitch.sandbox.crypto.Blocks;
import io.txswitch.sandbox.crypto.Kcv;
import io.txswitch.sandbox.crypto.PinBlocks;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The keys between the switch and this bank: new ones at every key exchange (0800, DE70 101), under the zone master
 * key.
 *
 * <p>The few PIN keys before the newest stay good: a message that was under way during an exchange still uses one.
 */
final class ZoneKeys {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final int KEY_BYTES = 16;
    private static final int KCV_BYTES = 3;

    /** Each line of each node may have asked for keys of its own while others still used the earlier ones. */
    private static final int KEPT = 4;

    private final byte[] zmk;
    private final RandomGenerator random;
    private final Deque<byte[]> pinKeys = new ArrayDeque<>();

    ZoneKeys(byte[] zmk, RandomGenerator random) {
        this.zmk = zmk.clone();
        this.random = random;
    }

    /** Makes new keys. @return DE48: {@code ZPK}, 32 hex, 6 hex check value; {@code ZAK} likewise */
    String exchange() {
        byte[] zpk = newKey();
        pinKeys.addFirst(zpk);
        if (pinKeys.size() > KEPT) {
            pinKeys.removeLast();
        }
        return "ZPK" + wrapped(zpk) + "ZAK" + wrapped(newKey());
    }

    private byte[] newKey() {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return key;
    }

    private String wrapped(byte[] key) {
        return HEX.formatHex(Blocks.tdesEncrypt(zmk, key)) + HEX.formatHex(Kcv.of(key, KCV_BYTES));
    }

    boolean exchanged() {
        return !pinKeys.isEmpty();
    }

    /** The PIN of a block under the newest key or one of those before. */
    Optional<String> pin(byte[] block, String pan) {
        return pinKeys.stream()
                .map(key -> PinBlocks.decode(key, block, pan))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
