package io.txswitch.sandbox.wallet.wechat;

import io.txswitch.sandbox.wallet.NoticeSender;
import io.vertx.ext.web.RoutingContext;

/** Where a payer's browser goes for an H5 payment: in life it opens the wallet, and afterwards {@code redirect_url}. */
final class WechatPage {
    static final String PATH = "/cgi-bin/mmpayweb-bin/checkmweb";

    /** A browser does not ask for one. */
    private static final String NO_ICON = "<link rel=\"icon\" href=\"data:,\">";

    private WechatPage() {}

    static void show(RoutingContext http) {
        String prepayId = http.queryParams().get("prepay_id");
        String back = http.queryParams().get("redirect_url");
        boolean usable = back != null && NoticeSender.usable(back);
        String link = usable
                ? "<a href=\"" + back.replace("&", "&amp;").replace("\"", "%22") + "\">Back to the shop</a>"
                : "";
        http.response()
                .setStatusCode(prepayId == null ? 400 : 200)
                .putHeader("Content-Type", "text/html;charset=utf-8")
                .end(NO_ICON + "<p>The payer is looking at the order.</p>" + link);
    }
}
