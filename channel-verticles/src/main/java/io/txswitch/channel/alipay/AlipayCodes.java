package io.txswitch.channel.alipay;

import static java.util.Map.entry;

import io.txswitch.channel.wallet.Meaning;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.model.Reason;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Alipay's codes in the switch's words; the sub code is looked up first, then the gateway's code.
 *
 * <p>A number that was used before (CONTEXT_INCONSISTENT, TRADE_HAS_SUCCESS) is no decline: something of ours is there,
 * and a query tells what. Source: Alipay open platform, common error codes, alipay.trade.* (pay, order.settle, …) and
 * alipay.user.agreement.query.
 */
final class AlipayCodes {
    static final String DONE = "10000";
    static final String TRADE_NOT_EXIST = "ACQ.TRADE_NOT_EXIST";
    static final String TRADE_HAS_CLOSE = "ACQ.TRADE_HAS_CLOSE";

    private static final Map<String, Meaning> TABLE = Map.ofEntries(
            entry("10003", Meaning.of(Result.PENDING)),
            entry("20000", Meaning.UNKNOWN),
            entry("20001", Meaning.declined(Reason.CHANNEL_REFUSED)),
            entry("40001", Meaning.declined(Reason.CHANNEL_REFUSED)),
            entry("40002", Meaning.declined(Reason.CHANNEL_REFUSED)),
            entry("40004", Meaning.UNKNOWN),
            entry("40006", Meaning.declined(Reason.CHANNEL_REFUSED)),
            entry("ACQ.SYSTEM_ERROR", Meaning.UNKNOWN),
            entry("isp.unknow-error", Meaning.UNKNOWN),
            entry("aop.unknow-error", Meaning.UNKNOWN),
            entry(TRADE_NOT_EXIST, Meaning.of(Result.NOT_FOUND)),
            entry("ACQ.TRADE_HAS_SUCCESS", Meaning.UNKNOWN),
            entry(TRADE_HAS_CLOSE, Meaning.of(Result.CLOSED)),
            entry("ACQ.CONTEXT_INCONSISTENT", Meaning.UNKNOWN),
            entry("ACQ.TRADE_BUYER_NOT_MATCH", Meaning.UNKNOWN),
            entry("ACQ.PAYMENT_AUTH_CODE_INVALID", Meaning.declined(Reason.PAYER_PROBLEM)),
            entry("ACQ.BUYER_BALANCE_NOT_ENOUGH", Meaning.declined(Reason.INSUFFICIENT_FUNDS)),
            entry("ACQ.BUYER_BANKCARD_BALANCE_NOT_ENOUGH", Meaning.declined(Reason.INSUFFICIENT_FUNDS)),
            entry("ACQ.BUYER_PAYMENT_AMOUNT_DAY_LIMIT_ERROR", Meaning.declined(Reason.PAYER_PROBLEM)),
            entry("ACQ.ERROR_BALANCE_PAYMENT_DISABLE", Meaning.declined(Reason.PAYER_PROBLEM)),
            entry("ACQ.PULL_MOBILE_CASHIER_FAIL", Meaning.declined(Reason.PAYER_PROBLEM)),
            entry("ACQ.MOBILE_PAYMENT_SWITCH_OFF", Meaning.declined(Reason.PAYER_PROBLEM)),
            entry("ACQ.BUYER_ENABLE_STATUS_FORBID", Meaning.declined(Reason.PAYER_PROBLEM)),
            entry("ACQ.BUYER_SELLER_EQUAL", Meaning.declined(Reason.PAYER_PROBLEM)),
            entry("ACQ.SELLER_BALANCE_NOT_ENOUGH", Meaning.declined(Reason.INSUFFICIENT_FUNDS)),
            entry("ACQ.REFUND_AMT_NOT_EQUAL_TOTAL", Meaning.declined(Reason.INVALID_AMOUNT)),
            entry("ACQ.REASON_TRADE_REFUND_FEE_ERR", Meaning.declined(Reason.REFUND_TOO_LARGE)),
            entry("ACQ.TRADE_STATUS_ERROR", Meaning.declined(Reason.NOT_REFUNDABLE)),
            entry("ACQ.INVALID_PARAMETER", Meaning.declined(Reason.CHANNEL_REFUSED)),
            entry("ACQ.ACCESS_FORBIDDEN", Meaning.declined(Reason.CHANNEL_REFUSED)),
            entry("ACQ.PARTNER_ERROR", Meaning.declined(Reason.CHANNEL_REFUSED)),
            entry("ACQ.TOTAL_FEE_EXCEED", Meaning.declined(Reason.INVALID_AMOUNT)),
            entry("ACQ.EXIST_FORBIDDEN_WORD", Meaning.declined(Reason.CHANNEL_REFUSED)),
            entry("ACQ.SELLER_BEEN_BLOCKED", Meaning.declined(Reason.CHANNEL_REFUSED)),
            entry("USER_AGREEMENT_NOT_EXIST", Meaning.of(Result.NOT_FOUND)),
            entry("ACQ.USER_AGREEMENT_NOT_EXIST", Meaning.of(Result.NOT_FOUND)),
            entry("ACQ.AGREEMENT_NOT_EXIST", Meaning.declined(Reason.AGREEMENT_NOT_ACTIVE)),
            entry("ACQ.AGREEMENT_INVALID", Meaning.declined(Reason.AGREEMENT_NOT_ACTIVE)),
            entry("ACQ.AGREEMENT_STATUS_NOT_NORMAL", Meaning.declined(Reason.AGREEMENT_NOT_ACTIVE)),
            entry("ACQ.MERCHANT_AGREEMENT_NOT_EXIST", Meaning.declined(Reason.CHANNEL_REFUSED)),
            entry("ACQ.MERCHANT_AGREEMENT_INVALID", Meaning.declined(Reason.CHANNEL_REFUSED)),
            entry("ACQ.MERCHANT_STATUS_NOT_NORMAL", Meaning.declined(Reason.CHANNEL_REFUSED)),
            entry("ACQ.CYCLE_PAY_DATE_NOT_MATCH", Meaning.declined(Reason.INVALID_TRANSACTION)),
            entry("ACQ.CYCLE_PAY_SINGLE_FEE_EXCEED", Meaning.declined(Reason.AMOUNT_LIMIT)),
            entry("ACQ.CYCLE_PAY_TOTAL_FEE_EXCEED", Meaning.declined(Reason.AMOUNT_LIMIT)),
            entry("ACQ.CYCLE_PAY_TOTAL_TIMES_EXCEED", Meaning.declined(Reason.VELOCITY)),
            entry("ACQ.BUYER_NOT_EXIST", Meaning.declined(Reason.PAYER_PROBLEM)),
            entry("ACQ.NO_PAYMENT_INSTRUMENTS_AVAILABLE", Meaning.declined(Reason.PAYER_PROBLEM)),
            entry("ACQ.PAYMENT_REQUEST_HAS_RISK", Meaning.declined(Reason.PAYER_PROBLEM)),
            entry("ACQ.ALLOC_AMOUNT_VALIDATE_ERROR", Meaning.declined(Reason.SHARE_TOO_LARGE)),
            entry("ACQ.TXN_RESULT_ACCOUNT_BALANCE_NOT_ENOUGH", Meaning.declined(Reason.INSUFFICIENT_FUNDS)),
            entry("ACQ.ROYALTY_RECEIVER_INVALID", Meaning.declined(Reason.CHANNEL_REFUSED)),
            entry("ACQ.USER_NOT_EXIST", Meaning.declined(Reason.CHANNEL_REFUSED)),
            entry("ACQ.PRODUCT_UNSIGN", Meaning.declined(Reason.CHANNEL_REFUSED)),
            entry("ACQ.ILLEGAL_SETTLE_STATE", Meaning.declined(Reason.CHANNEL_REFUSED)),
            entry("ACQ.DISCORDANT_REPEAT_REQUEST", Meaning.UNKNOWN));

    private AlipayCodes() {}

    /** A sub code that is not in the table counts for nothing: then the gateway's code decides. */
    static Meaning meaning(@Nullable String code, @Nullable String subCode) {
        Meaning exact = subCode == null ? null : TABLE.get(subCode);
        if (exact != null) {
            return exact;
        }
        return code == null ? Meaning.UNKNOWN : TABLE.getOrDefault(code, Meaning.UNKNOWN);
    }
}
