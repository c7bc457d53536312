package io.txswitch.iso8583.terminal;

import io.txswitch.core.model.CardData;
import io.txswitch.core.model.Pan;
import io.txswitch.core.model.PinBlock;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.Secret;
import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.IsoMessage;
import io.txswitch.iso8583.registry.Family;
import org.jspecify.annotations.Nullable;

/**
 * Takes the card out of a message: by stripe (DE35, DE36), by chip (DE55 with DE35 or DE2), or typed in (DE2 and DE14).
 *
 * <p>Source: ISO 8583:1987 DE2, DE14, DE35, DE36, DE52, DE53; ISO/IEC 7813 (track 2).
 */
final class CardReader {
    /** DE53 in the UnionPay POS profile: first digit 1 where the PIN block is not bound to the card number. */
    private static final char PIN_WITHOUT_PAN = '1';

    private CardReader() {}

    /** A card, or why there is none. */
    sealed interface Reading {
        /** The card as read. */
        record Card(CardData data) implements Reading {}

        /** Response 14 for a number that is none, 30 for elements that are missing or do not agree. */
        record Refused(Reason reason) implements Reading {}
    }

    /** True when the message has something of a card. */
    static boolean hasCard(IsoMessage message) {
        return message.has(De.PAN) || message.has(De.TRACK_2);
    }

    static Reading read(Demand demand) {
        IsoMessage message = demand.message();
        String track2 = message.text(De.TRACK_2);
        String typed = message.text(De.PAN);
        String track3 = message.text(De.TRACK_3);
        if (track2 != null && !Track2.isWhole(track2) || track3 != null && !Track2.isClear(track3)) {
            return new Reading.Refused(Reason.FORMAT_ERROR);
        }
        String striped = track2 == null ? null : Track2.number(track2);
        String number = typed == null ? striped : typed;
        if (number == null || striped != null && !striped.equals(number)) {
            return new Reading.Refused(Reason.FORMAT_ERROR);
        }
        String given = message.text(De.EXPIRY);
        String expiry = given != null || track2 == null ? given : Track2.expiry(track2);
        if (expiry == null && needsExpiry(demand)) {
            return new Reading.Refused(Reason.FORMAT_ERROR);
        }
        Pan pan = pan(number);
        if (pan == null) {
            return new Reading.Refused(Reason.INVALID_CARD);
        }
        byte[] pin = message.bytes(De.PIN_BLOCK);
        PinBlock block = pin == null ? null : pinBlock(message, pin, demand.caller());
        return pin != null && block == null
                ? new Reading.Refused(Reason.PIN_BLOCK_ERROR)
                : new Reading.Card(card(message, pan, expiry, track2, block));
    }

    /** A chip has its own, a card may have none, and what follows an earlier transaction needs none. */
    private static boolean needsExpiry(Demand demand) {
        return demand.grammar() == Grammar.ISO87
                && demand.asked().readsCard()
                && !demand.message().has(De.CHIP_DATA);
    }

    private static @Nullable Pan pan(String number) {
        try {
            Pan pan = new Pan(number);
            return pan.hasValidCheckDigit() ? pan : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Null for a block that nobody behind this switch could read: no key, or not bound to the card number. */
    private static @Nullable PinBlock pinBlock(IsoMessage message, byte[] block, Caller caller) {
        Family family = caller.family();
        if (family.pin() == Family.PinPolicy.PASS_ON) {
            return PinBlock.sharedWithBank(block);
        }
        String control = message.text(De.SECURITY_CONTROL);
        boolean bound = control == null || control.charAt(0) != PIN_WITHOUT_PAN;
        return caller.pinKey() == null || !bound
                ? null
                : new PinBlock(block, family.pinFormat().number(), caller.pinKey());
    }

    private static CardData card(
            IsoMessage message, Pan pan, @Nullable String expiry, @Nullable String track2, @Nullable PinBlock pin) {
        String track3 = message.text(De.TRACK_3);
        return new CardData(
                pan,
                expiry,
                message.text(De.ENTRY_MODE),
                message.text(De.CARD_SEQUENCE),
                track2 == null ? null : new Secret(track2),
                message.bytes(De.CHIP_DATA),
                pin,
                track3 == null ? null : new Secret(track3));
    }
}
