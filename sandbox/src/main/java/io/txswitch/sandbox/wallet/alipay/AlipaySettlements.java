package io.txswitch.sandbox.wallet.alipay;

import io.txswitch.sandbox.books.Book;
import io.txswitch.sandbox.wallet.Desk;
import io.txswitch.sandbox.wallet.Fields;
import io.txswitch.sandbox.wallet.Numbers;
import io.txswitch.sandbox.wallet.Order;
import io.txswitch.sandbox.wallet.PayerOptions;
import io.txswitch.sandbox.wallet.alipay.AlipayTrades.Call;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * alipay.trade.order.settle (parts of a paid trade handed on) and alipay.trade.order.settle.query.
 *
 * <p>The sum's last two digits say what happens: 51 fails for want of money, 66 is accepted and fails later, 67 fails
 * later for the first receiver alone, 69 takes the late delay. A receiver whose account ends in 404 is bound to nobody.
 */
final class AlipaySettlements {
    /** Where an order of shares stands. */
    private enum Stage {
        UNDER_WAY,
        FINISHED
    }

    private record Part(String account, String type, long amountMinor, boolean arrives) {}

    private record Settlement(String no, String settleNo, Order order, List<Part> parts, Instant at, Stage stage) {
        long amountMinor() {
            return parts.stream().mapToLong(Part::amountMinor).sum();
        }

        long arrivingMinor() {
            return parts.stream()
                    .filter(Part::arrives)
                    .mapToLong(Part::amountMinor)
                    .sum();
        }

        Settlement finished() {
            return new Settlement(no, settleNo, order, parts, at, Stage.FINISHED);
        }
    }

    private record Key(String tradeNo, String no) {}

    private static final Pattern OUT_REQUEST_NO = Pattern.compile("[\\x21-\\x7e]{1,64}");
    private static final int MAX_SETTLEMENTS = 50_000;
    private static final int SETTLE_NO_DIGITS = 24;
    private static final int LAST_TWO_DIGITS = 100;
    private static final int NO_MONEY = 51;
    private static final int FAILS = 66;
    private static final int FAILS_FOR_ONE = 67;
    private static final int LATE = 69;

    private final Vertx vertx;
    private final PayerOptions payer;
    private final Desk desk;
    private final Book book;
    private final Map<Key, Settlement> all = new HashMap<>();

    AlipaySettlements(Vertx vertx, PayerOptions payer, Desk desk, Book book) {
        this.vertx = vertx;
        this.payer = payer;
        this.desk = desk;
        this.book = book;
    }

    Future<JsonObject> settle(Call call) {
        Optional<List<Part>> parts = parts(call.biz());
        String no = call.text("out_request_no");
        if (parts.isEmpty() || !OUT_REQUEST_NO.matcher(no).matches()) {
            return refused(AlipayCode.INVALID_PARAMETER);
        }
        Optional<Order> order = desk.ledger().findByTradeNo(call.app().sellerId(), call.text("trade_no"));
        if (order.isEmpty()) {
            return refused(AlipayCode.TRADE_NOT_EXIST);
        }
        Settlement wanted = new Settlement(
                no,
                desk.numbers().day() + desk.numbers().digits(SETTLE_NO_DIGITS),
                order.get(),
                parts.get(),
                desk.numbers().now(),
                Stage.UNDER_WAY);
        Settlement known = all.get(key(wanted));
        if (known != null) {
            return known.parts().equals(wanted.parts())
                    ? Future.succeededFuture(accepted(known))
                    : refused(AlipayCode.SETTLE_OTHER);
        }
        return refusal(wanted)
                .<Future<JsonObject>>map(AlipaySettlements::refused)
                .orElseGet(() -> take(wanted, call));
    }

    private static Key key(Settlement settlement) {
        return new Key(settlement.order().tradeNo(), settlement.no());
    }

