package io.txswitch.channel.wallet;

import java.util.Arrays;
import java.util.stream.Collectors;

/** {@code docs/channels/README.md}: the table of {@link Capabilities} for people; a test fails when it is stale. */
public final class CapabilityPage {
    private CapabilityPage() {}

    /** The whole page, Markdown. */
    public static String render() {
        return """
                # Channels: which wallet can do what

                Rendered from `Capabilities`; write it anew by running `ChannelPagesTest` with `-Dtxswitch.render=true`.
                A cell names the wallet's interface. An empty cell is refused with `not_supported` and the reason,
                before anything is sent.

                Left out on purpose: WeChat Pay's agreements and deductions (papay), which are mostly its version 2, XML
                that its SDK cannot drive; UnionPay's agreements, transfers, profit sharing and bills, of which nothing
                is public.

                - [Scenarios](scenarios.md): what every wallet answers, step by step; the table that the tests run.
                - [Bills](bills.md): `./txswitch bill`.
                - [Adding a wallet](adding-one.md): the recipe, with a small wallet built by it.
                - [Going live](going-live.md): settings for the vendors' own sandboxes and for production.

                """ + head() + rows();
    }

    private static String head() {
        return "| | " + titles() + " |\n| --- |" + " --- |".repeat(WalletKind.values().length) + "\n";
    }

    private static String titles() {
        return Arrays.stream(WalletKind.values()).map(WalletKind::title).collect(Collectors.joining(" | "));
    }

    private static String rows() {
        return Arrays.stream(Feature.values()).map(CapabilityPage::row).collect(Collectors.joining());
    }

    private static String row(Feature feature) {
        return "| " + feature.title() + " | "
                + Arrays.stream(WalletKind.values())
                        .map(wallet -> Capabilities.by(wallet, feature)
                                .map(by -> "`" + by + "`")
                                .orElse(""))
                        .collect(Collectors.joining(" | "))
                + " |\n";
    }
}
