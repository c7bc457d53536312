package io.txswitch.sandbox.wallet.wechat;

import io.txswitch.sandbox.wallet.Numbers;
import io.txswitch.sandbox.wallet.Refund;
import io.txswitch.sandbox.wallet.WalletLedger.Moved;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The text of WeChat Pay's bills: every cell behind a backtick, headers without.
 *
 * <p>Source: API v3, trade bill and fund-flow bill.
 */
final class WechatBillText {
    static final String FUND_FLOW = "FUND_FLOW";

    private static final String COMMON = "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额";
    private static final String REFUND = "微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态";
    private static final String TAIL = "商品名称,商户数据包,手续费,费率,订单金额";
    private static final Map<String, String> HEADERS = Map.of(
            "ALL",
            COMMON + "," + REFUND + "," + TAIL + ",申请退款金额,费率备注",
            "SUCCESS",
            COMMON + "," + TAIL + ",费率备注",
            "REFUND",
            COMMON + ",退款申请时间,退款成功时间," + REFUND + "," + TAIL + ",申请退款金额,费率备注",
            FUND_FLOW,
            "记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号");
    private static final String TOTALS = "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额";
    private static final String FUND_TOTALS = "资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额";
    private static final String NO_MONEY = "0.00";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private final String appid;
    private final String mchid;

    WechatBillText(String appid, String mchid) {
        this.appid = appid;
        this.mchid = mchid;
    }

    String of(String type, List<Moved> all) {
        List<Moved> moved = all.stream().filter(each -> listed(type, each)).toList();
        String header = HEADERS.getOrDefault(type, "");
        List<String> lines = new ArrayList<>();
        lines.add(header);
        for (Moved each : moved) {
            Map<String, String> cells = type.equals(FUND_FLOW) ? movement(each) : trade(each);
            lines.add(line(Arrays.stream(header.split(","))
                    .map(name -> cells.getOrDefault(name, ""))
                    .toList()));
        }
        long in = sum(moved, false);
        long out = sum(moved, true);
        if (type.equals(FUND_FLOW)) {
            lines.add(FUND_TOTALS);
            lines.add(line(List.of(
                    text(moved.size()), text(count(moved, false)), yuan(in), text(count(moved, true)), yuan(out))));
        } else {
            lines.add(TOTALS);
            lines.add(line(List.of(text(moved.size()), yuan(in), yuan(out), NO_MONEY, "0.00000", yuan(in), yuan(out))));
        }
        return String.join("\r\n", lines) + "\r\n";
    }

    private static boolean listed(String type, Moved moved) {
        return switch (type) {
            case "SUCCESS" -> moved.refund() == null;
            case "REFUND" -> moved.refund() != null;
            default -> true;
        };
    }

    private static String line(List<String> cells) {
        return cells.stream().map(cell -> "`" + cell).collect(Collectors.joining(","));
    }

    private Map<String, String> trade(Moved moved) {
        Refund refund = moved.refund();
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put("交易时间", time(moved.at()));
        cells.put("公众账号ID", appid);
        cells.put("商户号", mchid);
        cells.put("特约商户号", "0");
        cells.put("微信订单号", moved.order().tradeNo());
        cells.put("商户订单号", moved.order().terms().outTradeNo());
        cells.put("用户标识", "oSandboxPayer000000000000001");
        cells.put("交易类型", moved.order().terms().mode());
        cells.put("付款银行", "OTHERS");
        cells.put("货币种类", "CNY");
        cells.put("商品名称", moved.order().terms().subject());
        cells.put("手续费", "0.00000");
        cells.put("费率", "0.00%");
        cells.put("代金券金额", NO_MONEY);
        cells.put("充值券退款金额", NO_MONEY);
        if (refund == null) {
            String amount = yuan(moved.amountMinor());
            cells.putAll(Map.of("交易状态", "SUCCESS", "应结订单金额", amount, "订单金额", amount));
            cells.putAll(Map.of("微信退款单号", "0", "商户退款单号", "0", "退款金额", NO_MONEY, "申请退款金额", NO_MONEY));
            return cells;
        }
        String amount = yuan(moved.amountMinor());
        boolean reversal = refund.refundNo().equals(WechatOrders.REVERSAL);
        cells.putAll(Map.of("交易状态", reversal ? "REVOKED" : "REFUND", "应结订单金额", NO_MONEY, "订单金额", NO_MONEY));
        cells.putAll(Map.of("退款金额", amount, "申请退款金额", amount, "退款类型", "ORIGINAL"));
        cells.putAll(Map.of("微信退款单号", refund.refundId(), "商户退款单号", refund.refundNo()));
        cells.put("退款状态", refund.settledAt() == null && !reversal ? "PROCESSING" : "SUCCESS");
        cells.put("退款申请时间", time(refund.acceptedAt()));
        cells.put("退款成功时间", refund.settledAt() == null ? "" : time(refund.settledAt()));
        return cells;
    }

    private static Map<String, String> movement(Moved moved) {
        Refund refund = moved.refund();
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put("记账时间", time(moved.at()));
        cells.put("微信支付业务单号", moved.order().tradeNo());
        cells.put("资金流水单号", refund == null ? moved.order().tradeNo() : refund.refundId());
        cells.put("业务名称", refund == null ? "交易" : "退款");
        cells.put("业务类型", refund == null ? "交易" : "退款");
        cells.put("收支类型", refund == null ? "收入" : "支出");
        cells.put("收支金额(元)", yuan(moved.amountMinor()));
        cells.put("账户结余(元)", NO_MONEY);
        cells.put("资金变更提交申请人", "system");
        cells.put("业务凭证号", refund == null ? moved.order().terms().outTradeNo() : refund.refundNo());
        return cells;
    }

    private static long sum(List<Moved> moved, boolean refunds) {
        return moved.stream()
                .filter(each -> (each.refund() != null) == refunds)
                .mapToLong(Moved::amountMinor)
                .sum();
    }

    private static long count(List<Moved> moved, boolean refunds) {
        return moved.stream().filter(each -> (each.refund() != null) == refunds).count();
    }

    private static String time(Instant at) {
        return TIME.format(at.atOffset(Numbers.BEIJING));
    }

    private static String yuan(long minor) {
        return Numbers.yuan(minor);
    }

    private static String text(long count) {
        return Long.toString(count);
    }
}
