package io.txswitch.channel.bill;

import io.txswitch.channel.bill.BillColumns.Cells;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Alipay's bills: a ZIP with GBK names and GBK text; comment lines begin with {@code #}, text cells end with a TAB, and
 * what is added up stands in comments behind the lines.
 *
 * <p>Source: alipay.data.dataservice.bill.downloadurl.query, bill types trade (业务明细) and signcustomer (账务明细);
 * the columns of the second are from public samples.
 */
public final class AlipayBill {
    static final Charset GBK = Charset.forName("GBK");
    private static final String COMMENT = "#";
    private static final String SUMMARY = "汇总";
    private static final String END = "列表结束";
    /** {@code #交易合计：2笔，商家实收共12.00元，…} and, of account bills, {@code #收入合计：2笔，共12.00元}. */
    private static final Pattern TOTAL =
            Pattern.compile("#(交易|退款|收入|支出)合计：([0-9]{1,12})笔，[^0-9+-]{0,16}?共([+-]?[0-9]{1,12}(?:\\.[0-9]{1,2})?)元.*");

    private static final String PAID = "交易";
    private static final String REFUNDED = "退款";
    private static final String INCOME = "收入";
    private static final String EXPENSE = "支出";
    private static final int FEN_DIGITS = 2;
    private static final int READ_AHEAD_BYTES = 8 * 1024;

    private record Total(long count, long minor) {
        Total plus(long more) {
            return new Total(count + 1, Math.addExact(minor, more));
        }
    }

    private static final Total NONE = new Total(0, 0);

    private final BillLimits limits;

    public AlipayBill(BillLimits limits) {
        this.limits = limits;
    }

    /**
     * Reads the detail file to its end and closes.
     *
     * @param lines provisional until this returns
     */
    public BillSum read(InputStream zip, Consumer<BillLine> lines) {
        try (ZipInputStream archive = new ZipInputStream(zip, GBK)) {
            BillBytes unpacked = new BillBytes(archive, limits.maxBytes());
            BillSum sum = null;
            int entries = 0;
            ZipEntry entry = archive.getNextEntry();
            while (entry != null) {
                if (++entries > limits.maxEntries()) {
                    throw new BillException("more than " + limits.maxEntries() + " files in the archive");
                }
                boolean detail =
                        entry.getName().endsWith(".csv") && !entry.getName().contains(SUMMARY);
                if (detail && sum != null) {
                    throw new BillException("two detail files in the archive");
                }
                sum = detail ? parse(unpacked, lines) : sum;
                drain(unpacked);
                entry = archive.getNextEntry();
            }
            if (sum == null) {
                throw new BillException("no detail file in the archive");
            }
            return sum;
        } catch (EOFException e) {
            throw new BillException("it is cut off", e);
        } catch (IOException | IllegalArgumentException e) {
            throw new BillException("it cannot be read", e);
        }
    }

    /** To the entry's end, where its checksum is compared; bounded like what is read. */
    private static void drain(InputStream in) throws IOException {
        byte[] ignored = new byte[READ_AHEAD_BYTES];
        while (in.read(ignored) >= 0) {
            // Nothing of it is wanted.
        }
    }

