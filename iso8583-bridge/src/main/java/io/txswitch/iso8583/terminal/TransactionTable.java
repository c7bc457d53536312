package io.txswitch.iso8583.terminal;

import io.txswitch.iso8583.codec.De;
import io.txswitch.iso8583.codec.IsoMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which message asks for what: the one table, from which the integrator's document is rendered too.
 *
 * <p>Sources: ISO 8583:1987, clause 4 and table of processing codes (00 goods, 02 debit adjustment, 03 held, 20
 * returns, 31 balance); UnionPay POS profile, message type codes of field 60.1 and network codes of field 60.3.
 */
final class TransactionTable {
    /** Any value, or none. */
    static final String ANY = "*";

    private static final String NONE = "";
    private static final String NORMAL = "00";

    /**
     * One message. Cells hold a value, values with {@code |} between them, or {@link #ANY}; an empty cell wants the
     * element absent.
     *
     * @param mti of the first sending; a repeat (last digit odd) means the same
     * @param processing DE3
     * @param condition DE25; without it a message is taken for {@code 00}
     * @param entry the first two digits of DE22
     * @param type field 60.1
     * @param network field 60.3, DE70 in plain ISO 8583
     */
    record Row(
            Asked asked, String mti, String processing, String condition, String entry, String type, String network) {
        boolean fits(IsoMessage message, Particulars particulars) {
            return fits(processing, message.text(De.PROCESSING_CODE))
                    && fits(condition, conditionOf(message))
                    && fits(entry, particulars.entry().digits())
                    && fits(type, particulars.type())
                    && fits(network, particulars.networkCode());
        }

        private static boolean fits(String cell, @org.jspecify.annotations.Nullable String value) {
            if (cell.equals(ANY)) {
                return true;
            }
            String found = value == null ? NONE : value;
            return cell.equals(found)
                    || cell.contains("|") && List.of(cell.split("\\|", -1)).contains(found);
        }

        private static String conditionOf(IsoMessage message) {
            String condition = message.text(De.CONDITION_CODE);
            return condition == null ? NORMAL : condition;
        }
    }

    private static final List<Row> ISO87 = List.of(
            money(Asked.CODE_PAYMENT, "0200", "000000", "00", "03|04"),
            money(Asked.SALE, "0200", "000000", "00", ANY),
            money(Asked.COMPLETION, "0200", "000000", "06", ANY),
            money(Asked.VOID, "0200", "200000", "00", ANY),
            money(Asked.COMPLETION_VOID, "0200", "200000", "06", ANY),
            money(Asked.BALANCE, "0200", "310000", ANY, ANY),
            money(Asked.BALANCE, "0100", "310000", ANY, ANY),
            money(Asked.PRE_AUTH, "0100", "030000", ANY, ANY),
            money(Asked.PRE_AUTH_VOID, "0100", "200000", "06", ANY),
            money(Asked.OFFLINE_SALE, "0220", "000000", "00", ANY),
            money(Asked.COMPLETION_ADVICE, "0220", "000000", "06", ANY),
            money(Asked.TIP, "0220", "020000", ANY, ANY),
            money(Asked.REFUND, "0220", "200000", ANY, ANY),
            money(Asked.REVERSAL, "0400", "000000|030000|200000", ANY, ANY),
            money(Asked.REVERSAL, "0420", "000000|030000|200000", ANY, ANY),
            money(Asked.SCRIPT_RESULT, "0620", ANY, ANY, ANY),
            network(Asked.SIGN_IN, "0800", ANY, "001"),
            network(Asked.SIGN_OFF, "0800", ANY, "002"),
            network(Asked.SIGN_OFF, "0820", ANY, "002"),
            network(Asked.ECHO, "0800", ANY, "301|"),
            network(Asked.ECHO, "0820", ANY, "301|"),
            network(Asked.SETTLEMENT, "0500", ANY, ANY),
            network(Asked.UPLOAD_END, "0320", ANY, "202"),
            network(Asked.UPLOAD, "0320", ANY, ANY));

