package io.txswitch.channel.unionpay;

import io.txswitch.channel.wallet.Facts;
import io.txswitch.channel.wallet.Yuan;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.TxHeader;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What all of UnionPay's transactions have in common: how they are asked for, and how their states read. */
final class UnionPayPayments {
    static final String TRANSACT = "backTransReq.do";
    private static final String QUERY = "queryTrans.do";
    /** Twelve digits of fen. */
    private static final long MAX_AMOUNT_MINOR = 999_999_999_999L;

    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,12}");

    private final UnionPayGateway gateway;

    UnionPayPayments(UnionPayGateway gateway) {
        this.gateway = gateway;
    }

    static boolean payable(Money money) {
        return money.currency().equals(Yuan.CURRENCY)
                && money.amountMinor() > 0
                && money.amountMinor() <= MAX_AMOUNT_MINOR;
    }

    /** A transaction's number, time and kind. */
    static Map<String, String> named(String txnType, String txnSubType, String orderId, TxHeader when) {
        Map<String, String> fields = new HashMap<>();
        fields.put("txnType", txnType);
        fields.put("txnSubType", txnSubType);
        fields.put("orderId", orderId);
        fields.put("txnTime", UnionPayGateway.time(when));
        return fields;
    }

    static void amount(Map<String, String> fields, Money money) {
        fields.put("txnAmt", Long.toString(money.amountMinor()));
        fields.put("currencyCode", "156");
    }

    /**
     * Asks what became of a transaction: APPROVED with money, PENDING, DECLINED, NOT_FOUND or UNKNOWN.
     *
     * @param when the header whose receipt is the transaction's time
     */
    HostAnswer state(String orderId, TxHeader when) {
        Map<String, String> answer = gateway.ask(QUERY, named("00", "00", orderId, when));
        if (!UnionPayCodes.done(answer.get("respCode"))) {
            return UnionPayCodes.meaning(answer.get("respCode")).ofQuestion(refusal(answer));
        }
        String code = answer.get("origRespCode");
        HostFacts facts = facts(code, answer);
        Money money = money(answer);
        if (UnionPayCodes.done(code)) {
            return money == null || facts.channelNo() == null
                    ? HostAnswer.of(Result.UNKNOWN, facts)
                    : new HostAnswer(Result.APPROVED, facts, null, money, null);
        }
        return UnionPayCodes.meaning(code).ofPayment(facts);
    }

    static HostFacts facts(@Nullable String code, Map<String, String> answer) {
        return Facts.of(code, answer.get("queryId"), answer.get("accNo"));
    }

    static HostFacts refusal(Map<String, String> answer) {
        return Facts.refusal(answer.get("respCode"), answer.get("respMsg"));
    }

    /** The order's amount; null when there is none that can be read, or another currency. */
    static @Nullable Money money(Map<String, String> answer) {
        String amount = answer.get("txnAmt");
        boolean yuan = "156".equals(answer.getOrDefault("currencyCode", "156"));
        return yuan && amount != null && AMOUNT.matcher(amount).matches() ? Yuan.fen(Long.parseLong(amount)) : null;
    }
}
