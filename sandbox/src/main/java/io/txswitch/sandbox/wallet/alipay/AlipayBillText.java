package io.txswitch.sandbox.wallet.alipay;

import io.txswitch.sandbox.wallet.Numbers;
import io.txswitch.sandbox.wallet.Refund;
import io.txswitch.sandbox.wallet.WalletLedger.Moved;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The text of Alipay's bills: comments behind {@code #}, texts ended by a TAB, totals in comments. */
final class AlipayBillText {
    private static final String TRADE = "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,"
            + "订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,"
            + "商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注";
    private static final String ACCOUNT =
            "账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）," + "账户余额（元）,交易渠道,业务类型,备注";

    private AlipayBillText() {}

    static String of(boolean trade, String account, LocalDate day, Instant now, List<Moved> moved) {
        String title = trade ? "业务明细" : "账务明细";
        List<String> lines = new ArrayList<>();
        lines.add("#支付宝" + title + "查询");
        lines.add("#账号：[" + account + "0156]");
        lines.add("#起始日期：[" + day + " 00:00:00]   终止日期：[" + day.plusDays(1) + " 00:00:00]");
        lines.add("#-----------------------------------------" + title + "列表----------------------------------------");
        String header = trade ? TRADE : ACCOUNT;
        lines.add(header);
        for (Moved each : moved) {
            lines.add(line(header, trade ? trade(each) : movement(each)));
        }
        lines.add("#-----------------------------------------" + title + "列表结束------------------------------------");
        lines.addAll(trade ? tradeTotals(moved) : accountTotals(moved));
        lines.add("#导出时间：[" + AlipayTime.text(now) + "]");
        return String.join("\r\n", lines) + "\r\n";
    }

    private static String line(String header, Map<String, String> cells) {
        return Arrays.stream(header.split(","))
                .map(name ->
                        name.endsWith("元）") ? cells.getOrDefault(name, "0.00") : cells.getOrDefault(name, "") + "\t")
                .collect(Collectors.joining(","));
    }

    private static Map<String, String> trade(Moved moved) {
        Refund refund = moved.refund();
        String amount = (refund == null ? "" : "-") + Numbers.yuan(moved.amountMinor());
        Map<String, String> cells = new HashMap<>();
        cells.put("支付宝交易号", moved.order().tradeNo());
        cells.put("商户订单号", moved.order().terms().outTradeNo());
        cells.put("业务类型", refund == null ? "交易" : "退款");
        cells.put("商品名称", moved.order().terms().subject());
        cells.put("创建时间", AlipayTime.text(moved.order().createdAt()));
        cells.put("完成时间", AlipayTime.text(moved.at()));
        cells.put("对方账户", "pay***@sandbox.example");
        cells.put("订单金额（元）", amount);
        cells.put("商家实收（元）", amount);
        cells.put("退款批次号/请求号", refund == null ? "" : refund.refundNo());
        return cells;
    }

    private static Map<String, String> movement(Moved moved) {
        Refund refund = moved.refund();
        Map<String, String> cells = new HashMap<>();
        cells.put("账务流水号", refund == null ? moved.order().tradeNo() : refund.refundId());
        cells.put("业务流水号", moved.order().tradeNo());
        cells.put("商户订单号", moved.order().terms().outTradeNo());
        cells.put("商品名称", moved.order().terms().subject());
        cells.put("发生时间", AlipayTime.text(moved.at()));
        cells.put(
                refund == null ? "收入金额（+元）" : "支出金额（-元）",
                (refund == null ? "" : "-") + Numbers.yuan(moved.amountMinor()));
        cells.put("业务类型", refund == null ? "在线支付" : "交易退款");
        return cells;
    }

    private static List<String> tradeTotals(List<Moved> moved) {
        return List.of(
                "#交易合计：%d笔，商家实收共%s元，商家优惠共0.00元".formatted(count(moved, false), sum(moved, false)),
                "#退款合计：%d笔，商家实收退款共-%s元，商家优惠退款共0.00元".formatted(count(moved, true), sum(moved, true)));
    }

    private static List<String> accountTotals(List<Moved> moved) {
        return List.of(
                "#支出合计：%d笔，共-%s元".formatted(count(moved, true), sum(moved, true)),
                "#收入合计：%d笔，共%s元".formatted(count(moved, false), sum(moved, false)));
    }

    private static long count(List<Moved> moved, boolean refunds) {
        return moved.stream().filter(each -> (each.refund() != null) == refunds).count();
    }

    private static String sum(List<Moved> moved, boolean refunds) {
        return Numbers.yuan(moved.stream()
                .filter(each -> (each.refund() != null) == refunds)
                .mapToLong(Moved::amountMinor)
                .sum());
    }
}
