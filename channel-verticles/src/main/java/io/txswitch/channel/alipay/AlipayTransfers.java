package io.txswitch.channel.alipay;

import static java.util.Map.entry;

import com.alipay.api.domain.AlipayFundTransCommonQueryModel;
import com.alipay.api.domain.AlipayFundTransUniTransferModel;
import com.alipay.api.domain.Participant;
import com.alipay.api.request.AlipayFundTransCommonQueryRequest;
import com.alipay.api.request.AlipayFundTransUniTransferRequest;
import com.alipay.api.response.AlipayFundTransCommonQueryResponse;
import com.alipay.api.response.AlipayFundTransUniTransferResponse;
import io.txswitch.channel.wallet.Facts;
import io.txswitch.channel.wallet.Meaning;
import io.txswitch.channel.wallet.Transfer;
import io.txswitch.channel.wallet.Yuan;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.Reason;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** alipay.fund.trans.uni.transfer and alipay.fund.trans.common.query. */
final class AlipayTransfers {
    private static final String PRODUCT = "TRANS_ACCOUNT_NO_PWD";
    private static final String SCENE = "DIRECT_TRANSFER";
    /** Alipay transfers no less than 0.10 yuan. */
    private static final long MIN_MINOR = 10;

    private static final Pattern USER_ID = Pattern.compile("2088[0-9]{12}");

    /** Refusals of a transfer; what no row names may have moved money. Source: alipay.fund.trans.uni.transfer. */
    private static final Map<String, Meaning> REFUSALS = Map.ofEntries(
            entry("SYSTEM_ERROR", Meaning.UNKNOWN),
            entry("INVALID_PARAMETER", Meaning.declined(Reason.CHANNEL_REFUSED)),
            entry("PERMIT_NON_BANK_LIMIT_PAYEE", Meaning.declined(Reason.CHANNEL_REFUSED)),
            entry("PAYEE_NOT_EXIST", Meaning.declined(Reason.PAYER_PROBLEM)),
            entry("PAYEE_USER_INFO_ERROR", Meaning.declined(Reason.PAYER_PROBLEM)),
            entry("PAYER_BALANCE_NOT_ENOUGH", Meaning.declined(Reason.INSUFFICIENT_FUNDS)),
            entry("BALANCE_IS_NOT_ENOUGH", Meaning.declined(Reason.INSUFFICIENT_FUNDS)),
            entry("EXCEED_LIMIT_SM_AMOUNT", Meaning.declined(Reason.AMOUNT_LIMIT)),
            entry("NOT_SUPPORT_DUPLICATE_OUT_BIZ_NO", Meaning.UNKNOWN),
            entry("ORDER_NOT_EXIST", Meaning.of(Result.NOT_FOUND)));

    private final AlipayGateway gateway;

    AlipayTransfers(AlipayGateway gateway) {
        this.gateway = gateway;
    }

    HostAnswer send(Transfer transfer) {
        if (!AlipayChannel.payable(transfer.money()) || transfer.money().amountMinor() < MIN_MINOR) {
            return HostAnswer.declined(Reason.INVALID_AMOUNT, HostFacts.detail("not an amount Alipay transfers"));
        }
        AlipayFundTransUniTransferModel order = new AlipayFundTransUniTransferModel();
        order.setOutBizNo(transfer.no());
        order.setTransAmount(Yuan.text(transfer.money()));
        order.setProductCode(PRODUCT);
        order.setBizScene(SCENE);
        order.setOrderTitle(transfer.title());
        order.setPayeeInfo(payee(transfer));
        AlipayFundTransUniTransferRequest call = new AlipayFundTransUniTransferRequest();
        call.setBizModel(order);
        AlipayFundTransUniTransferResponse answer = gateway.execute(call);
        if (!AlipayChannel.done(answer)) {
            return refusal(answer.getCode(), answer.getSubCode()).ofPayment(AlipayChannel.facts(answer));
        }
        // The answer's amount is not documented for all products: what was asked is what the number stands for.
        return transfer.no().equals(answer.getOutBizNo())
                ? state(answer.getStatus(), answer.getOrderId(), transfer.money())
                : HostAnswer.of(Result.UNKNOWN, AlipayChannel.facts(answer));
    }

    private static Participant payee(Transfer transfer) {
        Participant payee = new Participant();
        payee.setIdentity(transfer.payee());
        boolean userId = USER_ID.matcher(transfer.payee()).matches();
        payee.setIdentityType(userId ? "ALIPAY_USER_ID" : "ALIPAY_OPEN_ID");
        if (transfer.payeeName() != null) {
            payee.setName(transfer.payeeName());
        }
        return payee;
    }

    HostAnswer query(String no) {
        AlipayFundTransCommonQueryModel question = new AlipayFundTransCommonQueryModel();
        question.setOutBizNo(no);
        question.setProductCode(PRODUCT);
        question.setBizScene(SCENE);
        AlipayFundTransCommonQueryRequest call = new AlipayFundTransCommonQueryRequest();
        call.setBizModel(question);
        AlipayFundTransCommonQueryResponse answer = gateway.execute(call);
        if (!AlipayChannel.done(answer)) {
            return refusal(answer.getCode(), answer.getSubCode()).ofQuestion(AlipayChannel.facts(answer));
        }
        return no.equals(answer.getOutBizNo())
                ? state(answer.getStatus(), answer.getOrderId(), Yuan.parse(answer.getTransAmount()))
                : HostAnswer.unknown("the answer is about another transfer");
    }

    /** A sub code of the table, else the gateway's own code. */
    private static Meaning refusal(@Nullable String code, @Nullable String subCode) {
        Meaning exact = subCode == null ? null : REFUSALS.get(subCode);
        return exact == null ? AlipayCodes.meaning(code, null) : exact;
    }

    /** WAIT_PAY waits for a person at the merchant's; REFUND: it went out and came back. */
    private static HostAnswer state(@Nullable String status, @Nullable String orderId, @Nullable Money money) {
        HostFacts facts = Facts.of(status, orderId, null);
        return switch (String.valueOf(status)) {
            case "SUCCESS" ->
                money == null
                        ? HostAnswer.of(Result.UNKNOWN, facts)
                        : new HostAnswer(Result.APPROVED, facts, null, money, null);
            case "DEALING", "WAIT_PAY" -> HostAnswer.of(Result.PENDING, facts);
            case "FAIL", "CLOSED", "REFUND" -> HostAnswer.declined(Reason.CHANNEL_REFUSED, facts);
            default -> HostAnswer.of(Result.UNKNOWN, facts);
        };
    }
}
