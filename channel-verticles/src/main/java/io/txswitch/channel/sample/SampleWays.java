package io.txswitch.channel.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.txswitch.channel.wallet.Checkouts;
import io.txswitch.core.model.AgreementTerms;
import io.txswitch.core.model.PayMode;
import io.txswitch.core.model.Terms;
import io.txswitch.core.model.TxHeader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** How the payer opens his order: the same interface for all ways, with a word for each. */
final class SampleWays {
    private SampleWays() {}

    /** The order with its way, and with the agreement that is signed by paying. */
    static ObjectNode opened(ObjectNode order, TxHeader payment, PayMode mode) {
        order.put("way", way(mode));
        String payer = Checkouts.payerId(payment);
        if (payer != null) {
            order.put("payer_id", payer);
        }
        Terms terms = payment.terms();
        if (terms != null && terms.signs() != null) {
            AgreementTerms words = terms.agreement();
            String no = terms.signs().text();
            ObjectNode agreement =
                    words == null ? SampleJson.object().put("agreement_no", no) : SampleAgreements.consent(no, words);
            order.set("agreement", agreement);
        }
        return order;
    }

    private static String way(PayMode mode) {
        return switch (mode) {
            case MERCHANT_CODE -> "pay";
            case JSAPI, MINI_PROGRAM -> "jsapi";
            case H5 -> "h5";
            case PAGE -> "page";
            case APP -> "app";
            case PAYER_CODE, AGREEMENT, DEDUCT, TRANSFER, SHARE ->
                throw new IllegalArgumentException("nothing to open: " + mode);
        };
    }

    /** What the payer opens: an address, or the parameters of a call inside the wallet or an app. */
    static String open(String place, TxHeader payment, PayMode mode) {
        return switch (mode) {
            case JSAPI, MINI_PROGRAM, APP ->
                SampleJson.object().put("open_url", place).toString();
            case H5, PAGE -> {
                String back = Checkouts.returnUrl(payment);
                yield back == null ? place : place + "?return_url=" + URLEncoder.encode(back, StandardCharsets.UTF_8);
            }
            default -> place;
        };
    }
}
