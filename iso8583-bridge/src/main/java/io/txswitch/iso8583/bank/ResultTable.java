package io.txswitch.iso8583.bank;

import io.txswitch.core.config.Section;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.model.Reason;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What DE39 of one bank means; a code that is not here means that nobody knows.
 *
 * <p>The default is ISO 8583-1:1987's table of response codes as the UnionPay network uses them. A bank's own rows
 * ({@code results}) lie over it, but for the codes by which a bank says that it is not sure itself, or speaks of
 * another message: those stay what they are.
 *
 * @param charges what an answer to a request or an advice means
 * @param reversals what an answer to a reversal means
 */
public record ResultTable(SortedMap<String, Meaning> charges, SortedMap<String, Result> reversals) {
    /** A part was approved: how much stands in the answer's DE4. */
    static final String PARTIAL = "10";
    /** The bank has had this message before. */
    static final String DUPLICATE = "94";

    private static final Set<String> NEVER_SURE = Set.of("09", "68", DUPLICATE, "96", "98");
    private static final Meaning NOBODY_KNOWS = new Meaning(Result.UNKNOWN, null);
    /** What a bank's own rows can say. */
    private static final Map<String, Result> WORDS = Map.of(
            "approved", Result.APPROVED,
            "declined", Result.DECLINED,
            "retryable", Result.RETRYABLE,
            "unknown", Result.UNKNOWN);

    /** The table of a bank that says nothing of its own. */
    public static final ResultTable DEFAULT = new ResultTable(defaults(), reversalDefaults());

    /** @param reason of a decline, else null */
    public record Meaning(Result result, @Nullable Reason reason) {}

    public ResultTable {
        charges = Collections.unmodifiableSortedMap(new TreeMap<>(charges));
        reversals = Collections.unmodifiableSortedMap(new TreeMap<>(reversals));
    }

    private static SortedMap<String, Meaning> defaults() {
        SortedMap<String, Meaning> all = new TreeMap<>();
        for (String code : Set.of("00", PARTIAL, "11", "16")) {
            all.put(code, new Meaning(Result.APPROVED, null));
        }
        // "Issuer or switch inoperative": it was not carried out, and another route may do.
        all.put("91", new Meaning(Result.RETRYABLE, null));
        NEVER_SURE.forEach(code -> all.put(code, NOBODY_KNOWS));
        // Refer, capture, do not honour, expired, restricted, cut-over: the merchant is told no more about them.
        for (String code : Set.of(
                "01", "02", "04", "05", "07", "15", "21", "31", "33", "34", "35", "36", "37", "38", "39", "41", "42",
                "43", "52", "53", "54", "56", "57", "58", "59", "60", "62", "63", "64", "66", "67", "75", "77", "78",
                "79", "80", "82", "88", "90", "93")) {
            all.put(code, new Meaning(Result.DECLINED, Reason.DECLINED_BY_HOST));
        }
        Map.ofEntries(
                        Map.entry("03", Reason.UNKNOWN_MERCHANT),
                        Map.entry("12", Reason.INVALID_TRANSACTION),
                        Map.entry("13", Reason.INVALID_AMOUNT),
                        Map.entry("14", Reason.INVALID_CARD),
                        Map.entry("25", Reason.ORIGINAL_NOT_FOUND),
                        Map.entry("30", Reason.FORMAT_ERROR),
                        Map.entry("40", Reason.NOT_SUPPORTED),
                        Map.entry("45", Reason.USE_CHIP),
                        Map.entry("51", Reason.INSUFFICIENT_FUNDS),
                        Map.entry("55", Reason.WRONG_PIN),
                        Map.entry("61", Reason.AMOUNT_LIMIT),
                        Map.entry("65", Reason.VELOCITY),
                        Map.entry("92", Reason.NO_ROUTE),
                        Map.entry("97", Reason.UNKNOWN_TERMINAL),
                        Map.entry("99", Reason.PIN_BLOCK_ERROR),
                        Map.entry("A0", Reason.MAC_ERROR))
                .forEach((code, reason) -> all.put(code, new Meaning(Result.DECLINED, reason)));
        return all;
    }

    /** What was reversed once stays reversed (94 answers a repeat); 25 says that there is nothing to reverse. */
    private static SortedMap<String, Result> reversalDefaults() {
        return new TreeMap<>(Map.of("00", Result.REVERSED, DUPLICATE, Result.REVERSED, "25", Result.NOT_FOUND));
    }

    /** The default with the rows of the list {@code results} over it. */
    static ResultTable read(Section bank) {
        SortedMap<String, Meaning> charges = new TreeMap<>(DEFAULT.charges);
        for (Section row : bank.sections("results")) {
            String code = row.text("code");
            String word = row.text("result");
            Result result = WORDS.get(word);
            Reason reason = row.choice("reason", Reason.class, reasonOf(charges.get(code)));
            if (!code.matches("[0-9A-Z]{2}")) {
                row.problems().add(row.path() + ".code", "is two digits or capital letters, in quotes");
            } else if (NEVER_SURE.contains(code) || code.equals(PARTIAL)) {
                row.problems().add(row.path() + ".code", code + " cannot be given another meaning");
            } else if (result == null) {
                row.problems().add(row.path() + ".result", "is approved, declined, retryable or unknown");
            } else {
                charges.put(code, new Meaning(result, result == Result.DECLINED ? reason : null));
            }
        }
        return new ResultTable(charges, DEFAULT.reversals);
    }

    private static Reason reasonOf(@Nullable Meaning meaning) {
        return meaning == null || meaning.reason() == null ? Reason.DECLINED_BY_HOST : meaning.reason();
    }

    Meaning ofCharge(@Nullable String code) {
        return code == null ? NOBODY_KNOWS : charges.getOrDefault(code, NOBODY_KNOWS);
    }

    Result ofReversal(@Nullable String code) {
        return code == null ? Result.UNKNOWN : reversals.getOrDefault(code, Result.UNKNOWN);
    }
}
