package io.txswitch.cluster.cli.certify;

import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.IsoMessage;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a terminal sends, in the words of its dialect. */
final class PosMessages {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("MMddHHmmss");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("MMdd");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss");
    private static final String ORIGINAL_REST = "0".repeat(22);
    private static final String NO_FOREIGN = "0".repeat(31);
    /** 60.3 000, 60.4 magnetic stripe and chip, 60.5 no fallback. */
    private static final String CAPABILITIES = "00050";

    private final PosProfile profile;
    private final InstantSource clock;

    /**
     * What a transaction is, for both families of dialects.
     *
     * @param type field 60.1
     */
    record What(String mti, String processing, String condition, String type) {
        static final What SALE = new What("0200", "000000", "00", "22");
        static final What VOID = new What("0200", "200000", "00", "23");
        static final What REFUND = new What("0220", "200000", "00", "25");
        static final What BALANCE = new What("0200", "310000", "00", "01");
        static final What PRE_AUTH = new What("0100", "030000", "06", "10");
        static final What PRE_AUTH_VOID = new What("0100", "200000", "06", "11");
        static final What COMPLETION = new What("0200", "000000", "06", "20");
        static final What COMPLETION_VOID = new What("0200", "200000", "06", "21");
    }

    PosMessages(PosProfile profile, InstantSource clock) {
        this.profile = profile;
        this.clock = clock;
    }

    private IsoMessage.Builder begin(String mti, String trace) {
        IsoMessage.Builder message = IsoMessage.of(mti)
                .set(De.STAN, trace)
                .set(De.TERMINAL, profile.terminal())
                .set(De.MERCHANT, profile.merchant());
        if (profile.unionPay()) {
            return message;
        }
        LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        return message.set(De.TRANSMISSION_TIME, MOMENT.format(now))
                .set(De.LOCAL_DATE, DATE.format(now))
                .set(De.LOCAL_TIME, TIME.format(now));
    }

    /** Sign-in, sign-off, echo, settlement, upload: {@code code} is 60.3, or DE70 where there is no such field. */
    IsoMessage.Builder network(String mti, String code, Pos pos) {
        IsoMessage.Builder message = begin(mti, pos.nextTrace());
        if (profile.unionPay()) {
            return message.set(Field.BATCH, "00" + pos.batch() + code);
        }
        return switch (mti) {
            case "0500" -> message.set(Field.BATCH, pos.batch());
            case "0320" -> message.set(De.NETWORK_CODE, code).set(Field.BATCH, pos.batch());
            default -> message.set(De.NETWORK_CODE, code);
        };
    }

    /** A swipe without a PIN. */
    IsoMessage.Builder card(What what, long amountMinor, Pos pos) {
        return begin(what.mti(), pos.nextTrace())
                .set(De.PROCESSING_CODE, what.processing())
                .set(De.AMOUNT, amountMinor == 0 ? null : amount(amountMinor))
                .set(De.ENTRY_MODE, "022")
                .set(De.CONDITION_CODE, what.condition())
                .set(De.TRACK_2, PosProfile.CARD.digits() + "=" + PosProfile.EXPIRY + PosProfile.SERVICE_CODE + "0000")
                .set(De.CURRENCY, "156")
                .set(Field.BATCH, profile.unionPay() ? what.type() + pos.batch() + CAPABILITIES : pos.batch());
    }

    /** What follows an original: names it by our reference number, and by batch and trace where there is DE61. */
    IsoMessage.Builder following(What what, long amountMinor, Done original, Pos pos) {
        IsoMessage.Builder message =
                card(what, amountMinor, pos).set(De.RRN, original.rrn()).set(De.AUTH_CODE, original.authCode());
        return profile.unionPay()
                ? message.set(Field.ORIGINAL, original.batch() + original.trace() + today())
                : message;
    }

    /** Takes a request back; a UnionPay terminal repeats its numbers, any other names them in DE90. */
    IsoMessage.Builder reversal(IsoMessage original, Pos pos) {
        if (profile.unionPay()) {
            return IsoMessage.of("0400")
                    .copy(
                            original,
                            De.PROCESSING_CODE,
                            De.AMOUNT,
                            De.STAN,
                            De.ENTRY_MODE,
                            De.CONDITION_CODE,
                            De.TERMINAL,
                            De.MERCHANT,
                            De.CURRENCY,
                            Field.BATCH)
                    .set(De.RESPONSE_CODE, "98");
        }
        return begin("0400", pos.nextTrace())
                .copy(original, De.PROCESSING_CODE, De.AMOUNT, De.CURRENCY, Field.BATCH)
                .set(
                        De.ORIGINAL_DATA,
                        original.mti() + original.text(De.STAN) + original.text(De.TRANSMISSION_TIME) + ORIGINAL_REST);
    }

    /** The end of a batch, with what the terminal believes. */
    IsoMessage.Builder settlement(int debits, long debitMinor, int credits, long creditMinor, Pos pos) {
        IsoMessage.Builder message = network("0500", "201", pos);
        return profile.unionPay()
                ? message.set(
                        Field.TOTALS,
                        amount(debitMinor) + count(debits, 3) + amount(creditMinor) + count(credits, 3) + "0"
                                + NO_FOREIGN)
                : message.set(Field.DEBITS_NUMBER, count(debits, 10))
                        .set(Field.DEBITS_AMOUNT, count(debitMinor, 16))
                        .set(Field.CREDITS_NUMBER, count(credits, 10))
                        .set(Field.CREDITS_AMOUNT, count(creditMinor, 16));
    }

    /** One transaction of a batch that did not balance. */
    IsoMessage.Builder upload(Done done, Pos pos) {
        IsoMessage.Builder message = network("0320", "201", pos);
        return profile.unionPay()
                ? message.set(Field.TOTALS, "01" + "00" + done.trace() + "0".repeat(20) + amount(done.amountMinor()))
                : message.set(De.AMOUNT, amount(done.amountMinor())).set(Field.ORIGINAL, done.batch() + done.trace());
    }

    private String today() {
        return DATE.format(LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
    }

    static String amount(long minor) {
        return count(minor, 12);
    }

    private static String count(long value, int digits) {
        return String.format(Locale.ROOT, "%0" + digits + "d", value);
    }

    /**
     * A transaction that was answered with 00.
     *
     * @param request as it was, without its MAC
     */
    record Done(IsoMessage request, IsoMessage answer, String batch, long amountMinor) {
        @Nullable
        String rrn() {
            return answer.text(De.RRN);
        }

        @Nullable
        String authCode() {
            return answer.text(De.AUTH_CODE);
        }

        String trace() {
            return String.valueOf(request.text(De.STAN));
        }
    }
}
