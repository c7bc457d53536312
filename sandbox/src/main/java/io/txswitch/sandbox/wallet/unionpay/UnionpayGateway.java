package io.txswitch.sandbox.wallet.unionpay;

import io.txswitch.sandbox.wallet.Desk;
import io.txswitch.sandbox.wallet.HttpErrors;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** {@code POST /gateway/api/*.do}: checks who asks, dispatches by transaction type, and signs every answer. */
final class UnionpayGateway {
    static final String PATH = "/gateway/api/";

    private static final int MAX_BODY_BYTES = 64 * 1024;
    private static final List<String> ECHOED = List.of(
            "version",
            "encoding",
            "signMethod",
            "txnType",
            "txnSubType",
            "bizType",
            "accessType",
            "merId",
            "orderId",
            "txnTime");

    private final String merId;
    private final UnionpaySecrets secrets;
    private final Desk desk;
    private final UnionpayTrades trades;

    UnionpayGateway(String merId, UnionpaySecrets secrets, Desk desk, UnionpayTrades trades) {
        this.merId = merId;
        this.secrets = secrets;
        this.desk = desk;
        this.trades = trades;
    }

    Router router(Vertx vertx) {
        Router router = Router.router(vertx);
        HttpErrors.answerBriefly(router);
        serve(router, "backTransReq.do", true, trades::carryOut);
        serve(router, "queryTrans.do", false, call -> Future.succeededFuture(trades.query(call)));
        return router;
    }

    private void serve(
            Router router,
            String name,
            boolean books,
            Function<Map<String, String>, Future<Map<String, String>>> handler) {
        // Merging would parse the query where a broken one hangs the request instead of refusing it.
        router.post(PATH + name)
                .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES).setMergeFormAttributes(false))
                .handler(http -> handle(http, books, handler));
    }

    private void handle(
            RoutingContext http, boolean books, Function<Map<String, String>, Future<Map<String, String>>> handler) {
        if (desk.faults().takeServerError()) {
            http.response().setStatusCode(500).end("Internal Server Error");
            return;
        }
        Map<String, String> call = new HashMap<>();
        boolean repeated = false;
        for (Map.Entry<String, String> field : http.request().formAttributes()) {
            // A field given twice could be signed as one value and read as the other.
            repeated |= call.put(field.getKey(), field.getValue()) != null;
        }
        Optional<UnionpayCode> refusal = repeated ? Optional.of(UnionpayCode.FORMAT) : refusal(call);
        if (refusal.isPresent()) {
            answer(http, call, refusal.get().fields());
            return;
        }
        handler.apply(call)
                .onSuccess(result -> {
                    if (books && desk.faults().takeDrop()) {
                        http.request().connection().close();
                    } else {
                        answer(http, call, result);
                    }
                })
                .onFailure(cause -> HttpErrors.fail(http, cause));
    }

    private Optional<UnionpayCode> refusal(Map<String, String> call) {
        if (!"5.1.0".equals(call.get("version")) || !"01".equals(call.get("signMethod"))) {
            return Optional.of(UnionpayCode.FORMAT);
        }
        boolean signed = secrets.merchant().serial().toString().equals(call.get("certId"))
                && UnionpaySigning.verifies(call, secrets.merchant());
        if (!signed) {
            return Optional.of(UnionpayCode.SIGNATURE);
        }
        return merId.equals(call.get("merId")) ? Optional.empty() : Optional.of(UnionpayCode.NO_RIGHT);
    }

    /** Plain text, nothing encoded: what the merchant reads is what was signed. */
    private void answer(RoutingContext http, Map<String, String> call, Map<String, String> result) {
        Map<String, String> fields = new LinkedHashMap<>();
        ECHOED.stream().filter(call::containsKey).forEach(name -> fields.put(name, call.get(name)));
        fields.putAll(result);
        UnionpaySigning.sign(fields, secrets.platform());
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + field.getValue())
                .collect(Collectors.joining("&"));
        http.response().putHeader("Content-Type", "text/html;charset=UTF-8").end(body);
    }
}
