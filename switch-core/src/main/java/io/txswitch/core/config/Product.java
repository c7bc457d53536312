package io.txswitch.core.config;

import io.txswitch.core.model.Money;
import io.txswitch.core.model.PayMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a merchant can sell by: one row of a catalogue. A new one is a row in the file and a route for its id; nothing
 * in the program knows the ids.
 *
 * @param id what a request names it by, 1 to 32 of {@code [a-z0-9_]}
 * @param channel the wallet it is for; null when the payer's code tells
 * @param mode how payer and wallet meet: all that a channel looks at
 * @param required members of a request that must be there, beside those that the mode needs
 * @param currencies ISO 4217
 * @param minAmountMinor the smallest amount of one payment, minor units
 * @param maxAmountMinor the largest
 * @param enabled false refuses it, with a reason: it is known and cannot be used here
 */
public record Product(
        String id,
        @Nullable String channel,
        PayMode mode,
        Set<String> required,
        List<String> currencies,
        long minAmountMinor,
        long maxAmountMinor,
        boolean enabled) {
    /** What a request can say beside order, amount and subject. */
    public static final Set<String> OPTIONAL_MEMBERS =
            Set.of("payer_code", "payer_id", "payer_ip", "return_url", "notify_url", "agreement_id");

    private static final List<String> CNY = List.of("CNY");
    /** A hundred million yuan: what Alipay takes at most in one payment. */
    private static final long MAX_AMOUNT_MINOR = 100_000_000_00L;

    private static final String ID = "[a-z][a-z0-9_]{0,31}";

    public Product {
        required = Set.copyOf(required);
        currencies = List.copyOf(currencies);
    }

    /** The built-in rows, and those of the list {@code products}; a row with a known id takes its place. */
    public static Map<String, Product> readAll(Section root) {
        Map<String, Product> byId = new LinkedHashMap<>();
        builtIns().forEach(each -> byId.put(each.id, each));
        for (Section section : root.sections("products")) {
            Product product = read(section, byId.get(section.text("id")));
            byId.put(product.id, product);
        }
        return byId;
    }

    private static Product read(Section section, @Nullable Product known) {
        Product base = known == null ? row(section.text("id"), null, PayMode.MERCHANT_CODE, true) : known;
        Product product = new Product(
                base.id,
                section.optionalText("channel") == null ? base.channel : section.optionalText("channel"),
                mode(section, base.mode),
                Set.copyOf(section.texts("required", List.copyOf(base.required))),
                section.texts("currencies", base.currencies),
                section.number("min-amount-minor", base.minAmountMinor, 1, Money.MAX_AMOUNT_MINOR),
                section.number("max-amount-minor", base.maxAmountMinor, 1, Money.MAX_AMOUNT_MINOR),
                section.flag("enabled", true));
        product.check(section);
        return product;
    }

    private static PayMode mode(Section section, PayMode fallback) {
        return section.choice("mode", PayMode.class, fallback);
    }

    private void check(Section section) {
        if (!id.matches(ID) || id.equals("card")) {
            section.problems().add(section.path() + ".id", "'" + id + "' cannot be sold over HTTP");
        }
        if (!OPTIONAL_MEMBERS.containsAll(required)) {
            section.problems().add(section.path() + ".required", "knows only " + OPTIONAL_MEMBERS);
        }
        if (minAmountMinor > maxAmountMinor) {
            section.problems().add(section.path() + ".min-amount-minor", "is above max-amount-minor");
        }
        if (currencies.isEmpty() || !currencies.stream().allMatch(each -> each.matches("[A-Z]{3}"))) {
            section.problems().add(section.path() + ".currencies", "expected currencies such as CNY");
        }
        if (channel == null && mode != PayMode.PAYER_CODE) {
            section.problems().add(section.path() + ".channel", "is missing");
        }
    }

    /** What must be in a request: what the mode cannot do without, and what the row asks for. */
    public boolean needs(String member) {
        boolean byMode = switch (mode) {
            case PAYER_CODE -> member.equals("payer_code");
            case JSAPI, MINI_PROGRAM -> member.equals("payer_id");
            case H5 -> member.equals("payer_ip");
            case DEDUCT -> member.equals("agreement_id");
            case MERCHANT_CODE, PAGE, APP, AGREEMENT, TRANSFER, SHARE -> false;
        };
        return byMode || required.contains(member);
    }

    /**
     * Modes that a channel cannot do are rows too, so that a merchant reads why, and not that he misspelt it:
     * UnionPay's pages are closed to who is not its member, so nothing here could be held against them.
     */
    private static List<Product> builtIns() {
        return List.of(
                row("alipay_qr", "alipay", PayMode.MERCHANT_CODE, true),
                row("wechat_qr", "wechat", PayMode.MERCHANT_CODE, true),
                row("unionpay_qr", "unionpay", PayMode.MERCHANT_CODE, true),
                row("payer_code", null, PayMode.PAYER_CODE, true),
                row("alipay_code", "alipay", PayMode.PAYER_CODE, true),
                row("wechat_code", "wechat", PayMode.PAYER_CODE, true),
                row("unionpay_code", "unionpay", PayMode.PAYER_CODE, true),
                row("alipay_jsapi", "alipay", PayMode.JSAPI, true),
                row("wechat_jsapi", "wechat", PayMode.JSAPI, true),
                row("unionpay_jsapi", "unionpay", PayMode.JSAPI, false),
                row("alipay_mini", "alipay", PayMode.MINI_PROGRAM, true),
                row("wechat_mini", "wechat", PayMode.MINI_PROGRAM, true),
                row("alipay_h5", "alipay", PayMode.H5, true),
                row("wechat_h5", "wechat", PayMode.H5, true),
                row("unionpay_h5", "unionpay", PayMode.H5, false),
                row("alipay_page", "alipay", PayMode.PAGE, true),
                row("unionpay_page", "unionpay", PayMode.PAGE, false),
                row("alipay_app", "alipay", PayMode.APP, true),
                row("wechat_app", "wechat", PayMode.APP, true),
                row("unionpay_app", "unionpay", PayMode.APP, false),
                row("alipay_agreement", "alipay", PayMode.AGREEMENT, true),
                row("alipay_deduct", "alipay", PayMode.DEDUCT, true),
                row("wechat_agreement", "wechat", PayMode.AGREEMENT, false),
                row("wechat_deduct", "wechat", PayMode.DEDUCT, false),
                row("alipay_transfer", "alipay", PayMode.TRANSFER, true),
                row("wechat_transfer", "wechat", PayMode.TRANSFER, true),
                row("alipay_share", "alipay", PayMode.SHARE, true),
                row("wechat_share", "wechat", PayMode.SHARE, true));
    }

    private static Product row(String id, @Nullable String channel, PayMode mode, boolean enabled) {
        return new Product(id, channel, mode, Set.of(), CNY, 1, MAX_AMOUNT_MINOR, enabled);
    }
}
