package io.txswitch.channel.wechat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.wechat.pay.java.core.util.NonceUtil;
import io.txswitch.channel.wallet.Channel;
import io.txswitch.channel.wallet.ChannelConfig;
import io.txswitch.channel.wallet.Checkouts;
import io.txswitch.channel.wallet.Order;
import io.txswitch.channel.wallet.Yuan;
import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostRequest;
import io.txswitch.core.model.PayMode;
import io.txswitch.core.model.TxHeader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

/**
 * What a payer opens instead of scanning: JSAPI and mini-programs, H5, and the merchant's app.
 *
 * <p>The order is made at WeChat Pay; for JSAPI and apps the parameters that the payer's telephone hands over are then
 * signed here with the merchant's key.
 */
final class WeChatCheckouts {
    private static final String TRANSACTIONS = "/v3/pay/transactions/";

    /** As many as WeChat Pay takes. */
    private static final int NONCE_CHARS = 32;

    private final ChannelConfig config;
    private final WeChatApi api;
    private final InstantSource clock;

    WeChatCheckouts(ChannelConfig config, WeChatApi api, InstantSource clock) {
        this.config = config;
        this.api = api;
        this.clock = clock;
    }

    HostAnswer begin(HostRequest request) {
        TxHeader payment = request.header();
        PayMode mode = Channel.mode(request);
        return switch (mode) {
            case JSAPI, MINI_PROGRAM -> jsapi(payment);
            case H5 -> h5(payment);
            case APP -> made("app", order(payment), "prepay_id", this::appParameters);
            case PAGE, MERCHANT_CODE, PAYER_CODE, AGREEMENT, DEDUCT, TRANSFER, SHARE ->
                throw new IllegalArgumentException("no checkout: " + mode);
        };
    }

    private HostAnswer jsapi(TxHeader payment) {
        String openid = Checkouts.payerId(payment);
        if (openid == null) {
            return Checkouts.incomplete("the payer's id");
        }
        ObjectNode order = order(payment);
        order.putObject("payer").put("openid", openid);
        return made("jsapi", order, "prepay_id", this::jsapiParameters);
    }

    private HostAnswer h5(TxHeader payment) {
        String address = Checkouts.payerAddress(payment);
        if (address == null) {
            return Checkouts.incomplete("the payer's address");
        }
        ObjectNode order = order(payment);
        ObjectNode scene = order.putObject("scene_info").put("payer_client_ip", address);
        scene.putObject("h5_info").put("type", "Wap");
        String returnUrl = Checkouts.returnUrl(payment);
        return made(
                "h5",
                order,
                "h5_url",
                url -> returnUrl == null
                        ? url
                        : url + "&redirect_url=" + URLEncoder.encode(returnUrl, StandardCharsets.UTF_8));
    }

    private ObjectNode order(TxHeader payment) {
        ObjectNode order = JsonNodeFactory.instance
                .objectNode()
                .put("appid", config.appId())
                .put("mchid", config.merchantNo())
                .put("description", Order.subject(payment, WeChatChannel.MAX_SUBJECT))
                .put("out_trade_no", payment.id().text())
                .put("time_expire", WeChatChannel.expires(payment, config))
                .put("notify_url", config.notifyUrl());
        order.putObject("amount").put("total", payment.money().amountMinor()).put("currency", Yuan.CURRENCY);
        WeChatChannel.mark(order, config);
        return order;
    }

    private HostAnswer made(String name, ObjectNode order, String member, UnaryOperator<String> toOpen) {
        WeChatApi.Answer<JsonNode> answer = api.ask(() -> api.post(TRANSACTIONS + name, order));
        if (answer.refusal() != null) {
            return WeChatChannel.meaning(answer.refusal()).ofCharge(WeChatChannel.facts(answer.refusal()));
        }
        String made = answer.value() == null ? null : WeChatApi.text(answer.value(), member);
        return made == null ? HostAnswer.unknown("an answer without " + member) : Checkouts.opened(toOpen.apply(made));
    }

    /** Source: API v3, JSAPI invocation: the signed text has the package with its prefix. */
    private String jsapiParameters(String prepayId) {
        String time = Long.toString(clock.instant().getEpochSecond());
        String nonce = NonceUtil.createNonce(NONCE_CHARS);
        String prepaid = "prepay_id=" + prepayId;
        return JsonNodeFactory.instance
                .objectNode()
                .put("appId", config.appId())
                .put("timeStamp", time)
                .put("nonceStr", nonce)
                .put("package", prepaid)
                .put("signType", "RSA")
                .put("paySign", api.sign(config.appId(), time, nonce, prepaid))
                .toString();
    }

    /** Source: API v3, APP invocation: the signed text has the bare prepay id. */
    private String appParameters(String prepayId) {
        String time = Long.toString(clock.instant().getEpochSecond());
        String nonce = NonceUtil.createNonce(NONCE_CHARS);
        return JsonNodeFactory.instance
                .objectNode()
                .put("appid", config.appId())
                .put("partnerid", config.merchantNo())
                .put("prepayid", prepayId)
                .put("package", "Sign=WXPay")
                .put("noncestr", nonce)
                .put("timestamp", time)
                .put("sign", api.sign(config.appId(), time, nonce, prepayId))
                .toString();
    }
}
