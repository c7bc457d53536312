package io.txswitch.sandbox.wallet.wechat;

import io.txswitch.sandbox.wallet.Desk;
import io.txswitch.sandbox.wallet.Fields;
import io.txswitch.sandbox.wallet.HttpErrors;
import io.txswitch.sandbox.wallet.wechat.WechatAnswer.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The HTTP interface: checks every request's signature, signs every answer, whatever its status. */
final class WechatApi {
    private static final int MAX_BODY_BYTES = 64 * 1024;
    private static final int REQUEST_ID_CHARS = 24;
    private static final String TRANSACTIONS = "/v3/pay/transactions";
    private static final String TRANSFERS = "/v3/fund-app/mch-transfer/transfer-bills";
    private static final String SHARES = "/v3/profitsharing";
    private static final String REFUNDS = "/v3/refund/domestic/refunds";

    private static final String SIGNED_WITH = "signed-with";

    private final WechatKeychain secrets;
    private final WechatAuthorization authorization;
    private final Desk desk;
    private final WechatHandlers handlers;

    WechatApi(WechatAuthorization authorization, Desk desk, WechatHandlers handlers) {
        this.secrets = authorization.secrets();
        this.authorization = authorization;
        this.desk = desk;
        this.handlers = handlers;
    }

    Router router(Vertx vertx) {
        WechatPrepays prepays = handlers.prepays();
        WechatOrders orders = handlers.orders();
        WechatRefunds refunds = handlers.refunds();
        Router router = Router.router(vertx);
        HttpErrors.answerBriefly(router);
        // Merging would parse the query where a broken one hangs the request instead of refusing it.
        router.route()
                .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES).setMergeFormAttributes(false));
        router.get(WechatPage.PATH).handler(WechatPage::show);
        router.route().handler(this::admit);
        ask(
                router,
                "/v3/certificates",
                http -> WechatAnswer.ok(secrets.certificates(http.get(SIGNED_WITH), desk.numbers())));
        ask(router, TRANSACTIONS + "/out-trade-no/:no", http -> orders.byOutTradeNo(http.pathParam("no"), mchid(http)));
        ask(router, TRANSACTIONS + "/id/:id", http -> orders.byTransactionId(http.pathParam("id"), mchid(http)));
        ask(router, REFUNDS + "/:no", http -> refunds.query(http.pathParam("no")));
        command(router, TRANSACTIONS + "/native", http -> prepays.prepay(WechatMode.NATIVE, json(http), serial(http)));
        command(router, TRANSACTIONS + "/jsapi", http -> prepays.prepay(WechatMode.JSAPI, json(http), serial(http)));
        command(router, TRANSACTIONS + "/h5", http -> prepays.prepay(WechatMode.MWEB, json(http), serial(http)));
        command(router, TRANSACTIONS + "/app", http -> prepays.prepay(WechatMode.APP, json(http), serial(http)));
        command(router, TRANSACTIONS + "/codepay", http -> orders.payByCode(json(http), serial(http)));
        order(
                router,
                TRANSACTIONS + "/out-trade-no/:no/reverse",
                http -> orders.reverse(http.pathParam("no"), json(http)));
        order(router, TRANSACTIONS + "/out-trade-no/:no/close", http -> orders.close(http.pathParam("no"), json(http)));
        command(router, REFUNDS, http -> refunds.refund(json(http)));
        transfers(router, handlers.transfers());
        shares(router, handlers.shares());
        ask(router, "/v3/bill/tradebill", http -> handlers.bills().trade(http.queryParams()));
        ask(router, "/v3/bill/fundflowbill", http -> handlers.bills().fundFlow(http.queryParams()));
        router.get("/v3/billdownload/file").handler(this::file);
        router.route().handler(http -> answer(http, Refusal.NOT_FOUND.answer()));
        return router;
    }

    private void transfers(Router router, WechatTransfers transfers) {
        ask(router, TRANSFERS + "/out-bill-no/:no", http -> transfers.query(http.pathParam("no")));
        order(router, TRANSFERS + "/out-bill-no/:no/cancel", http -> transfers.cancel(http.pathParam("no")));
        order(router, TRANSFERS, http -> transfers.transfer(json(http), serial(http)));
    }

    private void shares(Router router, WechatShares shares) {
        ask(router, SHARES + "/orders/:no", http -> {
            String transactionId = http.queryParams().get("transaction_id");
            return shares.query(http.pathParam("no"), transactionId == null ? "" : transactionId);
        });
        order(router, SHARES + "/orders", http -> shares.share(json(http)));
        order(router, SHARES + "/orders/unfreeze", http -> shares.unfreeze(json(http)));
        order(router, SHARES + "/receivers/add", http -> shares.addReceiver(json(http)));
    }

    /** Not signed: the hash that was has to do. */
    private void file(RoutingContext http) {
        String token = http.queryParams().get("token");
        handlers.bills()
                .file(token == null ? "" : token)
                .ifPresentOrElse(
                        file -> http.response().end(Buffer.buffer(file)),
                        () -> answer(http, Refusal.RESOURCE_NOT_EXISTS.answer()));
    }

    private void admit(RoutingContext http) {
        if (desk.faults().takeServerError()) {
            answer(http, Refusal.SYSTEM_ERROR.answer());
            return;
        }
        @Nullable Buffer body = http.body().buffer();
        Optional<WechatSecrets> permitted = authorization.permits(
                http.request().getHeader("Authorization"),
                http.request().method().name(),
                http.request().uri(),
                body == null ? "" : body.toString(),
                desk.numbers().now());
        if (permitted.isPresent()) {
            http.put(SIGNED_WITH, permitted.get());
            http.next();
        } else {
            answer(http, Refusal.SIGN_ERROR.answer());
        }
    }

    private void ask(Router router, String path, Function<RoutingContext, WechatAnswer> handler) {
        router.get(path).handler(http -> answer(http, handler.apply(http)));
    }

    /** A command that is carried out at once. */
    private void order(Router router, String path, Function<RoutingContext, WechatAnswer> handler) {
        command(router, path, http -> Future.succeededFuture(handler.apply(http)));
    }

    private void command(Router router, String path, Function<RoutingContext, Future<WechatAnswer>> handler) {
        router.route(HttpMethod.POST, path)
                .handler(http -> handler.apply(http)
                        .onSuccess(result -> {
                            if (desk.faults().takeDrop()) {
                                http.request().connection().close();
                            } else {
                                answer(http, result);
                            }
                        })
                        .onFailure(cause -> HttpErrors.fail(http, cause)));
    }

    private void answer(RoutingContext http, WechatAnswer answer) {
        http.response().setStatusCode(answer.status());
        secrets.sign(answer.body(), serial(http), desk.numbers()).forEach(http.response()::putHeader);
        http.response().putHeader("Request-ID", desk.numbers().text(REQUEST_ID_CHARS));
        if (answer.body().isEmpty()) {
            http.response().end();
        } else {
            http.response()
                    .putHeader("Content-Type", "application/json; charset=utf-8")
                    .end(answer.body());
        }
    }

    private String serial(RoutingContext http) {
        String asked = http.request().getHeader("Wechatpay-Serial");
        return secrets.serialFor(asked == null ? "" : asked);
    }

    private static String mchid(RoutingContext http) {
        String mchid = http.queryParams().get("mchid");
        return mchid == null ? "" : mchid;
    }

    /** What is not a JSON object reads as an empty one, and so lacks every required parameter. */
    private static JsonObject json(RoutingContext http) {
        return Fields.parse(http.body().buffer()).orElseGet(JsonObject::new);
    }
}
