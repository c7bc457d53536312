package io.txswitch.channel.bill;

import io.txswitch.core.model.Money;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where each column of a bill stands, by its header's name; brackets count the same in half and full width. */
final class BillColumns {
    /** All wallets write Beijing time, which knows no daylight saving. */
    private static final ZoneOffset BEIJING = ZoneOffset.ofHours(8);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final Pattern YUAN = Pattern.compile("[+-]?[0-9]{1,12}(\\.[0-9]{1,2}0{0,4})?");
    private static final Pattern FEE = Pattern.compile("[+-]?[0-9]{1,12}(\\.[0-9]{1,8})?");
    private static final int FEN_DIGITS = 2;

    private final List<String> names;
    private final Map<String, Integer> byName = new HashMap<>();

    BillColumns(List<String> header) {
        this.names = header.stream().map(BillColumns::plain).toList();
        for (int i = 0; i < names.size(); i++) {
            if (byName.put(names.get(i), i) != null) {
                throw new BillException("the column " + names.get(i) + " stands twice");
            }
        }
    }

    static String plain(String name) {
        return name.replace('（', '(').replace('）', ')').strip();
    }

    int size() {
        return names.size();
    }

    String name(int column) {
        return names.get(column);
    }

    boolean has(String name) {
        return byName.containsKey(name);
    }

    /** One line's cells, by name. */
    Cells cells(List<String> values, long lineNumber) {
        if (values.size() != names.size()) {
            throw new BillException(
                    "line " + lineNumber + ": " + names.size() + " columns expected, " + values.size() + " found");
        }
        return new Cells(values, lineNumber);
    }

    final class Cells {
        private final List<String> values;
        private final long lineNumber;

        private Cells(List<String> values, long lineNumber) {
            this.values = values;
            this.lineNumber = lineNumber;
        }

        String text(String name) {
            Integer column = byName.get(name);
            if (column == null) {
                throw new BillException("there is no column " + name);
            }
            return values.get(column).strip();
        }

        /** Exact fen, as the wallet signed it. */
        long fen(String name) {
            String text = text(name);
            if (!YUAN.matcher(text).matches()) {
                throw unreadable(name);
            }
            return new BigDecimal(text).movePointRight(FEN_DIGITS).longValueExact();
        }

        /** The amount without its sign. */
        Money money(String name) {
            return Money.cny(Math.abs(fen(name)));
        }

        long count(String name) {
            String text = text(name);
            if (!text.matches("[0-9]{1,12}")) {
                throw unreadable(name);
            }
            return Long.parseLong(text);
        }

        @Nullable
        BigDecimal fee(String name) {
            if (!byName.containsKey(name) || text(name).isEmpty()) {
                return null;
            }
            if (!FEE.matcher(text(name)).matches()) {
                throw unreadable(name);
            }
            return new BigDecimal(text(name));
        }

        Instant time(String name) {
            try {
                return LocalDateTime.parse(text(name), TIME).toInstant(BEIJING);
            } catch (DateTimeException e) {
                throw unreadable(name);
            }
        }

        private BillException unreadable(String name) {
            return new BillException("line " + lineNumber + ": " + name + " cannot be read");
        }
    }
}
