package io.txswitch.sandbox.wallet.alipay;

import io.txswitch.sandbox.wallet.Fields;
import io.txswitch.sandbox.wallet.NoticeSender;
import io.txswitch.sandbox.wallet.Numbers;
import io.txswitch.sandbox.wallet.Order;
import io.txswitch.sandbox.wallet.PayerOptions;
import io.txswitch.sandbox.wallet.Script;
import io.txswitch.sandbox.wallet.alipay.AlipayAgreement.State;
import io.txswitch.sandbox.wallet.alipay.AlipayTrades.Call;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * alipay.user.agreement.page.sign (a page the payer opens), query and unsign; and what the payer does.
 *
 * <p>The payer's {@link Script} goes by the amount per period: 51 refuses, 68 signs and nobody tells the merchant, 69
 * signs after the late delay, anything else signs shortly after the page was opened.
 */
final class AlipayAgreements {
    private static final Pattern EXTERNAL_NO = Pattern.compile("[A-Za-z0-9]{1,32}");
    private static final Set<String> PRODUCTS = Set.of("CYCLE_PAY_AUTH_P", "GENERAL_WITHHOLDING_P");
    private static final Set<String> PLACES = Set.of("ALIPAYAPP", "QRCODE", "QRCODEORSMS");
    private static final int MIN_DAYS = 7;
    private static final int MAX_DAY_OF_MONTH = 28;
    private static final int MAX_EFFECT_SECONDS = 86_400;

    private final Vertx vertx;
    private final PayerOptions payer;
    private final BooleanSupplier byHimself;
    private final AlipayConsents consents;
    private final AlipayAgreementNotices notices;

    /** @param byHimself whether the payer acts without being told */
    AlipayAgreements(
            Vertx vertx,
            PayerOptions payer,
            BooleanSupplier byHimself,
            AlipayConsents consents,
            AlipayAgreementNotices notices) {
        this.vertx = vertx;
        this.payer = payer;
        this.byHimself = byHimself;
        this.consents = consents;
        this.notices = notices;
    }

    /** The payer opened the link. */
    Future<JsonObject> page(Call call) {
        if (!valid(call.biz(), call.notifyUrl())) {
            return refused(AlipayCode.AGREEMENT_PARAMETER);
        }
        AlipayAgreement wanted = wanted(call.app(), call.biz(), call.notifyUrl(), null);
        Optional<AlipayAgreement> known = consents.find(call.app().appId(), wanted.externalNo());
        if (known.isPresent() && known.get().state() == State.ENDED) {
            return refused(AlipayCode.AGREEMENT_PARAMETER);
        }
        if (known.isEmpty()) {
            if (!consents.add(wanted)) {
                return refused(AlipayCode.SYSTEM_ERROR);
            }
            actLater(wanted);
        }
        return Future.succeededFuture(AlipayView.ok().put("external_agreement_no", wanted.externalNo()));
    }

    /** An order whose payer signs on the way was begun; says whether what it carries can be signed. */
    boolean begunBy(Call order, JsonObject signing) {
        String own = Fields.text(signing, "sign_notify_url");
        String notifyUrl = own.isEmpty() ? order.notifyUrl() : own;
        if (!valid(signing, notifyUrl)) {
            return false;
        }
        AlipayAgreement wanted = wanted(order.app(), signing, notifyUrl, order.text("out_trade_no"));
        return consents.add(wanted)
                || consents.find(order.app().appId(), wanted.externalNo())
                        .map(known -> order.text("out_trade_no").equals(known.outTradeNo()))
                        .orElse(false);
    }

    /** An order was paid: what it signs on the way is signed; completes after the first attempt to notify. */
    Future<Void> paid(Order order) {
        return consents.signedBy(order)
                .filter(agreement -> agreement.state() == State.TEMP)
                .map(agreement -> sign(agreement, true))
                .orElseGet(Future::succeededFuture);
    }

    private static boolean valid(JsonObject wanted, String notifyUrl) {
        String scene = Fields.text(wanted, "sign_scene");
        long effect = wanted.containsKey("effect_time") ? number(wanted, "effect_time") : 0;
        return EXTERNAL_NO.matcher(Fields.text(wanted, "external_agreement_no")).matches()
                && PRODUCTS.contains(Fields.text(wanted, "personal_product_code"))
                && !scene.isEmpty()
                && !scene.equals("DEFAULT|DEFAULT")
                && PLACES.contains(Fields.text(Fields.object(wanted, "access_params"), "channel"))
                && effect >= 0
                && effect <= MAX_EFFECT_SECONDS
                && validRule(Fields.object(wanted, "period_rule_params"))
                && (notifyUrl.isEmpty() || NoticeSender.usable(notifyUrl));
    }

