package io.txswitch.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.txswitch.api.limit.AddressRanges;
import io.txswitch.api.limit.ClientAddress;
import io.txswitch.api.scan.QrImage;
import io.txswitch.api.scan.Scanner;
import io.txswitch.core.config.Merchant;
import io.txswitch.core.config.Product;
import io.txswitch.core.model.Money;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a page asks about its order: what it is, to pay it, and how it stands. */
final class CheckoutPayments {
    private final ApiConfig config;
    private final Submitter submitter;
    private final PaymentReader reader;
    private final Checkouts checkouts;
    private final ClientAddress clients;

    /** One question of a page. */
    interface Step {
        Future<Answer> take(RoutingContext ctx, Merchant merchant, CheckoutOrder order);
    }

    CheckoutPayments(ApiConfig config, Submitter submitter, PaymentReader reader, Checkouts checkouts) {
        this.config = config;
        this.submitter = submitter;
        this.reader = reader;
        this.checkouts = checkouts;
        this.clients = new ClientAddress(AddressRanges.of(config.limits().trustedProxies()));
    }

    /** The order as the payer sees it, what he can pay by, the best first, and the payment when there is one. */
    Future<Answer> order(RoutingContext ctx, Merchant merchant, CheckoutOrder order) {
        Scanner scanner = Scanner.of(ctx.request().getHeader(HttpHeaders.USER_AGENT));
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("merchant", merchant.name());
        out.put("subject", order.subject());
        out.put("amount", order.amountMinor());
        out.put("currency", order.currency());
        ArrayNode products = out.putArray("products");
        offered(order, scanner)
                .forEach(each -> products.addObject()
                        .put("id", each.id())
                        .put("channel", each.channel())
                        .put("mode", each.mode().text()));
        out.put("wallet", scanner.channel());
        return payment(merchant, order).map(found -> {
            found.ifPresent(payment -> out.set("payment", payment));
            return new Answer.Resource(200, out, null);
        });
    }

    /** In a wallet only what it can pay; the mode that fits the place first. */
    private List<Product> offered(CheckoutOrder order, Scanner scanner) {
        return checkouts.payable(order).stream()
                .filter(each -> scanner.modes().contains(each.mode()))
                .filter(each -> scanner.channel() == null || scanner.channel().equals(each.channel()))
                .sorted(Comparator.<Product>comparingInt(each -> scanner.modes().indexOf(each.mode()))
                        .thenComparing(Product::id))
                .toList();
    }

    /** Makes the payment, once: whoever asks again is shown the one there is. */
    Future<Answer> pay(RoutingContext ctx, Merchant merchant, CheckoutOrder order) {
        if (!(StrictJson.object(ctx.body().buffer().getBytes()) instanceof Parsed.Ok<ObjectNode> json)) {
            return Future.succeededFuture(Problem.of(ApiCode.MALFORMED_JSON, "The body must be one JSON object."));
        }
        Fields fields = new Fields(json.value(), Set.of("product"));
        String id = fields.text("product", TextRule.WORD);
        Product product = checkouts.payable(order).stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElse(null);
        Problem problem = fields.problem();
        if (problem != null || product == null) {
            return Future.succeededFuture(
                    problem != null
                            ? problem
                            : Problem.of(ApiCode.UNKNOWN_PRODUCT, "This order cannot be paid by that.", "product"));
        }
        return submitter
                .pay(merchant, payment(ctx, order, product), config.answerWithinMs(), order.nonce())
                .compose(answer -> answer instanceof Problem refused && isThereAlready(refused)
                        ? status(ctx, merchant, order)
                        : Future.succeededFuture(drawn(PayPlaces.named(answer, config))));
    }

    private static boolean isThereAlready(Problem refused) {
        return refused.code() == ApiCode.UNAUTHORIZED || refused.code() == ApiCode.ORDER_CONFLICT;
    }

    private NewPayment payment(RoutingContext ctx, CheckoutOrder order, Product product) {
        String address = clients.of(
                ctx.request().remoteAddress().hostAddress(),
                ctx.request().headers().getAll("X-Forwarded-For"));
        return new NewPayment(
                order.orderNo(),
                product,
                new Money(order.amountMinor(), order.currency()),
                order.subject(),
                order.notifyUrl(),
                null,
                NewPayment.checkout(
                        product.mode(),
                        product.needs("payer_id") ? order.payerId() : null,
                        product.needs("payer_ip") ? address : null,
                        order.returnUrl()),
                null,
                null);
    }

    /** How the payment stands, and where the payer goes when it is over. */
    Future<Answer> status(RoutingContext ctx, Merchant merchant, CheckoutOrder order) {
        return payment(merchant, order)
                .map(found -> found.<Answer>map(payment -> new Answer.Resource(200, payment, null))
                        .orElse(Problem.of(ApiCode.PAYMENT_NOT_FOUND, "Nothing was begun yet.")))
                .recover(Payments::unreadable);
    }

    private Future<Optional<ObjectNode>> payment(Merchant merchant, CheckoutOrder order) {
        return reader.byOrderNo(merchant, order.orderNo())
                .map(found -> found.map(view -> {
                    Answer named = drawn(PayPlaces.named(OutcomeAnswers.found(view, null), config));
                    ObjectNode body = ((Answer.Resource) named).body();
                    if (view.phase().isFinal()) {
                        put(body, "return_url", order.returnUrl());
                    }
                    return body;
                }));
    }

    private static void put(ObjectNode out, String name, @Nullable String value) {
        if (value != null) {
            out.put(name, value);
        }
    }

    /** The code as an image beside its text, so that a page needs no library to draw it. */
    private static Answer drawn(Answer answer) {
        if (answer instanceof Answer.Resource resource
                && resource.body().path("status").asText().equals("pending")
                && resource.body().path("qr_code").isTextual()) {
            resource.body()
                    .put(
                            "qr_svg",
                            QrImage.of(resource.body().path("qr_code").asText()).svg());
        }
        return answer;
    }
}
