package io.txswitch.channel.alipay;

import com.alipay.api.domain.AlipayTradeOrderSettleModel;
import com.alipay.api.domain.AlipayTradeOrderSettleQueryModel;
import com.alipay.api.domain.OpenApiRoyaltyDetailInfoPojo;
import com.alipay.api.domain.RoyaltyDetail;
import com.alipay.api.request.AlipayTradeOrderSettleQueryRequest;
import com.alipay.api.request.AlipayTradeOrderSettleRequest;
import com.alipay.api.response.AlipayTradeOrderSettleQueryResponse;
import com.alipay.api.response.AlipayTradeOrderSettleResponse;
import io.txswitch.channel.wallet.Checkouts;
import io.txswitch.channel.wallet.Facts;
import io.txswitch.channel.wallet.Meaning;
import io.txswitch.channel.wallet.Yuan;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.HostRequest;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.ShareReceiver;
import io.txswitch.core.model.Terms;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Profit sharing: alipay.trade.order.settle, carried out later ({@code royalty_mode=async}), and
 * alipay.trade.order.settle.query.
 *
 * <p>An accepted order has moved nothing yet: only the query tells, receiver by receiver. Receivers have to be bound to
 * the merchant before (alipay.trade.royalty.relation.bind), once, which is part of going live. Source: the public
 * documents of the two methods; {@code RoyaltyDetail} in alipay-sdk-java for the states.
 */
final class AlipayShares {
    private static final Pattern USER_ID = Pattern.compile("2088[0-9]{12}");
    /** A mail address or a telephone number. */
    private static final Pattern LOGIN = Pattern.compile(".+@.+|1[0-9]{10}");

    private final AlipayGateway gateway;

    AlipayShares(AlipayGateway gateway) {
        this.gateway = gateway;
    }

    HostAnswer share(HostRequest request) {
        Terms terms = request.header().terms();
        String tradeNo = tradeNo(request);
        if (tradeNo == null) {
            return Checkouts.incomplete("Alipay's number of the payment");
        }
        if (terms == null
                || terms.receivers().isEmpty()
                || !isTheSum(terms, request.header().money())) {
            return HostAnswer.declined(Reason.INVALID_AMOUNT, HostFacts.detail("the receivers' parts are not the sum"));
        }
        AlipayTradeOrderSettleModel order = new AlipayTradeOrderSettleModel();
        order.setOutRequestNo(request.header().id().text());
        order.setTradeNo(tradeNo);
        order.setRoyaltyMode("async");
        order.setRoyaltyParameters(
                terms.receivers().stream().map(AlipayShares::part).toList());
        AlipayTradeOrderSettleRequest call = new AlipayTradeOrderSettleRequest();
        call.setBizModel(order);
        AlipayTradeOrderSettleResponse answer = gateway.execute(call);
        if (!AlipayChannel.done(answer)) {
            // What is refused of a share reads as of a refund: there is no order of its own to be found.
            return AlipayChannel.meaning(answer).ofRefund(AlipayChannel.facts(answer));
        }
        HostFacts facts = Facts.of(answer.getCode(), answer.getSettleNo(), null);
        return HostAnswer.of(tradeNo.equals(answer.getTradeNo()) ? Result.PENDING : Result.UNKNOWN, facts);
    }

    private static @Nullable String tradeNo(HostRequest request) {
        return request.originalFacts() == null ? null : request.originalFacts().channelNo();
    }

    private static boolean isTheSum(Terms terms, Money money) {
        long sum = 0;
        for (ShareReceiver receiver : terms.receivers()) {
            sum = Math.addExact(sum, receiver.amountMinor());
        }
        return sum == money.amountMinor() && AlipayChannel.payable(money);
    }

    private static OpenApiRoyaltyDetailInfoPojo part(ShareReceiver receiver) {
        OpenApiRoyaltyDetailInfoPojo part = new OpenApiRoyaltyDetailInfoPojo();
        part.setRoyaltyType("transfer");
        part.setTransIn(receiver.account());
        part.setTransInType(type(receiver.account()));
        part.setAmount(Yuan.text(Money.cny(receiver.amountMinor())));
        part.setDesc(receiver.description());
        return part;
    }

    private static String type(String account) {
        if (USER_ID.matcher(account).matches()) {
            return "userId";
        }
        return LOGIN.matcher(account).matches() ? "loginName" : "openId";
    }

    HostAnswer query(HostRequest request) {
        String no = request.header().id().text();
        String tradeNo = tradeNo(request);
        if (tradeNo == null) {
            return HostAnswer.unknown("Alipay's number of the payment is missing");
        }
        AlipayTradeOrderSettleQueryModel question = new AlipayTradeOrderSettleQueryModel();
        question.setOutRequestNo(no);
        question.setTradeNo(tradeNo);
        AlipayTradeOrderSettleQueryRequest call = new AlipayTradeOrderSettleQueryRequest();
        call.setBizModel(question);
        AlipayTradeOrderSettleQueryResponse answer = gateway.execute(call);
        if (!AlipayChannel.done(answer)) {
            return AlipayChannel.meaning(answer).ofQuestion(AlipayChannel.facts(answer));
        }
        return no.equals(answer.getOutRequestNo())
                ? seen(answer.getRoyaltyDetailList(), request.header().money())
                : HostAnswer.unknown("the answer is about another share");
    }

    /** All arrived is APPROVED, none is DECLINED; some is neither, and people have to look. */
    private static HostAnswer seen(@Nullable List<RoyaltyDetail> details, Money asked) {
        List<RoyaltyDetail> parts = details == null
                ? List.of()
                : details.stream()
                        .filter(part -> "transfer".equals(part.getOperationType()))
                        .toList();
        if (parts.isEmpty()) {
            return HostAnswer.unknown("an accepted share without receivers");
        }
        if (all(parts, "SUCCESS")) {
            Money moved = sum(parts);
            HostFacts facts = Facts.of("SUCCESS", null, null);
            return moved == null
                    ? HostAnswer.of(Result.UNKNOWN, facts)
                    : new HostAnswer(Result.APPROVED, facts, null, moved, null);
        }
        if (all(parts, "FAIL")) {
            String code = parts.getFirst().getErrorCode();
            Meaning why = AlipayCodes.meaning(null, code == null || code.startsWith("ACQ.") ? code : "ACQ." + code);
            return HostAnswer.declined(
                    why.reason() == null ? Reason.CHANNEL_REFUSED : why.reason(),
                    Facts.refusal(code, parts.getFirst().getErrorDesc()));
        }
        boolean underWay = parts.stream().anyMatch(part -> "PROCESSING".equals(part.getState()));
        long failed =
                parts.stream().filter(part -> "FAIL".equals(part.getState())).count();
        return underWay
                ? HostAnswer.of(Result.PENDING, Facts.of("PROCESSING", null, null))
                : HostAnswer.unknown(failed + " of " + parts.size() + " receivers got nothing");
    }

    private static boolean all(List<RoyaltyDetail> parts, String state) {
        return parts.stream().allMatch(part -> state.equals(part.getState()));
    }

    private static @Nullable Money sum(List<RoyaltyDetail> parts) {
        long sum = 0;
        for (RoyaltyDetail part : parts) {
            Money amount = Yuan.parse(part.getAmount());
            if (amount == null) {
                return null;
            }
            sum = Math.addExact(sum, amount.amountMinor());
        }
        return sum > Money.MAX_AMOUNT_MINOR ? null : Money.cny(sum);
    }
}