    private static boolean validRule(JsonObject rule) {
        String type = Fields.text(rule, "period_type");
        long period = number(rule, "period");
        Optional<LocalDate> first = day(Fields.text(rule, "execute_time"));
        if (first.isEmpty() || Numbers.minor(Fields.text(rule, "single_amount")) <= 0) {
            return false;
        }
        return switch (type) {
            case "DAY" -> period >= MIN_DAYS;
            case "MONTH" -> period >= 1 && first.get().getDayOfMonth() <= MAX_DAY_OF_MONTH;
            default -> false;
        };
    }

    /** Numbers come as JSON numbers or as text. */
    private static long number(JsonObject json, String name) {
        String text = Fields.text(json, name);
        return text.matches("\\d{1,9}") ? Long.parseLong(text) : Fields.integer(json, name);
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }

    private AlipayAgreement wanted(AlipayApp app, JsonObject wanted, String notifyUrl, @Nullable String outTradeNo) {
        return new AlipayAgreement(
                app,
                Fields.text(wanted, "external_agreement_no"),
                consents.nextNo(),
                Fields.text(wanted, "personal_product_code"),
                Fields.text(wanted, "sign_scene"),
                Numbers.minor(Fields.text(Fields.object(wanted, "period_rule_params"), "single_amount")),
                notifyUrl,
                outTradeNo,
                consents.now(),
                State.TEMP);
    }

    private void actLater(AlipayAgreement agreement) {
        Script script = Script.of(agreement.singleMinor());
        if (byHimself.getAsBoolean()) {
            long delayMs = script == Script.LATE ? payer.lateDelayMs() : payer.payDelayMs();
            vertx.setTimer(
                    delayMs,
                    timer -> consents.find(agreement.app().appId(), agreement.externalNo())
                            .ifPresent(now -> act(now, script)));
        }
    }

    private void act(AlipayAgreement agreement, Script script) {
        switch (script) {
            case PAY, LATE -> sign(agreement, true);
            case SILENT -> sign(agreement, false);
            case DECLINE -> refuse(agreement);
        }
    }

    /** The payer signs what he looks at; completes after the first attempt to notify. */
    Future<Void> sign(AlipayAgreement agreement, boolean tell) {
        if (agreement.state() != State.TEMP) {
            return Future.succeededFuture();
        }
        AlipayAgreement signed = consents.move(agreement, State.NORMAL);
        return tell ? notices.signed(signed) : Future.succeededFuture();
    }

    /** The payer goes away without signing; nobody is told. */
    Future<Void> refuse(AlipayAgreement agreement) {
        if (agreement.state() == State.TEMP) {
            consents.move(agreement, State.ENDED);
        }
        return Future.succeededFuture();
    }

    /** The payer ends it in his wallet; completes after the first attempt to notify. */
    Future<Void> end(AlipayAgreement agreement) {
        return agreement.isInForce()
                ? notices.ended(consents.move(agreement, State.ENDED), agreement.notifyUrl())
                : Future.succeededFuture();
    }

    Future<JsonObject> query(Call call) {
        return asked(call)
                .filter(agreement -> agreement.state() != State.ENDED)
                .map(agreement -> Future.succeededFuture(shown(agreement)))
                .orElseGet(() -> refused(AlipayCode.AGREEMENT_NOT_EXIST));
    }

    Future<JsonObject> unsign(Call call) {
        Optional<AlipayAgreement> found = asked(call).filter(AlipayAgreement::isInForce);
        if (found.isEmpty()) {
            return refused(AlipayCode.AGREEMENT_NOT_EXIST);
        }
        AlipayAgreement ended = consents.move(found.get(), State.ENDED);
        notices.ended(ended, call.notifyUrl());
        return Future.succeededFuture(AlipayView.ok());
    }

    /** By Alipay's number alone, or by the merchant's with product and scene. */
    private Optional<AlipayAgreement> asked(Call call) {
        String appId = call.app().appId();
        return call.text("agreement_no").isEmpty()
                ? consents.find(appId, call.text("external_agreement_no"))
                        .filter(one -> one.product().equals(call.text("personal_product_code"))
                                && one.scene().equals(call.text("sign_scene")))
                : consents.findByNo(appId, call.text("agreement_no"));
    }

    private static JsonObject shown(AlipayAgreement agreement) {
        return AlipayView.ok()
                .put("agreement_no", agreement.agreementNo())
                .put("external_agreement_no", agreement.externalNo())
                .put("personal_product_code", agreement.product())
                .put("sign_scene", agreement.scene())
                .put("status", agreement.state().name())
                .put("sign_time", AlipayTime.text(agreement.at()))
                .put("valid_time", AlipayTime.text(agreement.at()))
                .put("invalid_time", AlipayAgreementNotices.FOR_EVER)
                .put("pricipal_type", "CARD")
                .put("principal_id", AlipayView.BUYER_ID);
    }

    private static Future<JsonObject> refused(AlipayCode code) {
        return Future.succeededFuture(code.answer());
    }
}
