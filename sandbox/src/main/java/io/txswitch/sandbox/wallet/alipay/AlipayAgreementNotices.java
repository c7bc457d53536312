package io.txswitch.sandbox.wallet.alipay;

import io.txswitch.sandbox.wallet.NoticeFault;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;

/** Builds {@code dut_user_sign} and {@code dut_user_unsign} notifications; they name no seller. */
final class AlipayAgreementNotices {
    static final String FOR_EVER = "2115-02-01 00:00:00";

    private final AlipayNotices notices;

    AlipayAgreementNotices(AlipayNotices notices) {
        this.notices = notices;
    }

    Future<Void> signed(AlipayAgreement agreement) {
        return send(agreement, "dut_user_sign", "NORMAL", agreement.notifyUrl());
    }

    Future<Void> ended(AlipayAgreement agreement, String notifyUrl) {
        return send(agreement, "dut_user_unsign", "UNSIGN", notifyUrl);
    }

    private Future<Void> send(AlipayAgreement agreement, String type, String status, String notifyUrl) {
        Map<String, String> content = notices.head(type, agreement.app().appId());
        content.put("external_agreement_no", agreement.externalNo());
        content.put("agreement_no", agreement.agreementNo());
        content.put("personal_product_code", agreement.product());
        content.put("sign_scene", agreement.scene());
        content.put("status", status);
        content.put("alipay_user_id", AlipayView.BUYER_ID);
        content.put("alipay_logon_id", "pay***@sandbox.example");
        if (status.equals("NORMAL")) {
            content.put("sign_time", AlipayTime.text(agreement.at()));
            content.put("valid_time", AlipayTime.text(agreement.at()));
            content.put("invalid_time", FOR_EVER);
        } else {
            content.put("unsign_time", AlipayTime.text(agreement.at()));
        }
        String name = "alipay:" + agreement.externalNo();
        return notices.send(name, notifyUrl, fault -> spoiled(content, fault), "&agreement_no=");
    }

    private static Map<String, String> spoiled(Map<String, String> content, NoticeFault fault) {
        Map<String, String> form = new LinkedHashMap<>(content);
        switch (fault) {
            case FOREIGN_ORDER -> form.put("external_agreement_no", "0FOREIGNAGREEMENT");
            case FOREIGN_MERCHANT -> form.put("app_id", "2021999999999999");
            case NONE, DUPLICATE, TAMPERED, FOREIGN_AMOUNT, LOST, EARLY -> {}
        }
        return form;
    }
}
