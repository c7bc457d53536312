package io.txswitch.channel.wallet;

import io.txswitch.core.config.Section;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * One wallet channel of this node, from the list {@code channels}.
 *
 * @param id names it to routes, in {@code /notify/<id>} and in the journal
 * @param baseUrl Alipay: the gateway; WeChat Pay and the sample: scheme, host and port; UnionPay: what
 *     stands before the names of its interfaces, with a slash at the end
 * @param appId the application the wallet knows; UnionPay knows none, so the merchant's number
 * @param merchantNo the wallet's number of the merchant: seller id (Alipay), mchid (WeChat Pay), merId (UnionPay)
 * @param credentials those of the file, or null when all are kept in the store ({@code credentials: stored})
 * @param notifyBaseUrl this node (or its balancer) as the wallet reaches it, without a slash at the end
 * @param withholding what agreements are made under, where the wallet is Alipay
 * @param sharesProfit WeChat Pay: the money of this channel's orders stays frozen until it is shared or released
 */
public record ChannelConfig(
        String id,
        WalletKind kind,
        HttpUrl baseUrl,
        String appId,
        String merchantNo,
        @Nullable Credentials credentials,
        String notifyBaseUrl,
        ChannelLimits limits,
        Withholding withholding,
        boolean sharesProfit) {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");
    private static final Pattern NUMBER = Pattern.compile("[A-Za-z0-9]{1,32}");
    /** Stands in for an address that cannot be read; the configuration is refused in the end. */
    private static final HttpUrl NOWHERE = HttpUrl.get("https://invalid.invalid/");

    /** Reads the list {@code channels}; by id, in the file's order. */
    public static Map<String, ChannelConfig> readAll(Section root) {
        Map<String, ChannelConfig> byId = new LinkedHashMap<>();
        for (Section section : root.sections("channels")) {
            ChannelConfig channel = read(section);
            if (byId.put(channel.id, channel) != null) {
                section.problems().add(section.path(), "the channel " + channel.id + " stands twice");
            }
        }
        return byId;
    }

    private static ChannelConfig read(Section section) {
        String id = section.text("id");
        check(section, "id", id, ID, "expected 1 to 32 of a-z, 0-9 and hyphens");
        if (!section.has("kind")) {
            section.problems().add(section.path() + ".kind", "is missing");
        }
        WalletKind kind = section.choice("kind", WalletKind.class, WalletKind.ALIPAY);
        String merchantKey = switch (kind) {
            case ALIPAY -> "seller-id";
            case WECHAT -> "mch-id";
            case UNIONPAY -> "mer-id";
            case SAMPLE -> "merchant-no";
        };
        String merchantNo = section.text(merchantKey);
        ChannelConfig config = new ChannelConfig(
                id,
                kind,
                wallet(section, kind),
                kind == WalletKind.UNIONPAY ? merchantNo : section.text("app-id"),
                merchantNo,
                credentials(section, kind),
                notifyBase(section),
                ChannelLimits.read(section),
                kind == WalletKind.ALIPAY ? Withholding.read(section) : Withholding.DEFAULT,
                kind == WalletKind.WECHAT && section.flag("profit-sharing", false));
        check(section, "app-id", config.appId, NUMBER, "expected 1 to 32 letters and digits");
        check(section, merchantKey, config.merchantNo, NUMBER, "expected 1 to 32 letters and digits");
        return config;
    }

    /** Where a channel's credentials are. */
    private enum Kept {
        /** In the file; the store may have more. */
        FILE,
        STORED
    }

    private static @Nullable Credentials credentials(Section section, WalletKind kind) {
        return section.choice("credentials", Kept.class, Kept.FILE) == Kept.STORED
                ? null
                : Credentials.read(kind, section);
    }

    private static void check(Section section, String key, String value, Pattern pattern, String problem) {
        if (!value.isEmpty() && !pattern.matcher(value).matches()) {
            section.problems().add(section.path() + "." + key, problem);
        }
    }

    private static HttpUrl wallet(Section section, WalletKind kind) {
        HttpUrl url = url(section, "base-url");
        boolean rooted = kind == WalletKind.WECHAT || kind == WalletKind.SAMPLE;
        if (rooted && !url.encodedPath().equals("/")) {
            section.problems().add(section.path() + ".base-url", "expected no path");
        }
        if (kind == WalletKind.UNIONPAY && !url.encodedPath().endsWith("/")) {
            section.problems().add(section.path() + ".base-url", "expected a path with a slash at the end");
        }
        if (!url.isHttps() && !url.host().equals("127.0.0.1") && !url.host().equals("localhost")) {
            section.problems().add(section.path() + ".base-url", "expected https, but for this machine itself");
        }
        return url;
    }

    private static String notifyBase(Section section) {
        String text = url(section, "notify-base-url").toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private static HttpUrl url(Section section, String key) {
        String text = section.text(key);
        HttpUrl url = HttpUrl.parse(text);
        if (url == null
                || url.query() != null
                || url.fragment() != null
                || !url.username().isEmpty()) {
            if (!text.isEmpty()) {
                section.problems().add(section.path() + "." + key, "expected http(s)://host[:port][/path]");
            }
            return NOWHERE;
        }
        return url;
    }

    /** Where this channel's wallet sends its notifications. */
    public String notifyUrl() {
        return notifyBaseUrl + "/notify/" + id;
    }
}
