package io.txswitch.iso8583.bank;

import io.txswitch.core.model.Pan;
import io.txswitch.core.model.PinBlock;
import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.IsoMessage;
import io.txswitch.iso8583.crypto.KeyType;
import io.txswitch.iso8583.crypto.ModuleKey;
import io.txswitch.iso8583.crypto.PinFormat;
import io.txswitch.iso8583.crypto.SecurityModule;
import io.txswitch.iso8583.crypto.SecurityModuleException;
import io.vertx.core.Future;

/**
 * Puts the PIN into a request: translated to the zone's key inside the security module, or passed on as it came, by the
 * line's policy. Source: ISO 8583-1:1987, DE26, DE52, DE53.
 */
final class PinDesk {
    private static final int SECURITY_CONTROL = 53;
    /** The longest PIN that a terminal takes. */
    private static final String PIN_CAPTURE = "12";
    /** With PAN (2), double-length key (6): UnionPay's reading of DE53. */
    private static final String UNDER_ZONE_KEY = "2600000000000000";

    private final BankZone zone;
    private final ZoneKeys keys;
    private final SecurityModule module;

    PinDesk(BankZone zone, ZoneKeys keys, SecurityModule module) {
        this.zone = zone;
        this.keys = keys;
        this.module = module;
    }

    /** A PIN that cannot be put under the bank's key: the request is refused and does not leave. */
    static final class UnusablePin extends Exception {
        private static final long serialVersionUID = 1L;

        UnusablePin(String why) {
            super(why, null, false, false);
        }
    }

    /** @return the same message; fails with {@link UnusablePin}, or with what keeps the keys from being had now */
    Future<IsoMessage.Builder> seal(IsoMessage.Builder message, Pan pan, PinBlock pin) {
        String key = pin.key();
        boolean untouched =
                zone.pins() == BankZone.PinPolicy.PASS_ON || key == null && zone.pins() == BankZone.PinPolicy.EITHER;
        message.set(De.PIN_CAPTURE_CODE, PIN_CAPTURE);
        if (untouched) {
            return Future.succeededFuture(message.set(De.PIN_BLOCK, pin.block()));
        }
        return key == null
                ? unusable("the switch does not know its key")
                : translated(pin, key, pan)
                        .map(block -> message.set(De.PIN_BLOCK, block).set(SECURITY_CONTROL, UNDER_ZONE_KEY));
    }

    private Future<byte[]> translated(PinBlock pin, String key, Pan pan) {
        return keys.named(key)
                .compose(from -> from.isEmpty()
                        ? unusable("its key is no longer kept")
                        : keys.current(KeyType.ZPK)
                                .compose(zpk -> zpk.isEmpty()
                                        ? unusable("there is no PIN key of the bank")
                                        : translated(pin, from.get(), pan, zpk.get())));
    }

    private Future<byte[]> translated(PinBlock pin, ModuleKey from, Pan pan, ModuleKey zpk) {
        PinFormat format;
        try {
            format = PinFormat.of(pin.format());
        } catch (IllegalArgumentException e) {
            return unusable("its format is unknown");
        }
        return module.translatePin(from, format, pin.block(), pan, zpk, zone.pinFormat())
                .recover(cause -> cause instanceof SecurityModuleException refused
                                && refused.reason() != SecurityModuleException.Reason.UNAVAILABLE
                        ? unusable("the security module refuses it")
                        : Future.failedFuture(cause));
    }

    private static <T> Future<T> unusable(String why) {
        return Future.failedFuture(new UnusablePin(why));
    }
}
