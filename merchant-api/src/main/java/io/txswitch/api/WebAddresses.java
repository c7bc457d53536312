package io.txswitch.api;

import io.txswitch.core.config.Merchant;
import org.jspecify.annotations.Nullable;

/** Which addresses a merchant may name: his own, and never one of ours or of our neighbours. */
final class WebAddresses {
    private WebAddresses() {}

    static void check(
            Fields fields,
            @Nullable String notifyUrl,
            @Nullable String returnUrl,
            ApiConfig config,
            Merchant merchant) {
        if (notifyUrl != null && !mayBeCalled(notifyUrl, config, merchant)) {
            String detail = "notify_url must have the origin of the merchant's registered webhook.";
            fields.refuse(ApiCode.INVALID_PARAMETER, detail, "notify_url");
        }
        if (returnUrl != null && !mayBeOpened(returnUrl, merchant)) {
            String detail = "return_url must have one of the merchant's registered web origins.";
            fields.refuse(ApiCode.INVALID_PARAMETER, detail, "return_url");
        }
    }

    private static boolean mayBeCalled(String url, ApiConfig config, Merchant merchant) {
        String origin = ApiConfig.origin(url);
        return isHis(origin, merchant)
                || (merchant.webhookUrl() != null && config.notifyOrigins().contains(String.valueOf(origin)));
    }

    /** A page of the merchant's: nobody is to send payers to another one in his name. */
    static boolean mayBeOpened(String url, Merchant merchant) {
        String origin = ApiConfig.origin(url);
        return isHis(origin, merchant) || merchant.access().webOrigins().contains(String.valueOf(origin));
    }

    private static boolean isHis(@Nullable String origin, Merchant merchant) {
        String own = merchant.webhookUrl() == null ? null : ApiConfig.origin(merchant.webhookUrl());
        return own != null && own.equals(origin);
    }
}
