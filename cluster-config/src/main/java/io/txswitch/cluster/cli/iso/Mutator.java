package io.txswitch.cluster.cli.iso;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Makes good bytes slightly, or thoroughly, bad: where lengths and bitmaps are more often than elsewhere. */
final class Mutator {
    private static final int MAX_CHANGES = 6;
    private static final int HEAD_BYTES = 20;
    private static final int MAX_BYTES = 5_000;
    /** What breaks lengths, digits and signs. */
    private static final byte[] NASTY = {
        0,
        1,
        0x0a,
        0x1f,
        0x7f,
        (byte) 0x80,
        (byte) 0x81,
        (byte) 0x84,
        (byte) 0x99,
        (byte) 0x9a,
        (byte) 0xa0,
        (byte) 0xff,
        '0',
        '9',
        ':',
        '/',
        'A',
        'F',
        'G',
        '=',
        'C',
        'D',
        ' ',
        '-'
    };

    private final RandomGenerator random;

    Mutator(RandomGenerator random) {
        this.random = random;
    }

    /** A changed copy; one in sixteen stays as it is. */
    byte[] mutate(byte[] good, byte[] other) {
        byte[] bytes = good.clone();
        if (random.nextInt(16) == 0) {
            return bytes;
        }
        for (int changes = 1 + random.nextInt(MAX_CHANGES); changes > 0; changes--) {
            bytes = change(bytes, other);
        }
        return bytes.length > MAX_BYTES ? Arrays.copyOf(bytes, MAX_BYTES) : bytes;
    }

    private byte[] change(byte[] bytes, byte[] other) {
        if (bytes.length == 0) {
            return other.clone();
        }
        int at = random.nextInt(random.nextBoolean() ? Math.min(HEAD_BYTES, bytes.length) : bytes.length);
        switch (random.nextInt(8)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            case 1 -> bytes[at] = (byte) random.nextInt(256);
            case 2 -> bytes[at] = NASTY[random.nextInt(NASTY.length)];
            case 3 -> bytes[at] += (byte) (random.nextBoolean() ? 1 : -1);
            case 4 -> {
                return Arrays.copyOf(bytes, at);
            }
            case 5 -> {
                return joined(bytes, at, other, random.nextInt(other.length + 1));
            }
            case 6 -> {
                return joined(bytes, at, bytes, Math.min(bytes.length, at + 1 + random.nextInt(8)));
            }
            default -> {
                return joined(bytes, at, bytes, Math.max(0, at - random.nextInt(8)));
            }
        }
        return bytes;
    }

    /** The beginning of one and the end of the other: a splice, a gap, or a part that stands twice. */
    private static byte[] joined(byte[] head, int headEnd, byte[] tail, int tailStart) {
        byte[] out = Arrays.copyOf(head, headEnd + tail.length - tailStart);
        System.arraycopy(tail, tailStart, out, headEnd, tail.length - tailStart);
        return out;
    }
}
