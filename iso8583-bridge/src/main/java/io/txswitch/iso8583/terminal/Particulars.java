package io.txswitch.iso8583.terminal;

import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.IsoMessage;
import io.txswitch.iso8583.registry.Family;
import org.jspecify.annotations.Nullable;

/**
 * What a message says about itself in the elements that are each network's own.
 *
 * @param type field 60.1, null in plain ISO 8583
 * @param batch six digits: field 60.2, or the whole of DE60 in plain ISO 8583; null when it does not say
 * @param networkCode field 60.3, DE70 in plain ISO 8583
 * @param capability field 60.4, null when it does not say
 * @param chipFailed the chip could not be read, therefore the swipe (field 60.5)
 * @param partialAllowed field 60.6
 */
record Particulars(
        EntryMode entry,
        @Nullable String type,
        @Nullable String batch,
        @Nullable String networkCode,
        @Nullable String capability,
        boolean chipFailed,
        boolean partialAllowed) {
    private static final String BATCH = "[0-9]{6}";
    private static final String NO_BATCH = "000000";
    private static final int TYPE_END = 2;
    private static final int BATCH_END = 8;
    private static final int NETWORK_END = 11;
    private static final int CAPABILITY_END = 12;
    private static final int CHIP_CONDITION_END = 13;
    private static final int PARTIAL_END = 14;

    static Particulars of(Grammar grammar, IsoMessage message) {
        return switch (grammar) {
            case ISO87 -> plain(message);
            case UNIONPAY -> unionPay(message);
        };
    }

    private static Particulars plain(IsoMessage message) {
        String networkCode = message.text(De.NETWORK_CODE);
        String batch = batch(message.text(De.PRIVATE_60));
        return new Particulars(EntryMode.of(message), null, batch, networkCode, null, false, false);
    }

    /** The chip's condition is 1 or 2 only where a card with a chip was swiped. */
    private static Particulars unionPay(IsoMessage message) {
        String said = message.text(De.PRIVATE_60);
        String all = said == null ? "" : said;
        String condition = part(all, CAPABILITY_END, CHIP_CONDITION_END);
        return new Particulars(
                EntryMode.of(message),
                part(all, 0, TYPE_END),
                batch(part(all, TYPE_END, BATCH_END)),
                part(all, BATCH_END, NETWORK_END),
                part(all, NETWORK_END, CAPABILITY_END),
                condition != null && "12".contains(condition),
                "1".equals(part(all, CHIP_CONDITION_END, PARTIAL_END)));
    }

    private static @Nullable String batch(@Nullable String text) {
        return text != null && text.matches(BATCH) && !text.equals(NO_BATCH) ? text : null;
    }

    private static @Nullable String part(String all, int from, int to) {
        return all.length() < to ? null : all.substring(from, to);
    }

    /**
     * Whether the terminal has a chip reader: capability 5 and 6. A message that does not say goes by its family; of
     * the default family nothing is known.
     */
    boolean readsChips(Family family) {
        if (capability != null) {
            return "56".contains(capability);
        }
        return !family.name().equals(Family.DEFAULT) && family.entryModes().contains(Family.EntryMode.CHIP);
    }
}
