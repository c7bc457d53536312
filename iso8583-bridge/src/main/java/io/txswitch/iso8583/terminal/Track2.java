package io.txswitch.iso8583.terminal;

import org.jspecify.annotations.Nullable;

/** Track 2 of a card: number, separator, YYMM, service code, the issuer's own (ISO/IEC 7813). */
final class Track2 {
    private static final char SEPARATOR = '=';
    private static final int EXPIRY_LENGTH = 4;

    private Track2() {}

    /** True when nothing is encrypted, and number and expiry stand where they belong. */
    static boolean isWhole(String track2) {
        int separator = track2.indexOf(SEPARATOR);
        return separator > 0 && isClear(track2) && track2.length() >= separator + 1 + EXPIRY_LENGTH;
    }

    /** True for digits and separators. */
    static boolean isClear(String track) {
        return track.chars().allMatch(c -> c >= '0' && c <= '9' || c == SEPARATOR);
    }

    /** The card number of a track that {@link #isWhole}. */
    static String number(String track2) {
        return track2.substring(0, track2.indexOf(SEPARATOR));
    }

    /** YYMM of a track that {@link #isWhole}. */
    static String expiry(String track2) {
        int at = track2.indexOf(SEPARATOR) + 1;
        return track2.substring(at, at + EXPIRY_LENGTH);
    }

    /** True when the service code begins with 2 or 6: the card has a chip that is to be used where possible. */
    static boolean hasChip(@Nullable String track2) {
        int at = track2 == null ? -1 : track2.indexOf(SEPARATOR) + 1 + EXPIRY_LENGTH;
        return track2 != null
                && isWhole(track2)
                && track2.length() > at
                && (track2.charAt(at) == '2' || track2.charAt(at) == '6');
    }
}
