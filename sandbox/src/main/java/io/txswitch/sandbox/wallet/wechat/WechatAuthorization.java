package io.txswitch.sandbox.wallet.wechat;

import io.txswitch.sandbox.wallet.WalletKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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
    private final WechatKeychain secrets;

    WechatAuthorization(String mchid, WechatKeychain secrets) {
        this.mchid = mchid;
        this.secrets = secrets;
    }

    WechatKeychain secrets() {
        return secrets;
    }

    /** The keys of the merchant who signed exactly this request, lately; empty when he did not. */
    Optional<WechatSecrets> permits(
            @Nullable String header, String method, String pathAndQuery, String body, Instant now) {
        if (header == null || !header.startsWith(SCHEME)) {
            return Optional.empty();
        }
        Map<String, String> fields = new HashMap<>();
        Matcher matcher = FIELD.matcher(header);
        while (matcher.find()) {
            fields.put(matcher.group(1), matcher.group(2));
        }
        String timestamp = fields.getOrDefault("timestamp", "");
        if (!mchid.equals(fields.get("mchid")) || !fresh(timestamp, now)) {
            return Optional.empty();
        }
        String text =
                method + "\n" + pathAndQuery + "\n" + timestamp + "\n" + fields.get("nonce_str") + "\n" + body + "\n";
        return secrets.ofMerchant(fields.getOrDefault("serial_no", ""))
                .filter(named ->
                        WalletKeys.verify(named.merchant().publicKey(), text, fields.getOrDefault("signature", "")));
    }

    private static boolean fresh(String timestamp, Instant now) {
        if (!SECONDS.matcher(timestamp).matches()) {
            return false;
        }
        Instant at = Instant.ofEpochSecond(Long.parseLong(timestamp));
        return Duration.between(at, now).abs().compareTo(MAX_SKEW) <= 0;
    }
}
