package io.txswitch.api;

import io.txswitch.core.config.Merchant;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which pages may use the checkout: our own, and those of the merchant whose order it is (the Fetch standard's CORS
 * protocol). A preflight does not say whose order it is about, so any merchant's origin passes it; the request itself
 * is then held against its own.
 */
final class CheckoutOrigins {
    private static final String MAX_AGE_S = "600";

    private final Map<String, Merchant> merchants;
    private final Set<String> all = new HashSet<>();

    CheckoutOrigins(Map<String, Merchant> merchants) {
        this.merchants = Map.copyOf(merchants);
        merchants.values().forEach(each -> all.addAll(each.access().webOrigins()));
    }

    /** Answers {@code OPTIONS}. */
    void preflight(RoutingContext ctx) {
        String origin = ctx.request().getHeader(HttpHeaders.ORIGIN);
        if (origin == null || !all.contains(origin)) {
            ctx.response().setStatusCode(403).end();
            return;
        }
        allow(ctx, origin, true);
        ctx.response()
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST")
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, "authorization, content-type")
                .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, MAX_AGE_S)
                .setStatusCode(204)
                .end();
    }

    /** Whether the page may see the answer; a page of our own says no origin, or ours. */
    boolean allow(RoutingContext ctx, String merchantId) {
        String origin = ctx.request().getHeader(HttpHeaders.ORIGIN);
        if (origin == null || isOwn(ctx, origin)) {
            return true;
        }
        Merchant merchant = merchants.get(merchantId);
        boolean his = merchant != null && merchant.access().webOrigins().contains(origin);
        allow(ctx, origin, his);
        return his;
    }

    private static void allow(RoutingContext ctx, String origin, boolean allowed) {
        ctx.response().putHeader(HttpHeaders.VARY, "Origin");
        if (allowed) {
            ctx.response().putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        }
    }

    private static boolean isOwn(RoutingContext ctx, String origin) {
        @Nullable String host = ctx.request().getHeader(HttpHeaders.HOST);
        return host != null && (origin.equals("http://" + host) || origin.equals("https://" + host));
    }
}