    private BillSum parse(InputStream in, Consumer<BillLine> lines) throws IOException {
        BillLines text = new BillLines(
                new InputStreamReader(
                        in,
                        GBK.newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT)),
                limits.maxLineChars());
        String line = text.next();
        while (line != null && (line.startsWith(COMMENT) || line.isBlank())) {
            line = text.next();
        }
        if (line == null) {
            throw new BillException("it is cut off: no header");
        }
        BillColumns columns = new BillColumns(Arrays.asList(line.split(",", -1)));
        boolean trade = columns.has("业务类型") && columns.has("订单金额(元)");
        Map<String, Total> added = new HashMap<>();
        BillSum sum = BillSum.NOTHING;
        line = text.next();
        while (line != null && !line.startsWith(COMMENT)) {
            Cells cells = columns.cells(split(line, columns), text.number());
            BillLine read = trade ? trade(cells) : movement(cells);
            added.merge(word(read), NONE.plus(received(read, cells, trade)), AlipayBill::both);
            sum = sum.plus(read);
            lines.accept(read);
            line = text.next();
        }
        check(text, line, added, trade);
        return sum;
    }

    private static Total both(Total one, Total other) {
        return new Total(one.count() + other.count(), Math.addExact(one.minor(), other.minor()));
    }

    /** By the commas; where a text has one of its own, by the TABs that end texts. */
    private static List<String> split(String line, BillColumns columns) {
        List<String> plain = Arrays.asList(line.split(",", -1));
        if (plain.size() == columns.size()) {
            return plain;
        }
        List<String> cells = new ArrayList<>();
        int at = 0;
        for (int column = 0; column < columns.size() && at <= line.length(); column++) {
            String end = columns.name(column).endsWith("元)") ? "," : "\t,";
            int next = line.indexOf(end, at);
            cells.add(line.substring(at, next < 0 ? line.length() : next));
            at = next < 0 ? line.length() + 1 : next + end.length();
        }
        return at <= line.length() ? plain : cells;
    }

    private static BillLine trade(Cells cells) {
        boolean refund = switch (cells.text("业务类型")) {
            case PAID -> false;
            case REFUNDED -> true;
            default -> throw new BillException("neither a payment nor a refund");
        };
        String requestNo = cells.text("退款批次号/请求号");
        return new BillLine(
                refund ? BillLine.Kind.REFUND : BillLine.Kind.PAYMENT,
                cells.time("完成时间"),
                cells.text("商户订单号"),
                cells.text("支付宝交易号"),
                refund && !requestNo.isEmpty() ? requestNo : null,
                cells.money("订单金额(元)"),
                cells.fee("服务费(元)"),
                cells.text("业务类型"));
    }

    private static BillLine movement(Cells cells) {
        boolean income = !cells.text("收入金额(+元)").isEmpty() && cells.fen("收入金额(+元)") != 0;
        return new BillLine(
                income ? BillLine.Kind.INCOME : BillLine.Kind.EXPENSE,
                cells.time("发生时间"),
                cells.text("商户订单号"),
                cells.text("账务流水号"),
                null,
                cells.money(income ? "收入金额(+元)" : "支出金额(-元)"),
                null,
                cells.text("业务类型"));
    }

    private static String word(BillLine line) {
        return switch (line.kind()) {
            case PAYMENT -> PAID;
            case REFUND -> REFUNDED;
            case INCOME -> INCOME;
            case EXPENSE -> EXPENSE;
        };
    }

    /** What the totals add up: of trades what the merchant received, which leaves the wallet's coupons out. */
    private static long received(BillLine line, Cells cells, boolean trade) {
        return trade ? Math.abs(cells.fen("商家实收(元)")) : line.money().amountMinor();
    }

    private static void check(BillLines text, @Nullable String end, Map<String, Total> added, boolean trade)
            throws IOException {
        if (end == null || !end.contains(END)) {
            throw new BillException("it is cut off: no end of the list");
        }
        Map<String, Total> totals = new HashMap<>();
        String line = text.next();
        while (line != null) {
            Matcher total = TOTAL.matcher(line);
            if (total.matches()) {
                long minor = new BigDecimal(total.group(3))
                        .movePointRight(FEN_DIGITS)
                        .abs()
                        .longValueExact();
                totals.put(total.group(1), new Total(Long.parseLong(total.group(2)), minor));
            }
            line = text.next();
        }
        for (String word : trade ? List.of(PAID, REFUNDED) : List.of(INCOME, EXPENSE)) {
            Total said = totals.get(word);
            if (said == null) {
                throw new BillException("it is cut off: no totals of " + word);
            }
            if (!said.equals(added.getOrDefault(word, NONE))) {
                throw new BillException("its lines and its totals disagree: " + word);
            }
        }
    }
}
