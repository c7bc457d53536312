package io.txswitch.iso8583.bank;

import io.txswitch.core.config.KeyRing;
import io.txswitch.core.contract.HostRequest;
import io.txswitch.core.model.CardData;
import io.txswitch.core.model.CardView;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.TxHeader;
import io.txswitch.iso8583.codec.Currencies;
import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.IsoMessage;
import io.txswitch.iso8583.codec.Tlv;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Requests of the core as a bank's messages; pure apart from the clock.
 *
 * <p>A request that cannot be written in the bank's language is an {@link IllegalArgumentException}, whose text
 * names the element and never its value. Source: ISO 8583-1:1987.
 */
final class BankMapping {
    private static final String SALE = "000000";
    private static final String CONDITION_NORMAL = "00";
    /** The longest PIN that a terminal takes. */
    private static final String PIN_CAPTURE = "12";

    private static final String CHIP = "051";
    private static final String STRIPE = "021";
    private static final String TYPED = "012";
    private static final String NO_INSTITUTIONS = "0".repeat(22);
    private static final int LOCAL_LENGTH = 10;
    private static final int DATE_LENGTH = 4;
    /**
     * What an issuer needs to know its card by in a reversal: results, application data, serial, counter, script
     * result.
     */
    private static final Set<String> REVERSAL_TAGS = Set.of("95", "9F10", "9F1E", "9F36", "DF31");

    private static final DateTimeFormatter TRANSMISSION =
            DateTimeFormatter.ofPattern("MMddHHmmss").withZone(ZoneOffset.UTC);

    private final KeyRing keys;
    private final InstantSource clock;

    BankMapping(KeyRing keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** 0200; the card must be the one that was read, as a sealed one has neither track nor PIN. */
    IsoMessage charge(HostRequest request) {
        CardData card = request.card();
        if (card == null) {
            throw new IllegalArgumentException("the card is no longer in memory");
        }
        TxHeader header = request.header();
        IsoMessage.Builder message = common("0200", header, card, transmission(header.receivedAt()))
                .set(De.CHIP_DATA, card.emv())
                .set(
                        De.PIN_BLOCK,
                        card.pinBlock() == null ? null : card.pinBlock().block());
        if (card.track2() != null) {
            message.set(De.TRACK_2, card.track2().reveal());
        }
        if (card.pinBlock() != null) {
            message.set(De.PIN_CAPTURE_CODE, PIN_CAPTURE);
        }
        return message.build();
    }

    /** 0420, or 0421 for a repeat: the same numbers, and DE90 naming the original. */
    IsoMessage reversal(HostRequest request) {
        TxHeader header = request.header();
        CardData card = request.card() == null ? opened(header.card()) : request.card();
        HostFacts known = request.known();
        String stan = stanOf(request);
        String original = "0200" + stan + transmission(header.receivedAt()) + NO_INSTITUTIONS;
        byte[] chip = card.emv() == null ? new byte[0] : Tlv.pick(card.emv(), REVERSAL_TAGS);
        return common(request.attempt() == 0 ? "0420" : "0421", header, card, transmission(clock.instant()))
                .set(De.STAN, stan)
                .set(De.AUTH_CODE, known.authCode())
                .set(De.CHIP_DATA, chip.length == 0 ? null : chip)
                .set(De.ORIGINAL_DATA, original)
                .build();
    }

    /** The trace number of a request towards the bank. */
    static String stanOf(HostRequest request) {
        String known = request.known().stan();
        return known == null ? Stan.of(request.header().id()) : known;
    }

    private CardData opened(@Nullable CardView view) {
        if (view == null) {
            throw new IllegalArgumentException("the transaction has no card");
        }
        return keys.open(view);
    }

    private static IsoMessage.Builder common(String mti, TxHeader header, CardData card, String sentAt) {
        String currency = Currencies.digits(header.money().currency());
        if (currency == null) {
            throw new IllegalArgumentException(
                    "DE49: no code for " + header.money().currency());
        }
        String local = localDateTime(header);
        return IsoMessage.of(mti)
                .set(De.PAN, card.pan().digits())
                .set(De.PROCESSING_CODE, SALE)
                .set(
                        De.AMOUNT,
                        String.format(Locale.ROOT, "%012d", header.money().amountMinor()))
                .set(De.TRANSMISSION_TIME, sentAt)
                .set(De.STAN, Stan.of(header.id()))
                .set(De.LOCAL_TIME, local.substring(DATE_LENGTH))
                .set(De.LOCAL_DATE, local.substring(0, DATE_LENGTH))
                .set(De.EXPIRY, card.expiry())
                .set(De.ENTRY_MODE, entryMode(card))
                .set(De.CARD_SEQUENCE, card.sequence())
                .set(De.CONDITION_CODE, CONDITION_NORMAL)
                .set(De.RRN, header.id().rrn())
                .set(De.TERMINAL, header.terminalId())
                .set(De.MERCHANT, header.merchantId())
                .set(De.CURRENCY, currency);
    }

    private static String localDateTime(TxHeader header) {
        String local = header.localDateTime();
        return local != null && local.length() == LOCAL_LENGTH ? local : transmission(header.receivedAt());
    }

    private static String entryMode(CardData card) {
        String read = card.entryMode();
        if (read != null) {
            return read;
        }
        return card.emv() != null ? CHIP : card.track2() != null ? STRIPE : TYPED;
    }

    private static String transmission(Instant at) {
        return TRANSMISSION.format(at);
    }
}
