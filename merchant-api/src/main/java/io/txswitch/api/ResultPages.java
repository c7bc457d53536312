package io.txswitch.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.txswitch.core.config.Merchant;
import io.txswitch.core.contract.PaymentView;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;

/**
 * The page where a payer comes back from a wallet, and what its script asks.
 *
 * <pre>
 *   wallet ─▶ GET /result/:token?whatever (page) ─▶ GET /result/state, Authorization: Bearer token … ─▶ return_url
 * </pre>
 *
 * <p>What a wallet, or anybody else, adds to the address is not read: the state is the journal's. The way on to the
 * merchant is the one his signed request named, held once more against the origins he has registered.
 */
final class ResultPages {
    private static final String STATE = ResultAddress.PATH + "state";

    private final ResultAddress addresses;
    private final PaymentReader reader;
    private final Map<String, Merchant> merchants;

    ResultPages(ResultAddress addresses, PaymentReader reader, Map<String, Merchant> merchants) {
        this.addresses = addresses;
        this.reader = reader;
        this.merchants = Map.copyOf(merchants);
    }

    void route(Router router, Frame frame, PageLoad load) {
        router.route("/result*")
                .handler(frame::begin)
                .handler(StaticPage::secure)
                .failureHandler(frame::failed);
        router.get("/result/page.js").handler(StaticPage.of("result.js", StaticPage.SCRIPT));
        router.get(STATE)
                .handler(frame.named("GET " + STATE))
                .handler(load::admit)
                .handler(ctx -> state(ctx, frame));
        router.get(ResultAddress.PATH + ":token").handler(this::page);
        router.route("/result*").handler(frame::notFound);
    }

    private void page(RoutingContext ctx) {
        if (addresses.opened(ctx.pathParam("token")).isPresent()) {
            StaticPage.show(ctx, 200, "result.html", StaticPage.HTML);
        } else {
            StaticPage.show(ctx, 410, "expired.html", StaticPage.HTML);
        }
    }

    private void state(RoutingContext ctx, Frame frame) {
        Optional<ResultAddress.Ordered> ordered = Bearer.of(ctx).flatMap(addresses::opened);
        Merchant merchant = ordered.map(ResultAddress.Ordered::merchantId)
                .map(merchants::get)
                .orElse(null);
        if (ordered.isEmpty() || merchant == null) {
            frame.send(ctx, Problem.of(ApiCode.UNAUTHORIZED, "The page is over, or was never ours."));
            return;
        }
        reader.byOrderNo(merchant, ordered.get().orderNo())
                .map(found -> found.<Answer>map(payment -> new Answer.Resource(200, shown(merchant, payment), null))
                        .orElse(Payments.notFound()))
                .recover(Payments::unreadable)
                .onSuccess(answer -> frame.send(ctx, answer))
                .onFailure(ctx::fail);
    }

    private static ObjectNode shown(Merchant merchant, PaymentView payment) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("merchant", merchant.name());
        out.put("amount", payment.money().amountMinor());
        out.put("currency", payment.money().currency());
        out.put("status", PaymentResource.status(payment.phase()));
        String back = payment.returnUrl();
        if (back != null && WebAddresses.mayBeOpened(back, merchant)) {
            out.put("return_url", back);
        }
        return out;
    }
}
