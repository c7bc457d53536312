package io.txswitch.iso8583.bank;

import io.txswitch.iso8583.bank.BankZone.MacPolicy;
import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.IsoCodec;
import io.txswitch.iso8583.codec.IsoMessage;
import io.txswitch.iso8583.crypto.KeyType;
import io.txswitch.iso8583.crypto.SecurityModule;
import io.vertx.core.Future;
import java.util.Arrays;

/**
 * Authenticates what goes to a bank and what comes from it, where the line's policy asks for it.
 *
 * <p>The MAC is the last element: DE128 where there are elements above 64, else DE64. It covers the message from its
 * MTI up to the MAC, the bit of the MAC included. Network messages (0800) carry none: they bring the keys. Source: ISO
 * 8583-1:1987, DE64 and DE128.
 */
final class MessageMac {
    private static final int PRIMARY_MAC = 64;
    private static final int SECONDARY_MAC = 128;
    private static final int MAC_BYTES = 8;

    private final BankZone zone;
    private final IsoCodec codec;
    private final ZoneKeys keys;
    private final SecurityModule module;
    private int macLength;

    MessageMac(BankZone zone, IsoCodec codec, ZoneKeys keys, SecurityModule module) {
        this.zone = zone;
        this.codec = codec;
        this.keys = keys;
        this.module = module;
    }

    /** The bytes of a message with its MAC; fails with {@link NoKey}, or as the encoder and the module do. */
    Future<byte[]> encode(IsoMessage message) {
        if (zone.macs() == MacPolicy.NONE) {
            return Future.succeededFuture(codec.encode(message));
        }
        return keys.current(KeyType.ZAK).compose(zak -> {
            if (zak.isPresent()) {
                int number = macNumber(message);
                byte[] room = codec.encode(with(message, number, new byte[MAC_BYTES]));
                return module.mac(zak.get(), zone.macAlgorithm(), covered(room))
                        .map(mac -> codec.encode(with(message, number, Arrays.copyOf(mac, MAC_BYTES))));
            }
            return zone.macs() == MacPolicy.REQUIRED
                    ? Future.failedFuture(new NoKey())
                    : Future.succeededFuture(codec.encode(message));
        });
    }

    /** There is no key to authenticate with. */
    static final class NoKey extends Exception {
        private static final long serialVersionUID = 1L;

        NoKey() {
            super("there is no MAC key of the bank", null, false, false);
        }
    }

    /** True when nothing has to be looked at, so that an answer can be taken in the task it came in. */
    boolean looksAtNothing() {
        return zone.macs() == MacPolicy.NONE;
    }

    /**
     * Succeeds when a message may be believed.
     *
     * @param raw the message as it came, MTI first
     */
    Future<Void> verify(IsoMessage message, byte[] raw) {
        int number = macNumber(message);
        byte[] mac = message.bytes(number);
        if (mac == null) {
            return zone.macs() == MacPolicy.REQUIRED ? Future.failedFuture("no MAC") : Future.succeededFuture();
        }
        byte[] counted =
                Arrays.copyOf(mac, Math.min(mac.length, zone.macAlgorithm().defaultBytes()));
        return right(raw, counted).recover(wrong -> {
            keys.lookAgain();
            return right(raw, counted);
        });
    }

    /** A MAC that is wrong may be under a key that came to another node a moment ago, so it is looked at twice. */
    private Future<Void> right(byte[] raw, byte[] mac) {
        return keys.current(KeyType.ZAK)
                .compose(zak -> zak.isEmpty()
                        ? Future.failedFuture(new NoKey())
                        : module.verifyMac(zak.get(), zone.macAlgorithm(), covered(raw), mac));
    }

    private static int macNumber(IsoMessage message) {
        boolean second = !message.fields().isEmpty() && message.fields().lastKey() > PRIMARY_MAC;
        return second ? SECONDARY_MAC : PRIMARY_MAC;
    }

    private static IsoMessage with(IsoMessage message, int number, byte[] mac) {
        IsoMessage.Builder whole = IsoMessage.of(message.mti());
        message.fields().keySet().forEach(each -> whole.copy(message, each));
        return whole.set(number, mac).build();
    }

    /** What is before the MAC: the dialect says how many bytes the element takes (8, or 16 hex digits). */
    private byte[] covered(byte[] whole) {
        if (macLength == 0) {
            IsoMessage bare = IsoMessage.of("0200").set(De.STAN, "000000").build();
            macLength = codec.encode(with(bare, PRIMARY_MAC, new byte[MAC_BYTES])).length - codec.encode(bare).length;
        }
        return Arrays.copyOf(whole, Math.max(0, whole.length - macLength));
    }
}
