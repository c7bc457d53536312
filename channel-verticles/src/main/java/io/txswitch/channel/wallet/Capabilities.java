package io.txswitch.channel.wallet;

import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Reason;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which wallet can do what, and by which of its interfaces: the one table. What has no cell is refused before anything
 * is sent. {@code docs/channels/README.md} is rendered from it.
 */
public final class Capabilities {
    private static final Map<WalletKind, Map<Feature, String>> TABLE = new EnumMap<>(Map.of(
            WalletKind.ALIPAY, alipay(),
            WalletKind.WECHAT, wechat(),
            WalletKind.UNIONPAY, unionpay(),
            WalletKind.SAMPLE, sample()));

    private Capabilities() {}

    private static Map<Feature, String> alipay() {
        Map<Feature, String> can = new EnumMap<>(Feature.class);
        can.put(Feature.MERCHANT_CODE, "alipay.trade.precreate");
        can.put(Feature.PAYER_CODE, "alipay.trade.pay");
        can.put(Feature.JSAPI, "alipay.trade.create");
        can.put(Feature.MINI_PROGRAM, "alipay.trade.create");
        can.put(Feature.H5, "alipay.trade.wap.pay");
        can.put(Feature.PAGE, "alipay.trade.page.pay");
        can.put(Feature.APP, "alipay.trade.app.pay");
        can.put(Feature.QUERY, "alipay.trade.query");
        can.put(Feature.CLOSE, "alipay.trade.close");
        can.put(Feature.REVERSE, "alipay.trade.cancel");
        can.put(Feature.REFUND, "alipay.trade.refund");
        can.put(Feature.REFUND_QUERY, "alipay.trade.fastpay.refund.query");
        can.put(Feature.TRANSFER, "alipay.fund.trans.uni.transfer");
        can.put(Feature.TRANSFER_QUERY, "alipay.fund.trans.common.query");
        can.put(Feature.TRADE_BILL, "bill.downloadurl.query trade");
        can.put(Feature.FUND_BILL, "bill.downloadurl.query signcustomer");
        can.put(Feature.AGREEMENT, "alipay.user.agreement.*");
        can.put(Feature.SIGN_AND_PAY, "agreement_sign_params: app, JSAPI, mini-program");
        can.put(Feature.DEDUCT, "alipay.trade.pay");
        can.put(Feature.PROFIT_SHARING, "alipay.trade.order.settle");
        can.put(Feature.SHARE_QUERY, "alipay.trade.order.settle.query");
        return can;
    }

    private static Map<Feature, String> wechat() {
        Map<Feature, String> can = new EnumMap<>(Feature.class);
        can.put(Feature.MERCHANT_CODE, "transactions/native");
        can.put(Feature.PAYER_CODE, "transactions/codepay");
        can.put(Feature.JSAPI, "transactions/jsapi");
        can.put(Feature.MINI_PROGRAM, "transactions/jsapi");
        can.put(Feature.H5, "transactions/h5");
        can.put(Feature.APP, "transactions/app");
        can.put(Feature.QUERY, "transactions/out-trade-no");
        can.put(Feature.CLOSE, "transactions/…/close");
        can.put(Feature.REVERSE, "transactions/…/reverse");
        can.put(Feature.REFUND, "refund/domestic/refunds");
        can.put(Feature.REFUND_QUERY, "refund/domestic/refunds");
        can.put(Feature.TRANSFER, "fund-app/mch-transfer");
        can.put(Feature.TRANSFER_QUERY, "fund-app/mch-transfer");
        can.put(Feature.TRADE_BILL, "bill/tradebill ALL");
        can.put(Feature.FUND_BILL, "bill/fundflowbill");
        can.put(Feature.PARTIAL_BILL, "bill/tradebill SUCCESS, REFUND");
        can.put(Feature.PROFIT_SHARING, "profitsharing/orders");
        can.put(Feature.SHARE_QUERY, "profitsharing/orders");
        return can;
    }

    private static Map<Feature, String> unionpay() {
        Map<Feature, String> can = new EnumMap<>(Feature.class);
        can.put(Feature.MERCHANT_CODE, "01/07");
        can.put(Feature.PAYER_CODE, "01/06");
        can.put(Feature.QUERY, "queryTrans.do");
        can.put(Feature.CLOSE, "ends at payTimeout");
        can.put(Feature.REVERSE, "99/01");
        can.put(Feature.REFUND, "04/00");
        can.put(Feature.REFUND_QUERY, "queryTrans.do");
        return can;
    }

    private static Map<Feature, String> sample() {
        Map<Feature, String> can = new EnumMap<>(Feature.class);
        can.put(Feature.MERCHANT_CODE, "POST /v1/payments");
        can.put(Feature.PAYER_CODE, "POST /v1/payments");
        can.put(Feature.JSAPI, "POST /v1/payments");
        can.put(Feature.MINI_PROGRAM, "POST /v1/payments");
        can.put(Feature.H5, "POST /v1/payments");
        can.put(Feature.PAGE, "POST /v1/payments");
        can.put(Feature.APP, "POST /v1/payments");
        can.put(Feature.QUERY, "GET /v1/payments/…");
        can.put(Feature.CLOSE, "POST /v1/payments/…/close");
        can.put(Feature.REVERSE, "POST /v1/payments/…/reverse");
        can.put(Feature.CONFIRM, "POST /v1/payments/…/confirm");
        can.put(Feature.REFUND, "POST /v1/refunds");
        can.put(Feature.REFUND_QUERY, "GET /v1/refunds/…");
        can.put(Feature.TRANSFER, "POST /v1/transfers");
        can.put(Feature.TRANSFER_QUERY, "GET /v1/transfers/…");
        can.put(Feature.TRADE_BILL, "GET /v1/bills/trade/…");
        can.put(Feature.FUND_BILL, "GET /v1/bills/fund/…");
        can.put(Feature.AGREEMENT, "/v1/agreements");
        can.put(Feature.SIGN_AND_PAY, "POST /v1/payments");
        can.put(Feature.DEDUCT, "POST /v1/payments");
        can.put(Feature.PROFIT_SHARING, "POST /v1/shares");
        can.put(Feature.SHARE_QUERY, "GET /v1/shares/…");
        return can;
    }

    /** By which interface the wallet does it; empty when it, or this switch, does not. */
    public static Optional<String> by(WalletKind wallet, Feature feature) {
        return Optional.ofNullable(TABLE.getOrDefault(wallet, Map.of()).get(feature));
    }

    /** The answer to what has no cell. */
    public static HostAnswer refused(WalletKind wallet, Feature feature) {
        return HostAnswer.declined(
                Reason.NOT_SUPPORTED, HostFacts.detail(wallet.title() + " does not offer: " + feature.title()));
    }
}