    /** The receivers, with what will become of each; empty when the request is malformed. */
    private static Optional<List<Part>> parts(JsonObject biz) {
        JsonArray given = biz.getValue("royalty_parameters") instanceof JsonArray array ? array : new JsonArray();
        List<Part> parts = new ArrayList<>();
        long sum = 0;
        for (Object each : given) {
            JsonObject one = each instanceof JsonObject object ? object : new JsonObject();
            long amountMinor = Numbers.minor(Fields.text(one, "amount"));
            String account = Fields.text(one, "trans_in");
            String type = Fields.text(one, "trans_in_type");
            if (amountMinor <= 0 || account.isEmpty() || type.isEmpty()) {
                return Optional.empty();
            }
            sum += amountMinor;
            parts.add(new Part(account, type, amountMinor, true));
        }
        long ends = sum % LAST_TWO_DIGITS;
        for (int i = 0; i < parts.size(); i++) {
            if (ends == FAILS || (ends == FAILS_FOR_ONE && i == 0)) {
                Part part = parts.get(i);
                parts.set(i, new Part(part.account(), part.type(), part.amountMinor(), false));
            }
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(parts);
    }

    private Optional<AlipayCode> refusal(Settlement wanted) {
        Order order = wanted.order();
        if (order.refundableMinor() == 0) {
            return Optional.of(AlipayCode.SETTLE_STATE);
        }
        if (wanted.parts().stream().anyMatch(part -> part.account().endsWith("404"))) {
            return Optional.of(AlipayCode.SETTLE_RECEIVER);
        }
        if (shared(order) + wanted.amountMinor() > order.refundableMinor()) {
            return Optional.of(AlipayCode.SETTLE_TOO_MUCH);
        }
        if (wanted.amountMinor() % LAST_TWO_DIGITS == NO_MONEY) {
            return Optional.of(AlipayCode.SETTLE_BALANCE);
        }
        return all.size() >= MAX_SETTLEMENTS ? Optional.of(AlipayCode.SYSTEM_ERROR) : Optional.empty();
    }

    /** What was handed on of this trade, or is on its way. */
    private long shared(Order order) {
        return all.values().stream()
                .filter(one -> one.order() == order)
                .mapToLong(one -> one.stage() == Stage.FINISHED ? one.arrivingMinor() : one.amountMinor())
                .sum();
    }

    private Future<JsonObject> take(Settlement wanted, Call call) {
        all.put(key(wanted), wanted);
        if (!"async".equals(call.text("royalty_mode"))) {
            finish(wanted);
            return Future.succeededFuture(accepted(wanted));
        }
        boolean late = wanted.amountMinor() % LAST_TWO_DIGITS == LATE;
        vertx.setTimer(late ? payer.lateDelayMs() : payer.payDelayMs(), timer -> finish(wanted));
        return Future.succeededFuture(accepted(wanted));
    }

    private void finish(Settlement settlement) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("at", desk.numbers().now().toString());
        row.put("wallet", "alipay");
        row.put("kind", "SHARE");
        row.put("out_trade_no", settlement.order().terms().outTradeNo());
        row.put("trade_no", settlement.settleNo());
        row.put("out_request_no", settlement.no());
        row.put("amount_minor", settlement.arrivingMinor());
        row.put("receivers", settlement.parts().size());
        row.put("currency", "CNY");
        row.put("mch_id", settlement.order().terms().mchId());
        row.put("status", settlement.arrivingMinor() > 0 ? "OK" : "REFUSED");
        book.add(row);
        all.put(key(settlement), settlement.finished());
    }

    private static JsonObject accepted(Settlement settlement) {
        return AlipayView.ok().put("trade_no", settlement.order().tradeNo()).put("settle_no", settlement.settleNo());
    }

    Future<JsonObject> query(Call call) {
        String sellerId = call.app().sellerId();
        return Optional.ofNullable(all.get(new Key(call.text("trade_no"), call.text("out_request_no"))))
                .filter(one -> one.order().terms().mchId().equals(sellerId))
                .map(one -> Future.succeededFuture(shown(one)))
                .orElseGet(() -> refused(AlipayCode.TRADE_NOT_EXIST));
    }

    private static JsonObject shown(Settlement settlement) {
        JsonArray details = new JsonArray();
        for (Part part : settlement.parts()) {
            details.add(detail(settlement, part));
        }
        return AlipayView.ok()
                .put("out_request_no", settlement.no())
                .put("operation_dt", AlipayTime.text(settlement.at()))
                .put("royalty_detail_list", details);
    }

    private static JsonObject detail(Settlement settlement, Part part) {
        boolean underWay = settlement.stage() == Stage.UNDER_WAY;
        JsonObject detail = new JsonObject()
                .put("operation_type", "transfer")
                .put("trans_in", part.account())
                .put("trans_in_type", part.type())
                .put("amount", Numbers.yuan(part.amountMinor()))
                .put("state", underWay ? "PROCESSING" : part.arrives() ? "SUCCESS" : "FAIL");
        return underWay || part.arrives()
                ? detail
                : detail.put("error_code", "TXN_RESULT_ACCOUNT_BALANCE_NOT_ENOUGH")
                        .put("error_desc", "the merchant has not enough money");
    }

    private static Future<JsonObject> refused(AlipayCode code) {
        return Future.succeededFuture(code.answer());
    }
}
