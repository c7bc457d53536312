package io.txswitch.iso8583.terminal;

import io.txswitch.core.contract.BatchContents;
import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.IsoMessage;
import io.txswitch.iso8583.registry.BatchTotals;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Settlement totals on the wire.
 *
 * <p>UnionPay POS, DE48 of 0500: debit amount 12, count 3, credit amount 12, count 3, result 1; once for domestic and
 * once for foreign cards. The switch adds the two up. ISO 8583:1987: DE74 to DE77 counts, DE86 to DE89 amounts, each
 * less what was reversed, DE97 the net amount, DE66 the result.
 */
final class Totals {
    private static final int BLOCK = 31;
    private static final int AMOUNT = 12;
    private static final int COUNT = 3;
    private static final String BALANCED = "1";
    private static final String DIFFERENT = "2";

    private Totals() {}

    /** What the terminal says; null when it says it in no way that can be read. */
    static @Nullable BatchTotals said(Grammar grammar, IsoMessage message) {
        try {
            return switch (grammar) {
                case ISO87 -> iso87(message);
                case UNIONPAY -> unionPay(message.text(De.PRIVATE_48));
            };
        } catch (IllegalArgumentException | ArithmeticException e) {
            return null;
        }
    }

    static BatchTotals of(BatchContents contents) {
        return new BatchTotals(
                contents.debitCount(), contents.debitMinor(), contents.creditCount(), contents.creditMinor());
    }

    private static @Nullable BatchTotals unionPay(@Nullable String text) {
        if (text == null || text.length() < BLOCK - 1) {
            return null;
        }
        BatchTotals domestic = block(text, 0);
        BatchTotals foreign = text.length() >= 2 * BLOCK - 1 ? block(text, BLOCK) : BatchTotals.ZERO;
        return new BatchTotals(
                domestic.debitCount() + foreign.debitCount(),
                domestic.debitMinor() + foreign.debitMinor(),
                domestic.creditCount() + foreign.creditCount(),
                domestic.creditMinor() + foreign.creditMinor());
    }

    private static BatchTotals block(String text, int from) {
        int credit = from + AMOUNT + COUNT;
        return new BatchTotals(
                Integer.parseInt(text.substring(from + AMOUNT, credit)),
                Long.parseLong(text.substring(from, from + AMOUNT)),
                Integer.parseInt(text.substring(credit + AMOUNT, credit + AMOUNT + COUNT)),
                Long.parseLong(text.substring(credit, credit + AMOUNT)));
    }

    /** Null where the net amount contradicts the others, or there is nothing at all. */
    private static @Nullable BatchTotals iso87(IsoMessage message) {
        if (!message.has(De.DEBITS_NUMBER) && !message.has(De.DEBITS_AMOUNT)) {
            return null;
        }
        BatchTotals said = new BatchTotals(
                Math.toIntExact(number(message, De.DEBITS_NUMBER) - number(message, De.DEBITS_REVERSED_NUMBER)),
                number(message, De.DEBITS_AMOUNT) - number(message, De.DEBITS_REVERSED_AMOUNT),
                Math.toIntExact(number(message, De.CREDITS_NUMBER) - number(message, De.CREDITS_REVERSED_NUMBER)),
                number(message, De.CREDITS_AMOUNT) - number(message, De.CREDITS_REVERSED_AMOUNT));
        String net = message.text(De.NET_AMOUNT);
        return net == null || net.equals(net(said)) || isZero(net, said) ? said : null;
    }

    private static long number(IsoMessage message, int field) {
        String text = message.text(field);
        return text == null ? 0 : Long.parseLong(text);
    }

    private static String net(BatchTotals totals) {
        long net = totals.debitMinor() - totals.creditMinor();
        return (net < 0 ? "C" : "D") + String.format(Locale.ROOT, "%016d", Math.abs(net));
    }

    /** Nothing has either sign. */
    private static boolean isZero(String net, BatchTotals totals) {
        return totals.debitMinor() == totals.creditMinor() && Long.parseLong(net.substring(1)) == 0;
    }

    /** Writes the result into the answer, and for a plain terminal what the switch has. */
    static void answer(IsoMessage.Builder answer, Demand demand, BatchTotals journal, boolean balanced) {
        switch (demand.grammar()) {
            case UNIONPAY -> answer.set(De.PRIVATE_48, judged(demand.message().text(De.PRIVATE_48), balanced));
            case ISO87 ->
                answer.set(De.SETTLEMENT_CODE, balanced ? BALANCED : DIFFERENT)
                        .set(De.DEBITS_NUMBER, padded(journal.debitCount(), 10))
                        .set(De.DEBITS_AMOUNT, padded(journal.debitMinor(), 16))
                        .set(De.CREDITS_NUMBER, padded(journal.creditCount(), 10))
                        .set(De.CREDITS_AMOUNT, padded(journal.creditMinor(), 16))
                        .set(De.NET_AMOUNT, net(journal));
        }
    }

    private static String padded(long value, int digits) {
        return String.format(Locale.ROOT, "%0" + digits + "d", value);
    }

    /** The terminal's own totals with the result digit of each block. */
    private static String judged(@Nullable String said, boolean balanced) {
        String text = said == null ? "" : said;
        String result = balanced ? BALANCED : DIFFERENT;
        String first = text.substring(0, BLOCK - 1) + result;
        return text.length() < 2 * BLOCK - 1 ? first : first + text.substring(BLOCK, 2 * BLOCK - 1) + result;
    }
}
