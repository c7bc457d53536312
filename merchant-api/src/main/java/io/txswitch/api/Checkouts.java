package io.txswitch.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.txswitch.api.CheckoutOrder.Purpose;
import io.txswitch.core.config.KeyRing;
import io.txswitch.core.config.Product;
import io.txswitch.core.model.PayMode;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Payment tokens: made for a merchant by {@code POST /v1/checkouts}, opened once by a page, which then has a session.
 *
 * <pre>
 *   merchant ─POST /v1/checkouts─▶ token ─▶ payer's browser ─GET /cashier/:token─▶ opened: a session in a cookie
 * </pre>
 *
 * <p>That a token opens once is remembered like a nonce: by this node, and by the cluster in Redis. Should Redis be
 * lost, the journal still takes the token's nonce once, so that a second opening can show the payment and never make
 * another.
 */
final class Checkouts {
    private static final Set<String> MEMBERS =
            Set.of("order_no", "amount", "currency", "subject", "products", "payer_id", "notify_url", "return_url");
    private static final int MAX_PRODUCTS = 16;
    /** What the wallets of plates pay in. */
    static final String PLATE_CURRENCY = "CNY";

    /** What somebody can do on a page: codes that a merchant scans and money that he moves are not for payers. */
    private static final Set<PayMode> BY_A_PAYER = EnumSet.of(
            PayMode.MERCHANT_CODE, PayMode.JSAPI, PayMode.MINI_PROGRAM, PayMode.H5, PayMode.PAGE, PayMode.APP);

    private final ApiConfig config;
    private final Nonces nonces;
    private final KeyRing keys;
    private final InstantSource clock;
    private final RandomGenerator random;

    Checkouts(ApiConfig config, Nonces nonces, ApiRuntime runtime) {
        this.config = config;
        this.nonces = nonces;
        this.keys = runtime.keys();
        this.clock = runtime.clock();
        this.random = runtime.random();
    }

    /** {@code POST /v1/checkouts}. */
    Parsed<Supplier<Future<Answer>>> create(ApiRequest request) {
        Fields fields = new Fields(request.body(), MEMBERS);
        CheckoutOrder order = new CheckoutOrder(
                request.merchant().id(),
                fields.text("order_no", TextRule.NUMBER),
                fields.amountMinor("amount", config.maxAmountMinor()),
                fields.text("currency", TextRule.WORD),
                fields.text("subject", TextRule.SUBJECT),
                fields.texts("products", TextRule.WORD, MAX_PRODUCTS),
                fields.optionalText("payer_id", TextRule.PAYER_ID),
                fields.optionalText("notify_url", TextRule.URL),
                fields.optionalText("return_url", TextRule.URL),
                clock.millis() + config.checkout().tokenMs(),
                newNonce());
        WebAddresses.check(fields, order.notifyUrl(), order.returnUrl(), config, request.merchant());
        for (String product : order.products()) {
            if (!config.products().containsKey(product)) {
                fields.refuse(ApiCode.UNKNOWN_PRODUCT, "products must be rows of /v1/products.", "products");
            }
        }
        if (config.products().values().stream().noneMatch(each -> canPay(each, order))) {
            fields.refuse(ApiCode.UNSUPPORTED_CURRENCY, "No product takes this amount and currency.", "currency");
        }
        Problem problem = fields.problem();
        return problem != null
                ? Operation.refuse(problem)
                : Operation.work(() -> Future.succeededFuture(new Answer.Resource(201, made(order), null)));
    }

    private ObjectNode made(CheckoutOrder order) {
        String token = order.sealed(keys, Purpose.TOKEN);
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("token", token);
        out.put("path", "/cashier/" + token);
        out.put("expires_at", PaymentResource.time(Instant.ofEpochMilli(order.expiresAtMs())));
        return out;
    }

    /** A session for a token that nobody has opened; empty for any other text. */
    Future<Optional<String>> open(String token) {
        Optional<CheckoutOrder> found = CheckoutOrder.unsealed(keys, Purpose.TOKEN, token, clock.millis());
        if (found.isEmpty()) {
            return Future.succeededFuture(Optional.empty());
        }
        CheckoutOrder order = found.get();
        return nonces.claim("checkout:" + order.nonce())
                .map(claim -> claim == Nonces.Claim.USED ? Optional.empty() : Optional.of(session(order)));
    }

    /** The session of somebody who has scanned a plate and typed an amount. */
    String begin(CheckoutConfig.Plate plate, long amountMinor) {
        String orderNo = "plate-" + newNonce().substring(0, 24);
        return session(new CheckoutOrder(
                plate.merchantId(),
                orderNo,
                amountMinor,
                PLATE_CURRENCY,
                plate.subject(),
                plate.products(),
                null,
                null,
                null,
                0,
                newNonce()));
    }

    private String session(CheckoutOrder order) {
        return order.until(clock.millis() + config.checkout().sessionMs()).sealed(keys, Purpose.SESSION);
    }

    Optional<CheckoutOrder> session(String text) {
        return CheckoutOrder.unsealed(keys, Purpose.SESSION, text, clock.millis());
    }

    /** What this order can be paid by. */
    List<Product> payable(CheckoutOrder order) {
        return config.products().values().stream()
                .filter(each -> canPay(each, order))
                .toList();
    }

    private static boolean canPay(Product product, CheckoutOrder order) {
        boolean knowsEnough = Product.OPTIONAL_MEMBERS.stream()
                .filter(product::needs)
                .allMatch(member -> switch (member) {
                    case "payer_id" -> order.payerId() != null;
                    case "payer_ip", "return_url" -> true;
                    default -> false;
                });
        return product.enabled()
                && BY_A_PAYER.contains(product.mode())
                && knowsEnough
                && (order.products().isEmpty() || order.products().contains(product.id()))
                && product.currencies().contains(order.currency())
                && order.amountMinor() >= product.minAmountMinor()
                && order.amountMinor() <= product.maxAmountMinor();
    }

    private String newNonce() {
        return HexFormat.of().toHexDigits(random.nextLong()) + HexFormat.of().toHexDigits(random.nextLong());
    }
}
