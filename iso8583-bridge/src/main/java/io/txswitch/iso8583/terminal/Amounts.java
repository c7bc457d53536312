package io.txswitch.iso8583.terminal;

import io.txswitch.core.model.Money;
import io.txswitch.core.model.Reason;
import io.txswitch.iso8583.codec.Currencies;
import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.IsoMessage;
import org.jspecify.annotations.Nullable;

/** How much a message is about: DE4 in the family's currency, which DE49 may repeat. */
final class Amounts {
    private Amounts() {}

    /** Why a message says no amount, null when it does: 13 for none at all or zero, 12 for another currency. */
    static @Nullable Reason refusal(Demand demand) {
        IsoMessage message = demand.message();
        String currency = message.text(De.CURRENCY);
        if (currency != null && !demand.caller().family().currency().equals(Currencies.letters(currency))) {
            return Reason.INVALID_TRANSACTION;
        }
        if (!demand.asked().moves()) {
            return null;
        }
        String amount = message.text(De.AMOUNT);
        if (amount == null) {
            return Reason.FORMAT_ERROR;
        }
        return Long.parseLong(amount) == 0 ? Reason.INVALID_AMOUNT : null;
    }

    /** The amount of a message that {@link #refusal} has nothing against; zero where nothing moves. */
    static Money of(Demand demand) {
        String amount = demand.asked().moves() ? demand.message().text(De.AMOUNT) : null;
        return new Money(
                amount == null ? 0 : Long.parseLong(amount),
                demand.caller().family().currency());
    }
}
