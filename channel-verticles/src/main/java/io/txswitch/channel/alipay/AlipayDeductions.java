package io.txswitch.channel.alipay;

import com.alipay.api.domain.AgreementParams;
import com.alipay.api.domain.AlipayTradePayModel;
import com.alipay.api.request.AlipayTradePayRequest;
import io.txswitch.channel.wallet.ChannelConfig;
import io.txswitch.channel.wallet.Order;
import io.txswitch.channel.wallet.Yuan;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostRequest;
import io.txswitch.core.model.AgreementTerms;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.TxHeader;
import org.jspecify.annotations.Nullable;

/** Money taken by an agreement: alipay.trade.pay with {@code agreement_params} instead of a payer's code. */
final class AlipayDeductions {
    private final ChannelConfig config;
    private final AlipayGateway gateway;

    AlipayDeductions(ChannelConfig config, AlipayGateway gateway) {
        this.config = config;
        this.gateway = gateway;
    }

    HostAnswer take(HostRequest request) {
        TxHeader payment = request.header();
        String agreementNo =
                request.originalFacts() == null ? null : request.originalFacts().channelNo();
        if (agreementNo == null) {
            return HostAnswer.declined(
                    Reason.AGREEMENT_NOT_ACTIVE, HostFacts.detail("Alipay's number of the agreement is missing"));
        }
        if (!AlipayChannel.payable(payment.money())) {
            return HostAnswer.declined(Reason.INVALID_AMOUNT, HostFacts.detail("not an amount Alipay takes"));
        }
        if (isMoreThanAgreed(payment, request.originalHeader())) {
            return HostAnswer.declined(Reason.AMOUNT_LIMIT, HostFacts.detail("more than the payer agreed to"));
        }
        AlipayTradePayRequest call = new AlipayTradePayRequest();
        call.setNotifyUrl(config.notifyUrl());
        call.setBizModel(order(payment, agreementNo));
        return AlipayCodePayments.read(payment, gateway.execute(call));
    }

    private static boolean isMoreThanAgreed(TxHeader payment, @Nullable TxHeader agreement) {
        AgreementTerms terms = agreement == null || agreement.terms() == null
                ? null
                : agreement.terms().agreement();
        return terms != null && payment.money().amountMinor() > terms.amountMinor();
    }

    private AlipayTradePayModel order(TxHeader payment, String agreementNo) {
        AgreementParams agreement = new AgreementParams();
        agreement.setAgreementNo(agreementNo);
        AlipayTradePayModel order = new AlipayTradePayModel();
        order.setOutTradeNo(payment.id().text());
        order.setProductCode(config.withholding().product().name());
        order.setAgreementParams(agreement);
        order.setTotalAmount(Yuan.text(payment.money()));
        order.setSubject(Order.subject(payment, AlipayChannel.MAX_SUBJECT));
        order.setTimeExpire(AlipayChannel.TIME.format(
                Order.codeEnds(payment, config.limits()).atOffset(Order.BEIJING)));
        return order;
    }
}
