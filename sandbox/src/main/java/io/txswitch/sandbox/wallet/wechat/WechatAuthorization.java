package io.txswitch.sandbox.wallet.wechat;

import io.txswitch.sandbox.wallet.WalletKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The request's {@code Authorization: WECHATPAY2-SHA256-RSA2048 mchid="…",…} header, checked. */
final class WechatAuthorization {
    private static final String SCHEME = "WECHATPAY2-SHA256-RSA2048 ";
    private static final Pattern FIELD = Pattern.compile("(\\w{1,32})=\"([^\"]{1,1024})\"");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,12}");
    /** WeChat Pay refuses requests whose clock is five minutes off. */
    private static final Duration MAX_SKEW = Duration.ofMinutes(5);

    private final String mchid;
    private final WechatSecrets secrets;

    WechatAuthorization(String mchid, WechatSecrets secrets) {
        this.mchid = mchid;
        this.secrets = secrets;
    }

    WechatSecrets secrets() {
        return secrets;
    }

    /** Whether the merchant signed exactly this request, lately. */
    boolean permits(@Nullable String header, String method, String pathAndQuery, String body, Instant now) {
        if (header == null || !header.startsWith(SCHEME)) {
            return false;
        }
        Map<String, String> fields = new HashMap<>();
        Matcher matcher = FIELD.matcher(header);
        while (matcher.find()) {
            fields.put(matcher.group(1), matcher.group(2));
        }
        String timestamp = fields.getOrDefault("timestamp", "");
        if (!mchid.equals(fields.get("mchid"))
                || !secrets.merchantSerial().equals(fields.get("serial_no"))
                || !fresh(timestamp, now)) {
            return false;
        }
        String text =
                method + "\n" + pathAndQuery + "\n" + timestamp + "\n" + fields.get("nonce_str") + "\n" + body + "\n";
        return WalletKeys.verify(secrets.merchant().publicKey(), text, fields.getOrDefault("signature", ""));
    }

    private static boolean fresh(String timestamp, Instant now) {
        if (!SECONDS.matcher(timestamp).matches()) {
            return false;
        }
        Instant at = Instant.ofEpochSecond(Long.parseLong(timestamp));
        return Duration.between(at, now).abs().compareTo(MAX_SKEW) <= 0;
    }
}