    private static final List<Row> UNIONPAY = List.of(
            typed(Asked.CODE_PAYMENT, "0200", "000000", "00", "03|04", "22"),
            typed(Asked.SALE, "0200", "000000", "00", ANY, "22"),
            typed(Asked.BALANCE, "0200", "310000", "00", ANY, "01"),
            typed(Asked.VOID, "0200", "200000", "00", ANY, "23"),
            typed(Asked.REFUND, "0220", "200000", "00", ANY, "25"),
            typed(Asked.PRE_AUTH, "0100", "030000", "06", ANY, "10"),
            typed(Asked.PRE_AUTH_VOID, "0100", "200000", "06", ANY, "11"),
            typed(Asked.COMPLETION, "0200", "000000", "06", ANY, "20"),
            typed(Asked.COMPLETION_VOID, "0200", "200000", "06", ANY, "21"),
            typed(Asked.COMPLETION_ADVICE, "0220", "000000", "06", ANY, "24"),
            typed(Asked.OFFLINE_SALE, "0220", "000000", "00", ANY, "30"),
            typed(Asked.TIP, "0220", "000000", "00", ANY, "32|34"),
            typed(Asked.REVERSAL, "0400", "000000|030000|200000", ANY, ANY, "10|11|20|21|22|23"),
            typed(Asked.SCRIPT_RESULT, "0620", ANY, ANY, ANY, ANY),
            network(Asked.SIGN_IN, "0800", "00", "001|003|004"),
            network(Asked.SIGN_OFF, "0820", "00", "002"),
            network(Asked.ECHO, "0800", "00", "301"),
            network(Asked.ECHO, "0820", "00", "301"),
            network(Asked.SETTLEMENT, "0500", "00", "201"),
            network(Asked.UPLOAD, "0320", "00", "201|203|204|205|206"),
            network(Asked.UPLOAD_END, "0320", "00", "202|207"));

    private static final Map<String, List<Row>> ISO87_BY_MTI = byMti(ISO87);
    private static final Map<String, List<Row>> UNIONPAY_BY_MTI = byMti(UNIONPAY);

    private TransactionTable() {}

    private static Row money(Asked asked, String mti, String processing, String condition, String entry) {
        return new Row(asked, mti, processing, condition, entry, ANY, ANY);
    }

    private static Row typed(Asked asked, String mti, String processing, String condition, String entry, String type) {
        return new Row(asked, mti, processing, condition, entry, type, ANY);
    }

    private static Row network(Asked asked, String mti, String type, String network) {
        return new Row(asked, mti, ANY, ANY, ANY, type, network);
    }

    private static Map<String, List<Row>> byMti(List<Row> rows) {
        Map<String, List<Row>> found = new HashMap<>();
        rows.forEach(row ->
                found.computeIfAbsent(row.mti(), mti -> new ArrayList<>()).add(row));
        return found;
    }

    static List<Row> rows(Grammar grammar) {
        return switch (grammar) {
            case ISO87 -> ISO87;
            case UNIONPAY -> UNIONPAY;
        };
    }

    /** What a request asks for, by the first row that fits; {@link Asked#OTHER} when none does. */
    static Asked find(Grammar grammar, IsoMessage message, Particulars particulars) {
        Map<String, List<Row>> table = switch (grammar) {
            case ISO87 -> ISO87_BY_MTI;
            case UNIONPAY -> UNIONPAY_BY_MTI;
        };
        for (Row row : table.getOrDefault(unrepeated(message.mti()), List.of())) {
            if (row.fits(message, particulars)) {
                return row.asked();
            }
        }
        return Asked.OTHER;
    }

    private static String unrepeated(String mti) {
        char origin = mti.charAt(3);
        return (origin - '0') % 2 == 0 ? mti : mti.substring(0, 3) + (char) (origin - 1);
    }
}
