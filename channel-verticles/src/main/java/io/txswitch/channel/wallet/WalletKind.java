package io.txswitch.channel.wallet;

import java.util.Locale;

/** The wallets a channel can be of. */
public enum WalletKind {
    ALIPAY("Alipay"),
    WECHAT("WeChat Pay"),
    UNIONPAY("UnionPay"),
    SAMPLE("sample");

    private final String title;

    WalletKind(String title) {
        this.title = title;
    }

    /** As people write it. */
    public String title() {
        return title;
    }

    /** As settings spell it, and as its products begin. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
