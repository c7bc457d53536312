package io.txswitch.iso8583.bank;

import io.txswitch.core.config.Section;
import io.txswitch.iso8583.crypto.MacAlgorithm;
import io.txswitch.iso8583.crypto.PinFormat;
import java.util.Arrays;

/**
 * What switch and bank agreed on about keys.
 *
 * @param pins what becomes of a PIN block
 * @param pinFormat the ISO 9564-1 format towards the bank: 0, 3 or 4
 * @param macs whether messages about money are authenticated
 * @param macAlgorithm how, under the zone's ZAK
 * @param exchangesKeys whether the line asks for working keys (0800, DE70 101)
 * @param exchangeEveryMs how old working keys may become before it asks again
 */
public record BankZone(
        PinPolicy pins,
        PinFormat pinFormat,
        MacPolicy macs,
        MacAlgorithm macAlgorithm,
        boolean exchangesKeys,
        long exchangeEveryMs) {
    private static final long DAY_MS = 24L * 3_600_000;

    /** What becomes of a PIN block. */
    enum PinPolicy {
        /** Translated where the switch knows the key it is under, else passed on as the bank's to read. */
        EITHER,
        /** Always translated to the zone's ZPK; one that cannot be is refused. */
        TRANSLATE,
        /** Never touched: terminals and bank share their keys. */
        PASS_ON
    }

    /** Whether messages about money carry a MAC. */
    enum MacPolicy {
        /** None is sent and none is looked at. */
        NONE,
        /** Sent once there is a ZAK; one that comes must be right, and one that is missing is missing. */
        ACCEPTED,
        /** Nothing leaves without one, and no answer without a right one is believed. */
        REQUIRED
    }

    static BankZone read(Section bank) {
        return new BankZone(
                bank.choice("pin", PinPolicy.class, PinPolicy.EITHER),
                pinFormat(bank),
                bank.choice("mac", MacPolicy.class, MacPolicy.NONE),
                macAlgorithm(bank),
                bank.flag("key-exchange", false),
                bank.number("key-exchange-every-ms", DAY_MS, 1_000, 30 * DAY_MS));
    }

    private static PinFormat pinFormat(Section bank) {
        PinFormat format = PinFormat.of(bank.integer("pin-format", 0, 0, 4));
        if (format == PinFormat.ISO_1 || format == PinFormat.ISO_2) {
            bank.problems().add(bank.path() + ".pin-format", "is 0, 3 or 4");
        }
        return format;
    }

    private static MacAlgorithm macAlgorithm(Section bank) {
        String text = bank.text("mac-algorithm", MacAlgorithm.X9_19.text());
        try {
            return MacAlgorithm.of(text);
        } catch (IllegalArgumentException e) {
            String known = String.join(
                    ", ",
                    Arrays.stream(MacAlgorithm.values()).map(MacAlgorithm::text).toList());
            bank.problems().add(bank.path() + ".mac-algorithm", "is one of " + known);
            return MacAlgorithm.X9_19;
        }
    }
}
