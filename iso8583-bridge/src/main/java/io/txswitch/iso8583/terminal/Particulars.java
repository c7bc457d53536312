package io.txswitch.iso8583.terminal;

import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.IsoMessage;
import org.jspecify.annotations.Nullable;

/**
 * What a message says about itself in the elements that are each network's own.
 *
 * @param type field 60.1, null in plain ISO 8583
 * @param batch six digits: field 60.2, or the whole of DE60 in plain ISO 8583; null when it does not say
 * @param networkCode field 60.3, DE70 in plain ISO 8583
 * @param readsChips the terminal has a chip reader (field 60.4)
 * @param chipFailed the chip could not be read, therefore the swipe (field 60.5)
 * @param partialAllowed field 60.6
 */
record Particulars(
        EntryMode entry,
        @Nullable String type,
        @Nullable String batch,
        @Nullable String networkCode,
        boolean readsChips,
        boolean chipFailed,
        boolean partialAllowed) {
    private static final String BATCH = "[0-9]{6}";
    private static final int TYPE_END = 2;
    private static final int BATCH_END = 8;
    private static final int NETWORK_END = 11;
    private static final int CAPABILITY_AT = 11;
    private static final int CHIP_CONDITION_AT = 12;
    private static final int PARTIAL_AT = 13;

    static Particulars of(Grammar grammar, IsoMessage message) {
        return switch (grammar) {
            case ISO87 -> plain(message);
            case UNIONPAY -> unionPay(message);
        };
    }

    private static Particulars plain(IsoMessage message) {
        String batch = message.text(De.PRIVATE_60);
        return new Particulars(
                EntryMode.of(message),
                null,
                batch != null && batch.matches(BATCH) ? batch : null,
                message.text(De.NETWORK_CODE),
                false,
                false,
                false);
    }

    /** Capability 5 and 6 read chips; the chip's condition is 1 or 2 only where a chip card was swiped. */
    private static Particulars unionPay(IsoMessage message) {
        String said = message.text(De.PRIVATE_60);
        String all = said == null ? "" : said;
        return new Particulars(
                EntryMode.of(message),
                part(all, 0, TYPE_END),
                part(all, TYPE_END, BATCH_END),
                part(all, BATCH_END, NETWORK_END),
                "56".indexOf(digit(all, CAPABILITY_AT)) >= 0,
                "12".indexOf(digit(all, CHIP_CONDITION_AT)) >= 0,
                digit(all, PARTIAL_AT) == '1');
    }

    private static @Nullable String part(String all, int from, int to) {
        return all.length() < to ? null : all.substring(from, to);
    }

    private static char digit(String all, int at) {
        return all.length() > at ? all.charAt(at) : '0';
    }
}
