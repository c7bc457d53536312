package io.txswitch.sandbox.wallet;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The codes on payers' telephones: which texts a wallet takes for one, and that each pays a single order.
 *
 * <p>Sources: Alipay, alipay.trade.pay (starts 25 to 30, 16 to 24 digits); WeChat Pay, codepay (starts 10 to 15, 18
 * digits); UnionPay, customer presented mode (starts 62, 19 or 20 digits). The sample wallet's are 88 and 16 digits.
 */
public final class PayerCodes {
    private static final Pattern ALIPAY = Pattern.compile("(2[5-9]|30)\\d{14,22}");
    private static final Pattern WECHAT = Pattern.compile("1[0-5]\\d{16}");
    private static final Pattern UNIONPAY = Pattern.compile("62\\d{17,18}");
    private static final Pattern SAMPLE = Pattern.compile("88\\d{16}");
    /** As many as a ledger has orders. */
    private static final int MAX_CODES = 200_000;
    /** After the two digits that name the wallet. */
    private static final int DIGITS = 16;

    private static final int UNIONPAY_DIGITS = 17;

    private final Pattern accepted;
    private final String prefix;
    private final int digits;
    private final Numbers numbers;
    /** Code to order number. */
    private final Map<String, String> used = new HashMap<>();

    private PayerCodes(Pattern accepted, String prefix, int digits, Numbers numbers) {
        this.accepted = accepted;
        this.prefix = prefix;
        this.digits = digits;
        this.numbers = numbers;
    }

    public static PayerCodes alipay(Numbers numbers) {
        return new PayerCodes(ALIPAY, "28", DIGITS, numbers);
    }

    public static PayerCodes wechat(Numbers numbers) {
        return new PayerCodes(WECHAT, "13", DIGITS, numbers);
    }

    public static PayerCodes unionpay(Numbers numbers) {
        return new PayerCodes(UNIONPAY, "62", UNIONPAY_DIGITS, numbers);
    }

    public static PayerCodes sample(Numbers numbers) {
        return new PayerCodes(SAMPLE, "88", DIGITS, numbers);
    }

    /** A new code; may be called from any thread. */
    public String next() {
        return prefix + numbers.digits(digits);
    }

    /** Says whether this code pays this order: well formed, and not used for another. */
    boolean take(String code, String outTradeNo) {
        boolean known = used.containsKey(code) || used.size() < MAX_CODES;
        return known
                && accepted.matcher(code).matches()
                && outTradeNo.equals(used.computeIfAbsent(code, unused -> outTradeNo));
    }
}
