package io.txswitch.api.scan;

import io.txswitch.core.model.PayMode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What opened a page, by its {@code User-Agent}. Only a hint what to offer first: it can be made up, and nothing is
 * decided by it.
 */
public enum Scanner {
    /** WeChat's browser says {@code MicroMessenger}; it refuses WeChat's own H5 page, which is for other browsers. */
    WECHAT("wechat", "micromessenger", List.of(PayMode.JSAPI, PayMode.MERCHANT_CODE)),
    /** Alipay's says {@code AlipayClient}; unlike WeChat's it opens its own payment page, whoever the payer is. */
    ALIPAY("alipay", "alipayclient", List.of(PayMode.JSAPI, PayMode.H5, PayMode.MERCHANT_CODE)),
    /** The UnionPay app and banks' apps say {@code UnionPay/1.0 <app>}. */
    UNIONPAY("unionpay", "unionpay/", List.of(PayMode.JSAPI, PayMode.MERCHANT_CODE)),
    PHONE(null, "mobile", List.of(PayMode.H5, PayMode.MERCHANT_CODE)),
    DESK(null, "", List.of(PayMode.MERCHANT_CODE, PayMode.PAGE));

    /** Nothing that is longer tells anything more. */
    private static final int MAX_LENGTH = 1_024;

    private final @Nullable String channel;
    private final String mark;
    private final List<PayMode> modes;

    Scanner(@Nullable String channel, String mark, List<PayMode> modes) {
        this.channel = channel;
        this.mark = mark;
        this.modes = modes;
    }

    /** The first whose mark is there; a desk when nothing is known. */
    public static Scanner of(@Nullable String userAgent) {
        String text = userAgent == null ? "" : userAgent.toLowerCase(Locale.ROOT);
        String read = text.substring(0, Math.min(MAX_LENGTH, text.length()));
        for (Scanner each : values()) {
            if (read.contains(each.mark)) {
                return each;
            }
        }
        return DESK;
    }

    /** The wallet's channel; null for a browser, where the payer chooses. */
    public @Nullable String channel() {
        return channel;
    }

    /** How to pay here, the best way first. */
    public List<PayMode> modes() {
        return modes;
    }
}
