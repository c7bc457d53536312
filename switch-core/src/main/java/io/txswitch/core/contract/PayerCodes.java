package io.txswitch.core.contract;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whose code a payer shows: the wallets share one scanner, and their codes differ in the first two digits and in
 * length.
 *
 * <p>Sources: Alipay, alipay.trade.pay (25 to 30, 16 to 24 digits); WeChat Pay, payment codes (10 to 15, 18 digits);
 * UnionPay QR, customer presented mode (62, 19 or 20 digits). The sandbox's sample wallet took 88 and 18 digits, which
 * belong to nobody.
 */
public final class PayerCodes {
    private static final Pattern ALIPAY = Pattern.compile("(2[5-9]|30)[0-9]{14,22}");
    private static final Pattern WECHAT = Pattern.compile("1[0-5][0-9]{16}");
    private static final Pattern UNIONPAY = Pattern.compile("62[0-9]{17,18}");

    private static final Pattern SAMPLE = Pattern.compile("88[0-9]{16}");

    /** A wallet whose payers show codes. */
    public enum Wallet {
        ALIPAY("alipay_code"),
        WECHAT("wechat_code"),
        UNIONPAY("unionpay_code"),
        SAMPLE("sample_code");

        private final String product;

        Wallet(String product) {
            this.product = product;
        }

        /** The product a payment by such a code is routed as. */
        public String product() {
            return product;
        }
    }

    private PayerCodes() {}

    /** The wallet that a scanned text belongs to; null when it is no payer's code. */
    public static @Nullable Wallet walletOf(String code) {
        if (ALIPAY.matcher(code).matches()) {
            return Wallet.ALIPAY;
        }
        if (WECHAT.matcher(code).matches()) {
            return Wallet.WECHAT;
        }
        if (UNIONPAY.matcher(code).matches()) {
            return Wallet.UNIONPAY;
        }
        return SAMPLE.matcher(code).matches() ? Wallet.SAMPLE : null;
    }
}
