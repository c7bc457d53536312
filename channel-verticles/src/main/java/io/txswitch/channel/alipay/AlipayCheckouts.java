package io.txswitch.channel.alipay;

import com.alipay.api.domain.AlipayTradeAppPayModel;
import com.alipay.api.domain.AlipayTradeCreateModel;
import com.alipay.api.domain.AlipayTradePagePayModel;
import com.alipay.api.domain.AlipayTradeWapPayModel;
import com.alipay.api.domain.SignParams;
import com.alipay.api.request.AlipayTradeAppPayRequest;
import com.alipay.api.request.AlipayTradeCreateRequest;
import com.alipay.api.request.AlipayTradePagePayRequest;
import com.alipay.api.request.AlipayTradeWapPayRequest;
import com.alipay.api.response.AlipayTradeCreateResponse;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.txswitch.channel.wallet.Channel;
import io.txswitch.channel.wallet.ChannelConfig;
import io.txswitch.channel.wallet.Checkouts;
import io.txswitch.channel.wallet.Order;
import io.txswitch.channel.wallet.Yuan;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.contract.HostRequest;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.PayMode;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.TxHeader;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a payer opens instead of scanning: a page in the wallet (alipay.trade.create), a page in a browser (wap.pay,
 * page.pay) or an app (app.pay).
 *
 * <p>All but the first are only signed here, and nothing is sent: Alipay learns of the trade when the payer opens the
 * link, so until then a query finds nothing.
 */
final class AlipayCheckouts {
    /** Sixteen digits are a user id; anything else is an open id. */
    private static final Pattern USER_ID = Pattern.compile("2088[0-9]{12}");

    private final ChannelConfig config;
    private final AlipayGateway gateway;
    private final AlipayAgreements agreements;

    AlipayCheckouts(ChannelConfig config, AlipayGateway gateway, AlipayAgreements agreements) {
        this.config = config;
        this.gateway = gateway;
        this.agreements = agreements;
    }

    /** Whether the payer of this order signs an agreement on the way. */
    static boolean signs(TxHeader payment) {
        return payment.terms() != null && payment.terms().signs() != null;
    }

    HostAnswer begin(HostRequest request) {
        TxHeader payment = request.header();
        PayMode mode = Channel.mode(request);
        HostAnswer refusal = signs(payment) ? unfitToSign(payment, mode) : null;
        if (refusal != null) {
            return refusal;
        }
        return switch (mode) {
            case JSAPI, MINI_PROGRAM -> create(payment, mode);
            case H5 -> Checkouts.opened(wap(payment));
            case PAGE -> Checkouts.opened(page(payment));
            case APP -> Checkouts.opened(app(payment));
            case MERCHANT_CODE, PAYER_CODE, AGREEMENT, DEDUCT, TRANSFER, SHARE ->
                throw new IllegalArgumentException("no checkout: " + mode);
        };
    }

    /** wap.pay and precreate have no place for an agreement, and page.pay none for its periods. */
    private static @Nullable HostAnswer unfitToSign(TxHeader payment, PayMode mode) {
        if (mode != PayMode.APP && mode != PayMode.JSAPI && mode != PayMode.MINI_PROGRAM) {
            return HostAnswer.declined(
                    Reason.NOT_SUPPORTED,
                    HostFacts.detail("Alipay signs with a first payment in an app, JSAPI or a mini-program only"));
        }
        String unfit = AlipayPeriods.unfit(payment);
        return unfit == null ? null : AlipayPeriods.refused(unfit);
    }

