package io.txswitch.iso8583.terminal;

import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.IsoCodec;
import io.txswitch.iso8583.codec.IsoMessage;
import io.txswitch.iso8583.crypto.MacAlgorithm;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Where the MAC stands in the messages of a dialect, and what it covers: all bytes from the MTI to the element before
 * it.
 *
 * <p>It is the last element, DE64, or DE128 in a message with elements beyond 64. Source: ISO 8583:1987, 4.4.
 */
final class MessageMac {
    private static final int MAC_BYTES = 8;
    private static final int PRIMARY_FIELDS = 64;

    private final IsoCodec codec;
    private final boolean asHex;

    MessageMac(IsoCodec codec) {
        this.codec = codec;
        byte[] ones = new byte[MAC_BYTES];
        Arrays.fill(ones, (byte) 0xff);
        byte[] probe = codec.encode(IsoMessage.of("0810")
                .set(De.RESPONSE_CODE, "00")
                .set(De.MAC_64, ones)
                .build());
        this.asHex = probe[probe.length - 1] != (byte) 0xff;
    }

    /** The MAC of a message, eight bytes; null when it has none at its end. */
    byte @Nullable [] of(IsoMessage message) {
        return message.bytes(elementOf(message));
    }

    private static int elementOf(IsoMessage message) {
        boolean second = !message.fields().isEmpty() && message.fields().lastKey() > PRIMARY_FIELDS;
        return second ? De.MAC_128 : De.MAC_64;
    }

    /** What the MAC of a message covers. */
    byte[] covered(byte[] message) {
        return Arrays.copyOf(message, message.length - wireBytes());
    }

    private int wireBytes() {
        return asHex ? 2 * MAC_BYTES : MAC_BYTES;
    }

    /** The part of the element that is the MAC: an algorithm may give less than eight bytes, then zeros follow. */
    static byte[] significant(byte[] element, MacAlgorithm algorithm) {
        return Arrays.copyOf(element, Math.min(element.length, algorithm.defaultBytes()));
    }

    /** The bytes of a message with room for its MAC. */
    byte[] withRoom(IsoMessage message) {
        IsoMessage.Builder room = IsoMessage.of(message.mti())
                .copy(
                        message,
                        message.fields().keySet().stream()
                                .mapToInt(Integer::intValue)
                                .toArray());
        return codec.encode(room.set(elementOf(message), new byte[MAC_BYTES]).build());
    }

    /** Fills the room. */
    byte[] filled(byte[] message, byte[] mac) {
        byte[] element = Arrays.copyOf(mac, MAC_BYTES);
        byte[] wire =
                asHex ? HexFormat.of().withUpperCase().formatHex(element).getBytes(StandardCharsets.US_ASCII) : element;
        System.arraycopy(wire, 0, message, message.length - wire.length, wire.length);
        return message;
    }
}
