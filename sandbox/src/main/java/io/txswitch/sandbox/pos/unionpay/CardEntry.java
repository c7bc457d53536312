package io.txswitch.sandbox.pos.unionpay;

import io.txswitch.sandbox.pos.SandboxCard;
import org.jspecify.annotations.Nullable;

/**
 * How a payer showed what he pays with.
 *
 * @param way F22 begins with it
 * @param card null when a code was scanned
 * @param pin empty when none was entered
 * @param code the payer's code, empty for a card
 */
public record CardEntry(Way way, @Nullable SandboxCard card, String pin, String code) {
    /** The first two digits of F22, and what the card tells that way. */
    public enum Way {
        MANUAL("01"),
        SWIPE("02"),
        /** A stripe that was read because the chip could not be. */
        FALLBACK("02"),
        QR("03"),
        INSERT("05"),
        TAP("07");

        private final String digits;

        Way(String digits) {
            this.digits = digits;
        }

        boolean hasChip() {
            return this == INSERT || this == TAP;
        }
    }

    /** A card, without a PIN. */
    public static CardEntry of(Way way, SandboxCard card) {
        return new CardEntry(way, card, "", "");
    }

    /** A scanned code. */
    public static CardEntry qr(String code) {
        return new CardEntry(Way.QR, null, "", code);
    }

    /** The same with a PIN. */
    public CardEntry withPin(String newPin) {
        return new CardEntry(way, card, newPin, code);
    }

    /** Whether the card's chip was read. */
    public boolean hasChip() {
        return way.hasChip();
    }

    /** F22. */
    public String mode() {
        return way.digits + (pin.isEmpty() ? "2" : "1");
    }

    /** Shows neither PIN nor code. */
    @Override
    public String toString() {
        return "CardEntry[" + way + "]";
    }
}
