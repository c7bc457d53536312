package io.txswitch.channel.bill;

import io.txswitch.channel.bill.BillColumns.Cells;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * WeChat Pay's bills: UTF-8 with or without a byte order mark, a backtick before every cell, a totals header and one
 * line of totals at the end.
 *
 * <p>Source: API v3, trade bill (ALL, SUCCESS, REFUND) and fund-flow bill. The hash is SHA-1 of the unpacked file.
 */
public final class WeChatBill {
    private static final String CELL = "`";
    private static final int GZIP_MAGIC_LOW = 0x1f;
    private static final int GZIP_MAGIC_HIGH = 0x8b;

    private final BillLimits limits;

    public WeChatBill(BillLimits limits) {
        this.limits = limits;
    }

    /**
     * Reads to the end and closes.
     *
     * @param sha1 hex, as the wallet gave it; null when there is none to check
     * @param lines provisional until this returns
     */
    public BillSum read(InputStream packed, @Nullable String sha1, Consumer<BillLine> lines) {
        try (InputStream in = packed) {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            DigestInputStream unpacked = new DigestInputStream(new BillBytes(unpacked(in), limits.maxBytes()), digest);
            InputStreamReader reader = new InputStreamReader(
                    unpacked,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT));
            BillSum sum = parse(new BillLines(reader, limits.maxLineChars()), lines);
            if (sha1 != null && !same(digest.digest(), sha1)) {
                throw new BillException("the hash differs");
            }
            return sum;
        } catch (EOFException e) {
            throw new BillException("it is cut off", e);
        } catch (IOException e) {
            throw new BillException("it cannot be read", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-1", e);
        }
    }

    private static boolean same(byte[] digest, String sha1) {
        return HexFormat.of().formatHex(digest).equals(sha1.toLowerCase(Locale.ROOT));
    }

    private static InputStream unpacked(InputStream in) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in);
        buffered.mark(2);
        boolean gzip = buffered.read() == GZIP_MAGIC_LOW && buffered.read() == GZIP_MAGIC_HIGH;
        buffered.reset();
        return gzip ? new GZIPInputStream(buffered) : buffered;
    }

    private BillSum parse(BillLines text, Consumer<BillLine> lines) throws IOException {
        BillColumns columns = header(text.next());
        boolean fundFlow = columns.has("收支类型");
        BillSum sum = BillSum.NOTHING;
        String line = text.next();
        while (line != null && line.startsWith(CELL)) {
            Cells cells = columns.cells(split(line), text.number());
            BillLine read = fundFlow ? movement(cells) : trade(columns, cells);
            sum = sum.plus(read);
            lines.accept(read);
            line = text.next();
        }
        BillColumns totalColumns = header(line);
        String totals = text.next();
        if (totals == null || !totals.startsWith(CELL)) {
            throw new BillException("it is cut off: no totals");
        }
        check(sum, fundFlow, totalColumns.cells(split(totals), text.number()));
        String rest = text.next();
        while (rest != null) {
            if (!rest.isBlank()) {
                throw new BillException("something stands behind the totals");
            }
            rest = text.next();
        }
        return sum;
    }

    private static BillColumns header(@Nullable String line) {
        if (line == null || line.isBlank()) {
            throw new BillException("it is cut off: no header");
        }
        String text = line.startsWith("\uFEFF") ? line.substring(1) : line;
        return new BillColumns(Arrays.asList(text.split(",", -1)));
    }

    /** A comma inside a goods name is not followed by a backtick. */
    private static List<String> split(String line) {
        return Arrays.asList(line.substring(1).split(",`", -1));
    }

    private static BillLine trade(BillColumns columns, Cells cells) {
        boolean refund = columns.has("退款金额")
                && (cells.text("交易状态").equals("REFUND") || cells.text("交易状态").equals("REVOKED"));
        // 应结订单金额 and 退款金额 leave the wallet's own coupons out; what the order was made for is what we know.
        String amount = refund ? columns.has("申请退款金额") ? "申请退款金额" : "退款金额" : columns.has("订单金额") ? "订单金额" : "应结订单金额";
        return new BillLine(
                refund ? BillLine.Kind.REFUND : BillLine.Kind.PAYMENT,
                cells.time("交易时间"),
                cells.text("商户订单号"),
                cells.text("微信订单号"),
                refund && !cells.text("商户退款单号").isEmpty() ? cells.text("商户退款单号") : null,
                cells.money(amount),
                cells.fee("手续费"),
                refund ? cells.text("退款状态") : cells.text("交易状态"));
    }

    private static BillLine movement(Cells cells) {
        boolean income = switch (cells.text("收支类型")) {
            case "收入" -> true;
            case "支出" -> false;
            default -> throw new BillException("neither income nor expense");
        };
        return new BillLine(
                income ? BillLine.Kind.INCOME : BillLine.Kind.EXPENSE,
                cells.time("记账时间"),
                cells.text("业务凭证号"),
                cells.text("资金流水单号"),
                null,
                cells.money("收支金额(元)"),
                null,
                cells.text("业务类型"));
    }

    private static void check(BillSum sum, boolean fundFlow, Cells totals) {
        boolean agrees = fundFlow
                ? totals.count("资金流水总笔数") == sum.lines()
                        && totals.fen("收入金额") == sum.inMinor()
                        && totals.fen("支出金额") == sum.outMinor()
                : totals.count("总交易单数") == sum.lines()
                        && totals.fen("订单总金额") == sum.inMinor()
                        && totals.fen("申请退款总金额") == sum.outMinor();
        if (!agrees) {
            throw new BillException("its lines and its totals disagree");
        }
    }
}
