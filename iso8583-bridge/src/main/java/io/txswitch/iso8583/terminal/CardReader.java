package io.txswitch.iso8583.terminal;

import io.txswitch.core.model.CardData;
import io.txswitch.core.model.Pan;
import io.txswitch.core.model.PinBlock;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.Secret;
import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.IsoMessage;
import org.jspecify.annotations.Nullable;

/**
 * Takes the card out of a message: by magstripe (DE35), by chip (DE55 with DE35 or DE2), or typed in (DE2 and DE14).
 *
 * <p>Source: ISO 8583:1987 DE2, DE14, DE35; ISO/IEC 7813 (track 2: number, separator, YYMM, service code).
 */
final class CardReader {
    private static final int EXPIRY_LENGTH = 4;

    private CardReader() {}

    /** A card, or why there is none. */
    sealed interface Reading {
        /** The card as read. */
        record Card(CardData data) implements Reading {}

        /** Response 14 for a number that is none, 30 for elements that are missing or do not agree. */
        record Refused(Reason reason) implements Reading {}
    }

    static Reading read(IsoMessage message) {
        String track2 = message.text(De.TRACK_2);
        String typed = message.text(De.PAN);
        int separator = track2 == null ? -1 : track2.indexOf('=');
        if (track2 != null && track2.length() < separator + 1 + EXPIRY_LENGTH || track2 != null && separator < 0) {
            return new Reading.Refused(Reason.FORMAT_ERROR);
        }
        String striped = track2 == null ? null : track2.substring(0, separator);
        String number = typed == null ? striped : typed;
        if (number == null || striped != null && !striped.equals(number)) {
            return new Reading.Refused(Reason.FORMAT_ERROR);
        }
        String expiry = expiry(message, track2, separator);
        boolean chip = message.has(De.CHIP_DATA);
        if (expiry == null && !chip) {
            return new Reading.Refused(Reason.FORMAT_ERROR);
        }
        return card(message, number, expiry, track2);
    }

    private static @Nullable String expiry(IsoMessage message, @Nullable String track2, int separator) {
        String given = message.text(De.EXPIRY);
        if (given != null || track2 == null) {
            return given;
        }
        return track2.substring(separator + 1, separator + 1 + EXPIRY_LENGTH);
    }

    private static Reading card(IsoMessage message, String number, @Nullable String expiry, @Nullable String track2) {
        Pan pan;
        try {
            pan = new Pan(number);
        } catch (IllegalArgumentException e) {
            return new Reading.Refused(Reason.INVALID_CARD);
        }
        if (!pan.hasValidCheckDigit()) {
            return new Reading.Refused(Reason.INVALID_CARD);
        }
        byte[] pin = message.bytes(De.PIN_BLOCK);
        return new Reading.Card(new CardData(
                pan,
                expiry,
                message.text(De.ENTRY_MODE),
                message.text(De.CARD_SEQUENCE),
                track2 == null ? null : new Secret(track2),
                message.bytes(De.CHIP_DATA),
                pin == null ? null : PinBlock.sharedWithBank(pin)));
    }
}
