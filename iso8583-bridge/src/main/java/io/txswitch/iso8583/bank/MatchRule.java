package io.txswitch.iso8583.bank;

import io.txswitch.core.config.Section;
import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.IsoMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which elements an answer is found by, besides the family of its MTI.
 *
 * <p>DE37 alone makes a request unique: it is the transaction's id. DE11 does not: six digits are used up within
 * minutes of load, and come again. A bank that sends no DE37 back needs DE11 with DE7 (the second of receipt) or with
 * DE41 and DE12, and lent numbers ({@code stan: leased}), so that no two of one second are alike.
 *
 * @param fields element numbers, in the order in which the key is written
 */
record MatchRule(List<Integer> fields) {
    static final MatchRule DEFAULT = new MatchRule(List.of(De.STAN, De.RRN));

    /** What a bank sends back as it came, and nothing of the card. */
    private static final Set<Integer> ALLOWED = Set.of(
            De.AMOUNT,
            De.TRANSMISSION_TIME,
            De.STAN,
            De.LOCAL_TIME,
            De.LOCAL_DATE,
            De.ACQUIRER,
            De.RRN,
            De.TERMINAL,
            De.MERCHANT,
            De.CURRENCY);

    private static final int FAMILY_DIGITS = 2;

    MatchRule {
        fields = List.copyOf(fields);
    }

    static MatchRule read(Section bank) {
        List<Integer> fields = new ArrayList<>();
        for (String text : bank.texts("match-by", List.of("11", "37"))) {
            if (text.matches("[0-9]{1,3}") && ALLOWED.contains(Integer.valueOf(text))) {
                fields.add(Integer.valueOf(text));
            } else {
                bank.problems().add(bank.path() + ".match-by", "cannot match by '" + text + "'");
            }
        }
        MatchRule rule = new MatchRule(fields);
        if (!rule.isUnique()) {
            bank.problems().add(bank.path() + ".match-by", "is not unique: 37, or 11 with 7, or 11 with 41 and 12");
        }
        return rule;
    }

    private boolean isUnique() {
        return fields.contains(De.RRN)
                || fields.containsAll(List.of(De.STAN, De.TRANSMISSION_TIME))
                || fields.containsAll(List.of(De.STAN, De.TERMINAL, De.LOCAL_TIME));
    }

    MatchKey keyOf(IsoMessage message) {
        StringBuilder text = new StringBuilder(message.mti())
                .delete(FAMILY_DIGITS, message.mti().length());
        for (int number : fields) {
            text.append('/').append(message.trimmed(number));
        }
        return new MatchKey(text.toString());
    }
}
