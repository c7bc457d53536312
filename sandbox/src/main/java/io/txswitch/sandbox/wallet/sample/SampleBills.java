package io.txswitch.sandbox.wallet.sample;

import io.txswitch.sandbox.wallet.BillFiles;
import io.txswitch.sandbox.wallet.Desk;
import io.txswitch.sandbox.wallet.WalletLedger.Moved;
import io.txswitch.sandbox.wallet.sample.SampleAnswer.Refusal;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Bills of a day in Beijing, CSV: a header, a line a movement, a line of totals.
 *
 * <pre>
 *   at,kind,order_no,refund_no,trade_no,amount
 *   2026-01-02T03:04:05Z,payment,…,,S2026…,1200
 *   total,1,,,,1200
 * </pre>
 *
 * <p>Kinds are {@code payment} and {@code refund} of a trade bill, {@code income} and {@code expense} of a fund bill;
 * the total's second cell counts the lines, its last one is what came in less what went out. Amounts are fen.
 */
final class SampleBills {
    private final Desk desk;
    private final BillFiles files;

    SampleBills(Desk desk) {
        this.desk = desk;
        this.files = new BillFiles(desk.numbers());
    }

    SampleAnswer bill(String type, String dayText) {
        Optional<LocalDate> day = day(dayText);
        boolean fund = "fund".equals(type);
        if (day.isEmpty() || !(fund || "trade".equals(type))) {
            return Refusal.PARAMETER.answer();
        }
        List<Moved> moved = desk.ledger().moved(day.get());
        if (moved.isEmpty()) {
            return Refusal.NO_BILL.answer();
        }
        byte[] csv = csv(moved, fund).getBytes(StandardCharsets.UTF_8);
        return SampleAnswer.ok(
                new JsonObject().put("sha256", sha256(csv)).put("path", "/v1/bill-files/" + files.keep(csv)));
    }

    Optional<byte[]> file(@Nullable String token) {
        return token == null ? Optional.empty() : files.find(token);
    }

    private static String csv(List<Moved> moved, boolean fund) {
        StringBuilder csv = new StringBuilder("at,kind,order_no,refund_no,trade_no,amount\n");
        long total = 0;
        for (Moved each : moved) {
            boolean in = each.refund() == null;
            total += in ? each.amountMinor() : -each.amountMinor();
            String kind = fund ? in ? "income" : "expense" : in ? "payment" : "refund";
            csv.append(String.join(
                            ",",
                            each.at().toString(),
                            kind,
                            each.order().terms().outTradeNo(),
                            each.refund() == null ? "" : each.refund().refundNo(),
                            each.order().tradeNo(),
                            Long.toString(each.amountMinor())))
                    .append('\n');
        }
        return csv.append("total,")
                .append(moved.size())
                .append(",,,,")
                .append(total)
                .append('\n')
                .toString();
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }
}
