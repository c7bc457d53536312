package io.txswitch.api;

import io.txswitch.core.config.Product;
import io.txswitch.core.contract.PayerCodes;
import io.txswitch.core.model.Money;
import io.txswitch.core.model.PayMode;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds the row of the catalogue that a request means, and holds the request against it. */
final class ProductChoice {
    /** What reading goes on with when there is no such row; the request is refused already. */
    private static final Product NONE =
            new Product("", null, PayMode.MERCHANT_CODE, Set.of(), List.of("CNY"), 1, Money.MAX_AMOUNT_MINOR, false);

    private ProductChoice() {}

    /**
     * A row that makes an order which a payer pays.
     *
     * @param payerCode tells the wallet where the product does not
     */
    static Product of(Fields fields, ApiConfig config, @Nullable String payerCode) {
        Product named = named(fields, config, PayMode::pays);
        return named.channel() == null && payerCode != null ? byCode(fields, config, payerCode) : named;
    }

    /** A row of exactly this mode. */
    static Product of(Fields fields, ApiConfig config, PayMode mode) {
        return named(fields, config, each -> each == mode);
    }

    private static Product named(Fields fields, ApiConfig config, Predicate<PayMode> fits) {
        String id = fields.text("product", TextRule.WORD);
        Product named = config.products().get(id);
        if (named == null) {
            fields.refuse(ApiCode.UNKNOWN_PRODUCT, "product must be a row of /v1/products.", "product");
            return NONE;
        }
        if (!fits.test(named.mode())) {
            String detail = id + " is asked for by POST " + resource(named.mode()) + ", not here.";
            fields.refuse(ApiCode.NOT_SUPPORTED, detail, "product");
        }
        if (!named.enabled()) {
            fields.refuse(
                    ApiCode.NOT_SUPPORTED, "The channel has no such way to pay here, or it was closed.", "product");
        }
        return named;
    }

    /** Where products of a mode are asked for. */
    private static String resource(PayMode mode) {
        return switch (mode) {
            case AGREEMENT -> "/v1/agreements";
            case TRANSFER -> "/v1/transfers";
            case SHARE -> "/v1/payments/{id}/shares";
            case MERCHANT_CODE, PAYER_CODE, JSAPI, MINI_PROGRAM, H5, PAGE, APP, DEDUCT -> "/v1/payments";
        };
    }

    private static Product byCode(Fields fields, ApiConfig config, String payerCode) {
        PayerCodes.Wallet wallet = PayerCodes.walletOf(payerCode);
        Product product = wallet == null ? null : config.products().get(wallet.product());
        if (product == null || !product.enabled()) {
            fields.refuse(
                    ApiCode.INVALID_PARAMETER, "payer_code belongs to no wallet that is open here.", "payer_code");
            return NONE;
        }
        return product;
    }

    static void check(Fields fields, Product product, long amountMinor, String currency) {
        for (String member : Product.OPTIONAL_MEMBERS) {
            if (product.needs(member) && !fields.has(member)) {
                fields.refuse(
                        ApiCode.MISSING_PARAMETER, member + " is missing: " + product.id() + " needs it.", member);
            }
        }
        if (product.mode() != PayMode.PAYER_CODE && fields.has("payer_code")) {
            fields.refuse(ApiCode.INVALID_PARAMETER, "payer_code is not for this product.", "payer_code");
        }
        if (product.mode() != PayMode.DEDUCT && fields.has("agreement_id")) {
            fields.refuse(ApiCode.INVALID_PARAMETER, "agreement_id is not for this product.", "agreement_id");
        }
        checkMoney(fields, product, amountMinor, currency);
    }

    static void checkMoney(Fields fields, Product product, long amountMinor, String currency) {
        if (!product.currencies().contains(currency)) {
            fields.refuse(
                    ApiCode.UNSUPPORTED_CURRENCY, "currency must be one of " + product.currencies() + ".", "currency");
        }
        if (amountMinor < product.minAmountMinor()) {
            String rule = "amount must be at least " + product.minAmountMinor() + " minor units.";
            fields.refuse(ApiCode.INVALID_AMOUNT, rule, "amount");
        }
    }
}
