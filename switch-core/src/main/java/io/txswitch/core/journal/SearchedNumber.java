package io.txswitch.core.journal;

import io.txswitch.core.model.TxId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a number that somebody typed may be.
 *
 * @param ids our own ids it may spell, as id or as reference number
 * @param slip terminal, trace and date from a paper slip, or null
 */
record SearchedNumber(String text, List<TxId> ids, @Nullable Slip slip) {
    /** @param monthDay MMDD, the terminal's date */
    record Slip(String terminalId, String trace, String monthDay) {}

    private static final Pattern SLIP = Pattern.compile("([\\x21-\\x2a\\x2c-\\x7e]{1,16})\\+(\\d{1,6})\\+(\\d{4})");
    private static final int TRACE_LENGTH = 6;

    static SearchedNumber of(String typed) {
        String text = typed.strip();
        String upper = text.toUpperCase(Locale.ROOT);
        List<TxId> ids = new ArrayList<>();
        if (TxId.isText(upper)) {
            ids.add(TxId.parse(upper));
        }
        try {
            ids.add(TxId.ofRrn(upper));
        } catch (IllegalArgumentException e) {
            // not a reference number: it may be any of the others
        }
        Matcher parts = SLIP.matcher(text);
        Slip slip = parts.matches() ? new Slip(parts.group(1), padded(parts.group(2)), parts.group(3)) : null;
        return new SearchedNumber(text, ids, slip);
    }

    private static String padded(String trace) {
        return "0".repeat(TRACE_LENGTH - trace.length()) + trace;
    }
}
