package io.txswitch.sandbox.wallet.sample;

import io.txswitch.sandbox.wallet.NoticeSender;
import io.txswitch.sandbox.wallet.sample.SampleAnswer.Refusal;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Where a payer's browser goes: in life it opens the wallet, and afterwards {@code return_url}. */
final class SamplePages {
    static final String SIGN = "/sign/";
    static final String ORDER = "/open/";

    /** A browser does not ask for one. */
    private static final String NO_ICON = "<link rel=\"icon\" href=\"data:,\">";

    private final SampleAgreements agreements;

    SamplePages(SampleAgreements agreements) {
        this.agreements = agreements;
    }

    void route(Router router) {
        router.get(SIGN + ":code").handler(this::sign);
        router.get(ORDER + ":code").handler(http -> show(http, "The payer is looking at the order."));
    }

    private void sign(RoutingContext http) {
        String code = http.pathParam("code");
        if (code != null && agreements.opened(code)) {
            show(http, "The payer is looking at the agreement.");
        } else {
            http.response()
                    .setStatusCode(404)
                    .end(Refusal.AGREEMENT_NOT_FOUND.answer().body());
        }
    }

    private static void show(RoutingContext http, String text) {
        String back = http.queryParams().get("return_url");
        String link = back != null && NoticeSender.usable(back)
                ? "<a href=\"" + back.replace("&", "&amp;").replace("\"", "%22") + "\">Back to the shop</a>"
                : "";
        http.response()
                .putHeader("Content-Type", "text/html;charset=utf-8")
                .end(NO_ICON + "<p>" + text + "</p>" + link);
    }
}
