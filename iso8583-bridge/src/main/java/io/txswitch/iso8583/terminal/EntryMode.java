package io.txswitch.iso8583.terminal;

import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.IsoMessage;
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
        UNSAID,
        MANUAL,
        STRIPE,
        CODE,
        CHIP,
        CONTACTLESS,
        FALLBACK
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

    /** True for a card with a chip that was swiped although nothing says that the chip failed. */
    boolean passesOverChip(@Nullable String track2, Particulars particulars, Traits traits) {
        boolean swiped = way == Way.STRIPE || way == Way.FALLBACK;
        if (!swiped || track2 == null || !Track2.hasChip(track2)) {
            return false;
        }
        boolean flagged = way == Way.FALLBACK || particulars.chipFailed();
        boolean reader = particulars.readsChips() || traits.readsChips();
        return flagged ? !traits.fallbackAllowed() : reader;
    }
}
