package io.txswitch.channel.wallet;

import io.txswitch.core.contract.HostAnswer;
import io.txswitch.core.contract.HostAnswer.Result;
import io.txswitch.core.model.HostFacts;
import io.txswitch.core.model.Reason;
import io.txswitch.core.model.TxHeader;
import org.jspecify.annotations.Nullable;

/**
 * What the ways to pay have in common that give the payer something to open.
 *
 * <p>It travels in {@code facts.qrCode}: a URL for H5 and pages, the order text for Alipay's app, and a JSON object
 * with the parameters of the wallet's JavaScript or app call for JSAPI, mini-programs and WeChat Pay's app.
 */
public final class Checkouts {
    private Checkouts() {}

    /** The payer has not opened it yet. */
    public static HostAnswer opened(String whatToOpen) {
        return HostAnswer.of(Result.PENDING, Facts.shown(null, whatToOpen));
    }

    /** The answer to a request without something that this way to pay needs. */
    public static HostAnswer incomplete(String missing) {
        return HostAnswer.declined(Reason.INVALID_TRANSACTION, HostFacts.detail(missing + " is missing"));
    }

    /** The payer as the wallet names him to this application, if the request said so. */
    public static @Nullable String payerId(TxHeader payment) {
        return payment.checkout() == null ? null : payment.checkout().payerId();
    }

    /** Where the payer's browser is, if the request said so. */
    public static @Nullable String payerAddress(TxHeader payment) {
        return payment.checkout() == null ? null : payment.checkout().payerAddress();
    }

    /** Where the wallet sends the payer's browser afterwards: our page, else the merchant's, if he named one. */
    public static @Nullable String returnUrl(TxHeader payment) {
        return payment.checkout() == null ? null : payment.checkout().backUrl();
    }
}
