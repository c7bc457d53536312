package io.txswitch.cluster.cli.certify;

import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.IsoCodec;
import io.txswitch.iso8583.codec.IsoMessage;
import io.txswitch.iso8583.crypto.ClearKey;
import io.txswitch.iso8583.crypto.ClearPin;
import io.txswitch.iso8583.crypto.MacAlgorithm;
import io.txswitch.iso8583.crypto.Macs;
import io.txswitch.iso8583.crypto.PinBlocks;
import io.txswitch.iso8583.crypto.PinFormat;
import io.txswitch.iso8583.crypto.SecurityModuleException;
import io.txswitch.iso8583.crypto.WorkingKeyLayout;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/** The terminal's own cryptography: working keys under its master key, MACs, PIN blocks. */
record Seal(ClearKey pik, ClearKey mak, MacAlgorithm algorithm) {
    private static final int MAC_BYTES = 8;
    private static final int CHECK_BYTES = 4;
    private static final int PRIMARY_FIELDS = 64;

    /** Reads field 62 of a sign-in's answer; the check values have to fit (UnionPay POS profile, sign-in). */
    static Seal of(ClearKey master, WorkingKeyLayout layout, MacAlgorithm algorithm, byte[] field62)
            throws CheckFailed {
        if (field62.length != layout.bytes()) {
            throw new CheckFailed("DE62 has " + field62.length + " bytes instead of " + layout.bytes());
        }
        int pinBytes = layout.pinKey().keyBytes();
        int macAt = pinBytes + CHECK_BYTES;
        int macField = layout == WorkingKeyLayout.SINGLE ? MAC_BYTES : 2 * MAC_BYTES;
        ClearKey pik = key(master, field62, 0, pinBytes, pinBytes);
        ClearKey mak = key(master, field62, macAt, MAC_BYTES, macField);
        return new Seal(pik, mak, algorithm);
    }

    private static ClearKey key(ClearKey master, byte[] field62, int at, int keyBytes, int fieldBytes)
            throws CheckFailed {
        try {
            ClearKey key = ClearKey.des(master.decryptEcb(Arrays.copyOfRange(field62, at, at + keyBytes)));
            byte[] said = Arrays.copyOfRange(field62, at + fieldBytes, at + fieldBytes + CHECK_BYTES);
            byte[] found = Arrays.copyOf(key.encryptEcb(new byte[MAC_BYTES]), CHECK_BYTES);
            if (!MessageDigest.isEqual(said, found)) {
                throw new CheckFailed("a working key does not have its check value: another master key?");
            }
            return key;
        } catch (SecurityModuleException e) {
            throw new CheckFailed("DE62 holds no working keys");
        }
    }

    /** The message's bytes with its MAC as the last element. */
    byte[] sealed(IsoCodec codec, IsoMessage.Builder message) throws CheckFailed {
        int element = elementOf(message.build());
        byte[] room = codec.encode(message.set(element, new byte[MAC_BYTES]).build());
        int macAt = room.length - wireBytes(codec);
        byte[] mac = Arrays.copyOf(mac(Arrays.copyOf(room, macAt)), MAC_BYTES);
        byte[] wire = room.length - macAt == MAC_BYTES
                ? mac
                : HexFormat.of().withUpperCase().formatHex(mac).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(wire, 0, room, macAt, wire.length);
        return room;
    }

    /** Fails when the answer is not authentic. */
    void check(IsoCodec codec, IsoMessage answer, byte[] bytes) throws CheckFailed {
        byte[] mac = answer.bytes(elementOf(answer));
        if (mac == null) {
            throw new CheckFailed("the answer " + answer.mti() + " has no MAC");
        }
        byte[] expected = mac(Arrays.copyOf(bytes, bytes.length - wireBytes(codec)));
        if (!MessageDigest.isEqual(Arrays.copyOf(mac, expected.length), expected)) {
            throw new CheckFailed("the answer " + answer.mti() + " has a wrong MAC");
        }
    }

    private byte[] mac(byte[] covered) throws CheckFailed {
        try {
            return Macs.compute(mak, algorithm, covered);
        } catch (SecurityModuleException e) {
            throw new CheckFailed("the MAC key does not fit " + algorithm.text());
        }
    }

    private static int elementOf(IsoMessage message) {
        boolean second = !message.fields().isEmpty() && message.fields().lastKey() > PRIMARY_FIELDS;
        return second ? Field.MAC_128 : Field.MAC_64;
    }

    /** Dialects in characters write a MAC as hex. */
    private static int wireBytes(IsoCodec codec) {
        byte[] ones = new byte[MAC_BYTES];
        Arrays.fill(ones, (byte) 0xff);
        byte[] probe = codec.encode(IsoMessage.of("0810")
                .set(De.RESPONSE_CODE, "00")
                .set(Field.MAC_64, ones)
                .build());
        return probe[probe.length - 1] == (byte) 0xff ? MAC_BYTES : 2 * MAC_BYTES;
    }

    /** DE52 in format 0. */
    byte[] pinBlock(String pin) throws CheckFailed {
        try {
            return PinBlocks.encrypt(pik, PinFormat.ISO_0, ClearPin.of(pin), PosProfile.CARD, new SecureRandom());
        } catch (SecurityModuleException e) {
            throw new CheckFailed("the PIN key does not fit");
        }
    }

    @Override
    public String toString() {
        return "Seal[" + algorithm.text() + "]";
    }
}
