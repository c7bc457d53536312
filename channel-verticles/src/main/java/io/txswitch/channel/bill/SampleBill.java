package io.txswitch.channel.bill;

import io.txswitch.core.model.Money;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The sample wallet's bill: CSV with a header, whole fen, and a line of totals at the end. */
public final class SampleBill {
    private static final List<String> HEADER = List.of("at", "kind", "order_no", "refund_no", "trade_no", "amount");
    private static final int KIND = 1;
    private static final int ORDER_NO = 2;
    private static final int REFUND_NO = 3;
    private static final int TRADE_NO = 4;
    private static final int AMOUNT = 5;
    private static final Pattern FEN = Pattern.compile("-?[0-9]{1,15}");

    private final BillLimits limits;

    public SampleBill(BillLimits limits) {
        this.limits = limits;
    }

    /**
     * Reads to the end and closes.
     *
     * @param sha256 of the file, hex
     * @param lines provisional until this returns
     */
    public BillSum read(InputStream file, String sha256, Consumer<BillLine> lines) {
        try (InputStream in = file) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            DigestInputStream digested = new DigestInputStream(new BillBytes(in, limits.maxBytes()), digest);
            BillSum sum = parse(
                    new BillLines(
                            new InputStreamReader(digested, StandardCharsets.UTF_8.newDecoder()),
                            limits.maxLineChars()),
                    lines);
            if (!HexFormat.of().formatHex(digest.digest()).equals(sha256.toLowerCase(Locale.ROOT))) {
                throw new BillException("the hash differs");
            }
            return sum;
        } catch (IOException e) {
            throw new BillException("it cannot be read", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }

    private static BillSum parse(BillLines text, Consumer<BillLine> lines) throws IOException {
        if (!HEADER.equals(cells(text.next(), text))) {
            throw new BillException("another header than expected");
        }
        BillSum sum = BillSum.NOTHING;
        List<String> cells = cells(text.next(), text);
        while (!cells.getFirst().equals("total")) {
            BillLine line = line(cells, text);
            sum = sum.plus(line);
            lines.accept(line);
            cells = cells(text.next(), text);
        }
        boolean agrees = fen(cells.get(KIND), text) == sum.lines()
                && fen(cells.get(AMOUNT), text) == Math.subtractExact(sum.inMinor(), sum.outMinor());
        if (!agrees) {
            throw new BillException("its lines and its totals disagree");
        }
        if (text.next() != null) {
            throw new BillException("something stands behind the totals");
        }
        return sum;
    }

    private static List<String> cells(@Nullable String line, BillLines text) {
        if (line == null) {
            throw new BillException("it is cut off: no totals");
        }
        List<String> cells = List.of(line.split(",", -1));
        if (cells.size() != HEADER.size()) {
            throw unreadable(text, "the number of columns");
        }
        return cells;
    }

    private static BillLine line(List<String> cells, BillLines text) {
        BillLine.Kind kind = switch (cells.get(KIND)) {
            case "payment" -> BillLine.Kind.PAYMENT;
            case "refund" -> BillLine.Kind.REFUND;
            case "income" -> BillLine.Kind.INCOME;
            case "expense" -> BillLine.Kind.EXPENSE;
            default -> throw unreadable(text, "kind");
        };
        String refundNo = cells.get(REFUND_NO);
        return new BillLine(
                kind,
                at(cells.getFirst(), text),
                cells.get(ORDER_NO),
                cells.get(TRADE_NO),
                refundNo.isEmpty() ? null : refundNo,
                Money.cny(Math.abs(fen(cells.get(AMOUNT), text))),
                null,
                cells.get(KIND));
    }

    private static Instant at(String cell, BillLines text) {
        try {
            return Instant.parse(cell);
        } catch (DateTimeException malformed) {
            throw unreadable(text, "at");
        }
    }

    private static long fen(String cell, BillLines text) {
        if (!FEN.matcher(cell).matches()) {
            throw unreadable(text, "amount");
        }
        return Long.parseLong(cell);
    }

    private static BillException unreadable(BillLines text, String what) {
        return new BillException("line " + text.number() + ": " + what + " cannot be read");
    }
}