    private HostAnswer create(TxHeader payment, PayMode mode) {
        String payer = Checkouts.payerId(payment);
        if (payer == null) {
            return Checkouts.incomplete("the payer's id");
        }
        AlipayTradeCreateModel order = new AlipayTradeCreateModel();
        order.setOutTradeNo(payment.id().text());
        order.setTotalAmount(Yuan.text(payment.money()));
        order.setSubject(Order.subject(payment, AlipayChannel.MAX_SUBJECT));
        order.setTimeExpire(expires(payment));
        SignParams signed = agreements.signedOnTheWay(payment);
        order.setProductCode(signed == null ? "JSAPI_PAY" : signed.getProductCode());
        order.setAgreementSignParams(signed);
        if (mode == PayMode.MINI_PROGRAM) {
            order.setOpAppId(config.appId());
        }
        if (USER_ID.matcher(payer).matches()) {
            order.setBuyerId(payer);
        } else {
            order.setBuyerOpenId(payer);
        }
        AlipayTradeCreateRequest call = new AlipayTradeCreateRequest();
        call.setNotifyUrl(config.notifyUrl());
        call.setBizModel(order);
        AlipayTradeCreateResponse answer = gateway.execute(call);
        if (!AlipayChannel.done(answer)) {
            return AlipayChannel.meaning(answer).ofCharge(AlipayChannel.facts(answer));
        }
        if (answer.getTradeNo() == null || !payment.id().text().equals(answer.getOutTradeNo())) {
            return HostAnswer.of(Result.UNKNOWN, AlipayChannel.facts(answer));
        }
        String parameters = JsonNodeFactory.instance
                .objectNode()
                .put("tradeNO", answer.getTradeNo())
                .toString();
        return HostAnswer.of(
                Result.PENDING,
                new HostFacts(answer.getCode(), null, answer.getTradeNo(), null, parameters, null, null));
    }

    private String wap(TxHeader payment) {
        AlipayTradeWapPayModel order = new AlipayTradeWapPayModel();
        order.setOutTradeNo(payment.id().text());
        order.setTotalAmount(Yuan.text(payment.money()));
        order.setSubject(Order.subject(payment, AlipayChannel.MAX_SUBJECT));
        order.setTimeExpire(expires(payment));
        order.setProductCode("QUICK_WAP_WAY");
        order.setQuitUrl(Checkouts.returnUrl(payment));
        AlipayTradeWapPayRequest call = new AlipayTradeWapPayRequest();
        call.setNotifyUrl(config.notifyUrl());
        call.setReturnUrl(Checkouts.returnUrl(payment));
        call.setBizModel(order);
        return gateway.link(call);
    }

    private String page(TxHeader payment) {
        AlipayTradePagePayModel order = new AlipayTradePagePayModel();
        order.setOutTradeNo(payment.id().text());
        order.setTotalAmount(Yuan.text(payment.money()));
        order.setSubject(Order.subject(payment, AlipayChannel.MAX_SUBJECT));
        order.setTimeExpire(expires(payment));
        order.setProductCode("FAST_INSTANT_TRADE_PAY");
        AlipayTradePagePayRequest call = new AlipayTradePagePayRequest();
        call.setNotifyUrl(config.notifyUrl());
        call.setReturnUrl(Checkouts.returnUrl(payment));
        call.setBizModel(order);
        return gateway.link(call);
    }

    private String app(TxHeader payment) {
        AlipayTradeAppPayModel order = new AlipayTradeAppPayModel();
        order.setOutTradeNo(payment.id().text());
        order.setTotalAmount(Yuan.text(payment.money()));
        order.setSubject(Order.subject(payment, AlipayChannel.MAX_SUBJECT));
        order.setTimeExpire(expires(payment));
        SignParams signed = agreements.signedOnTheWay(payment);
        order.setProductCode(signed == null ? "QUICK_MSECURITY_PAY" : signed.getProductCode());
        order.setAgreementSignParams(signed);
        AlipayTradeAppPayRequest call = new AlipayTradeAppPayRequest();
        call.setNotifyUrl(config.notifyUrl());
        call.setBizModel(order);
        return gateway.orderText(call);
    }

    private String expires(TxHeader payment) {
        return AlipayChannel.TIME.format(
                Order.codeEnds(payment, config.limits()).atOffset(Order.BEIJING));
    }
}
