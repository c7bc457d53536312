package io.txswitch.cluster.provisioning;

import io.txswitch.channel.bill.BillAnswer;
import io.txswitch.channel.bill.BillException;
import io.txswitch.channel.bill.BillLine;
import io.txswitch.channel.bill.BillSum;
import io.txswitch.channel.bill.BillType;
import io.txswitch.cluster.control.ChangeRefused;
import io.txswitch.cluster.control.ControlExtensions;
import io.txswitch.cluster.control.ControlStream;
import io.txswitch.core.contract.HostAnswer;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The wallets' bills on the control port, line by line. */
public final class BillControl {
    private static final String ONE = "/control/bills/:channel";

    private final Supplier<Set<String>> channels;
    private final Bills bills;

    /** Where bills come from. */
    @FunctionalInterface
    public interface Bills {
        /** As {@code Channel.bill}; the lines are given on a thread that may be held up. */
        Future<BillAnswer> read(String channelId, BillType type, LocalDate day, Consumer<BillLine> lines);
    }

    /** @param channels those of this node, as they are when somebody asks */
    public BillControl(Supplier<Set<String>> channels, Bills bills) {
        this.channels = channels;
        this.bills = bills;
    }

    public ControlExtensions extensions() {
        return ControlExtensions.streams(List.of(new ControlStream("bill.read", ONE, this::read)));
    }

    private Future<JsonObject> read(JsonObject parameters, ControlStream.Lines lines) {
        Body body = Body.of(parameters, "channel", "day", "type", "reason");
        String channel = body.text("channel");
        if (!channels.get().contains(channel)) {
            throw ChangeRefused.notFound("this node has no channel " + channel);
        }
        LocalDate day = LocalDate.parse(body.text("day"));
        BillType type = type(body.text("type", "trade"));
        return bills.read(channel, type, day, line -> lines.write(shown(line)))
                .recover(BillControl::broken)
                .map(BillControl::end);
    }

    private static BillType type(String text) {
        return switch (text) {
            case "trade" -> BillType.TRADE;
            case "payments" -> BillType.PAYMENTS;
            case "refunds" -> BillType.REFUNDS;
            case "fund" -> BillType.FUND_FLOW;
            default -> throw new IllegalArgumentException("type is trade, payments, refunds or fund");
        };
    }

    /** A bill that cannot be believed, or a wallet that does not answer, is no failure of this node's. */
    private static Future<BillAnswer> broken(Throwable cause) {
        String words = cause instanceof BillException
                ? "the bill cannot be believed: " + cause.getMessage()
                : "the wallet gives no bill now";
        return Future.failedFuture(ChangeRefused.conflict(words));
    }

    private static JsonObject end(BillAnswer answer) {
        return switch (answer) {
            case BillAnswer.Read(BillSum sum) ->
                new JsonObject()
                        .put("lines", sum.lines())
                        .put("in_minor", sum.inMinor())
                        .put("out_minor", sum.outMinor());
            case BillAnswer.None none -> throw ChangeRefused.notFound(none.why());
            case BillAnswer.Refused refused -> throw ChangeRefused.conflict(words(refused.answer()));
        };
    }

    private static String words(HostAnswer refused) {
        String detail = refused.facts().detail();
        return detail == null ? "the wallet refuses: " + refused.facts().hostCode() : detail;
    }

    private static JsonObject shown(BillLine line) {
        return new JsonObject()
                .put("at", line.at().toString())
                .put("kind", line.kind().name())
                .put("order_no", line.orderNo())
                .put("channel_no", line.channelNo())
                .put("refund_no", line.refundNo())
                .put("amount_minor", line.money().amountMinor())
                .put("currency", line.money().currency())
                .put("fee_yuan", line.feeYuan() == null ? null : line.feeYuan().toPlainString())
                .put("state", line.state());
    }
}
