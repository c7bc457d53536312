package io.txswitch.iso8583.terminal;

import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.IsoMessage;
import io.txswitch.iso8583.registry.Family;
import org.jspecify.annotations.Nullable;

/**
 * How the card, or the code, came into the terminal: DE22.
 *
 * @param digits the first two, empty when the message has none
 * @param way what they mean
 */
record EntryMode(String digits, Way way) {
    private static final int WAY_DIGITS = 2;

    /** Source: ISO 8583:1987, DE22; 80 is the swipe of a chip card whose chip could not be read. */
    enum Way {
        UNSAID(null),
        MANUAL(Family.EntryMode.MANUAL),
        STRIPE(Family.EntryMode.MAGSTRIPE),
        FALLBACK(Family.EntryMode.MAGSTRIPE),
        CODE(Family.EntryMode.CODE),
        CHIP(Family.EntryMode.CHIP),
        CONTACTLESS(Family.EntryMode.CONTACTLESS);

        private final Family.@Nullable EntryMode allowedAs;

        Way(Family.@Nullable EntryMode allowedAs) {
            this.allowedAs = allowedAs;
        }
    }

    static EntryMode of(IsoMessage message) {
        String said = message.text(De.ENTRY_MODE);
        String digits = said == null || said.length() < WAY_DIGITS ? "" : said.substring(0, WAY_DIGITS);
        return new EntryMode(digits, way(digits));
    }

    private static Way way(String digits) {
        return switch (digits) {
            case "01" -> Way.MANUAL;
            case "02", "90" -> Way.STRIPE;
            case "03", "04" -> Way.CODE;
            case "05", "95" -> Way.CHIP;
            case "07", "91", "98" -> Way.CONTACTLESS;
            case "80" -> Way.FALLBACK;
            default -> Way.UNSAID;
        };
    }

    /** False for a way that terminals of this family do not have; what is not said, or not known, may be. */
    boolean isAllowed(Family family) {
        return way.allowedAs == null || family.entryModes().contains(way.allowedAs);
    }

    /** True for a card with a chip that was swiped where the chip should have been read. */
    boolean passesOverChip(@Nullable String track2, Particulars particulars, Family family) {
        boolean swiped = way == Way.STRIPE || way == Way.FALLBACK;
        if (!swiped || !Track2.hasChip(track2)) {
            return false;
        }
        boolean chipFailed = way == Way.FALLBACK || particulars.chipFailed();
        return chipFailed ? !family.fallback() : particulars.readsChips(family);
    }
}
