package io.txswitch.iso8583.bank;

import io.txswitch.core.config.KeyRing;
import io.txswitch.core.contract.HostRequest;
import io.txswitch.core.contract.HostRequest.Operation;
import io.txswitch.core.model.CardData;
import io.txswitch.core.model.CardView;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Kind;
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
 * Requests of the core as a bank's messages, but for PIN and MAC; pure apart from the clock.
 *
 * <p>A request that cannot be written in the bank's language is an {@link IllegalArgumentException}, whose text
 * names the element and never its value. Source: ISO 8583-1:1987.
 */
final class BankMapping {
    private static final int PRIVATE_TEXT = 48;
    private static final int TRACK_3 = 36;
    private static final String ORIGINAL_MARK = "ORIG";

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

    /**
     * The trace numbers of a request.
     *
     * @param own of the transaction itself; its reversal and its repeats have the same
     * @param original of the transaction it names, null when it names none
     */
    record Traces(String own, @Nullable String original) {}

    /** 0100 or 0200: what was read from the card goes out as it was read. */
    IsoMessage.Builder charge(HostRequest request, Traces traces) {
        Shape shape = Shape.of(request.header(), request.originalHeader());
        CardData read = request.card();
        IsoMessage.Builder message = common(shape.mti(), shape, request, traces);
        named(message, request, traces);
        if (read != null) {
            message.set(De.CHIP_DATA, read.emv());
            message.set(De.TRACK_2, read.track2() == null ? null : read.track2().reveal());
            message.set(TRACK_3, read.track3() == null ? null : read.track3().reveal());
        }
        return message;
    }

    /** 0220 or 0620, and as a repeat 0221 or 0621: the same words each time, so never a track or a PIN. */
    IsoMessage.Builder advice(HostRequest request, Traces traces) {
        TxHeader header = request.header();
        Shape shape = Shape.of(header, request.originalHeader());
        String mti = request.attempt() == 0 ? shape.mti() : shape.repeatMti();
        IsoMessage.Builder message = common(mti, shape, request, traces);
        named(message, request, traces);
        boolean ownChip = header.kind() == Kind.ADVICE || header.kind() == Kind.SCRIPT_RESULT;
        CardData own = ownChip && (request.card() != null || header.card() != null) ? card(request) : null;
        if (own != null) {
            message.set(De.CHIP_DATA, own.emv());
        }
        return message;
    }

    /** 0420, or 0421 for a repeat: the same numbers, and DE90 naming the original. */
    IsoMessage.Builder reversal(HostRequest request, Traces traces) {
        TxHeader header = request.header();
        Shape shape = Shape.of(header, request.originalHeader());
        CardData card = card(request);
        byte[] emv = card == null ? null : card.emv();
        byte[] chip = emv == null ? new byte[0] : Tlv.pick(emv, REVERSAL_TAGS);
        return common(request.attempt() == 0 ? "0420" : "0421", shape, request, traces)
                .set(De.TRANSMISSION_TIME, transmission(clock.instant()))
                .set(De.AUTH_CODE, request.known().authCode())
                .set(De.CHIP_DATA, chip.length == 0 ? null : chip)
                .set(De.ORIGINAL_DATA, original(header, traces.own()));
    }

    /** What names the original: DE38, DE48 and DE90; an offline approval has a code and no original. */
    private static void named(IsoMessage.Builder message, HostRequest request, Traces traces) {
        TxHeader original = request.originalHeader();
        String fromTerminal =
                request.header().pos() == null ? null : request.header().pos().authCode();
        if (original == null || traces.original() == null) {
            message.set(De.AUTH_CODE, request.operation() == Operation.FORWARD ? fromTerminal : null);
            return;
        }
        HostFacts facts = request.originalFacts();
        String issued = facts == null ? null : facts.authCode();
        message.set(De.AUTH_CODE, issued == null ? fromTerminal : issued)
                .set(PRIVATE_TEXT, ORIGINAL_MARK + original.id().rrn())
                .set(De.ORIGINAL_DATA, original(original, traces.original()));
    }

    /** DE90: MTI, DE11 and DE7 of the original, and no institutions. */
    private static String original(TxHeader header, String stan) {
        return Shape.mtiOf(header) + stan + transmission(header.receivedAt()) + NO_INSTITUTIONS;
    }

    private IsoMessage.Builder common(String mti, Shape shape, HostRequest request, Traces traces) {
        TxHeader header = request.header();
        CardData card = card(request);
        String currency = Currencies.digits(header.money().currency());
        if (currency == null) {
            throw new IllegalArgumentException(
                    "DE49: no code for " + header.money().currency());
        }
        String local = localDateTime(header);
        IsoMessage.Builder message = IsoMessage.of(mti);
        if (card != null) {
            message.set(De.PAN, card.pan().digits())
                    .set(De.EXPIRY, card.expiry())
                    .set(De.ENTRY_MODE, entryMode(card))
                    .set(De.CARD_SEQUENCE, card.sequence());
        }
        return message.set(De.PROCESSING_CODE, shape.processing())
                .set(De.AMOUNT, shape.hasAmount() ? digits12(amountMinor(request)) : null)
                .set(De.TRANSMISSION_TIME, transmission(header.receivedAt()))
                .set(De.STAN, traces.own())
                .set(De.LOCAL_TIME, local.substring(DATE_LENGTH))
                .set(De.LOCAL_DATE, local.substring(0, DATE_LENGTH))
                .set(De.CONDITION_CODE, shape.condition())
                .set(De.RRN, header.id().rrn())
                .set(De.TERMINAL, header.terminalId())
                .set(De.MERCHANT, header.merchantId())
                .set(De.CURRENCY, currency);
    }

    /** What the bank is to have on its books: of a tip the new total, else the transaction's own money. */
    private static long amountMinor(HostRequest request) {
        long ownMinor = request.header().money().amountMinor();
        TxHeader original = request.originalHeader();
        if (request.header().kind() != Kind.ADJUSTMENT || original == null) {
            return ownMinor;
        }
        HostFacts facts = request.originalFacts();
        Long part = facts == null ? null : facts.approvedMinor();
        return (part == null ? original.money().amountMinor() : part) + ownMinor;
    }

    /**
     * From memory, else what was sealed of it, else what was sealed of the original's; null for what follows an
     * original that had none itself: the bank knows it by its reference.
     */
    private @Nullable CardData card(HostRequest request) {
        CardData read = request.card();
        if (read != null) {
            return read;
        }
        CardView sealed = request.header().card();
        if (sealed == null && request.originalHeader() != null) {
            sealed = request.originalHeader().card();
        }
        if (sealed == null && request.originalHeader() != null) {
            return null;
        }
        if (sealed == null) {
            throw new IllegalArgumentException("the transaction has no card");
        }
        return keys.open(sealed);
    }

    private static String digits12(long amountMinor) {
        return String.format(Locale.ROOT, "%012d", amountMinor);
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
