package io.txswitch.sandbox.wallet.alipay;

import io.txswitch.sandbox.wallet.BillFiles;
import io.txswitch.sandbox.wallet.Desk;
import io.txswitch.sandbox.wallet.WalletLedger.Moved;
import io.txswitch.sandbox.wallet.alipay.AlipayTrades.Call;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Bills of a day as ZIP files behind an address of 30 seconds, made from the ledger when they are asked for. */
final class AlipayBills {
    private static final Charset GBK = Charset.forName("GBK");

    private final Desk desk;
    private final BillFiles files;
    private final IntSupplier port;

    /** @param port of the simulator, known when it listens */
    AlipayBills(Desk desk, IntSupplier port) {
        this.desk = desk;
        this.files = new BillFiles(desk.numbers());
        this.port = port;
    }

    Future<JsonObject> address(Call call) {
        Optional<LocalDate> day = day(call.text("bill_date"));
        String type = call.text("bill_type");
        if (day.isEmpty() || !(type.equals("trade") || type.equals("signcustomer"))) {
            return Future.succeededFuture(AlipayCode.BILL_PARAMETER.answer());
        }
        String sellerId = call.app().sellerId();
        List<Moved> moved = desk.ledger().moved(day.get()).stream()
                .filter(each -> each.order().terms().mchId().equals(sellerId))
                .toList();
        if (moved.isEmpty()) {
            return Future.succeededFuture(AlipayCode.BILL_NOT_EXIST.answer());
        }
        boolean trade = type.equals("trade");
        String name = "%s_%s_%s".formatted(sellerId, day.get().toString().replace("-", ""), trade ? "业务明细" : "账务明细");
        String text =
                AlipayBillText.of(trade, sellerId, day.get(), desk.numbers().now(), moved);
        String token = files.keep(packed(name, text));
        return Future.succeededFuture(AlipayView.ok()
                .put(
                        "bill_download_url",
                        "http://127.0.0.1:" + port.getAsInt() + "/bill/" + token + "?bizType=" + type));
    }

    Optional<byte[]> file(String token) {
        return files.find(token);
    }

    private static byte[] packed(String name, String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out, GBK)) {
            zip.putNextEntry(new ZipEntry(name + "(汇总).csv"));
            zip.write("#汇总\r\n".getBytes(GBK));
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry(name + ".csv"));
            zip.write(text.getBytes(GBK));
            zip.closeEntry();
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        return out.toByteArray();
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }
}
