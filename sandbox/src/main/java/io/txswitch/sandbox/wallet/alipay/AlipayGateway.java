package io.txswitch.sandbox.wallet.alipay;

import io.txswitch.sandbox.wallet.Desk;
import io.txswitch.sandbox.wallet.Fields;
import io.txswitch.sandbox.wallet.HttpErrors;
import io.txswitch.sandbox.wallet.NoticeSender;
import io.txswitch.sandbox.wallet.alipay.AlipayTrades.Call;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code POST /gateway.do}: checks who asks, dispatches by method, and signs the exact text of the answer. */
final class AlipayGateway {
    private record Method(boolean books, Function<Call, Future<JsonObject>> handler) {}

    private sealed interface Checked {
        record Passed(Method method, Call call) implements Checked {}

        record Refused(AlipayCode code) implements Checked {}
    }

    private static final int MAX_BODY_BYTES = 64 * 1024;
    /** How far a request's clock may be off; production allows minutes. */
    private static final Duration MAX_SKEW = Duration.ofMinutes(10);

    /** A browser does not ask for one. */
    private static final String NO_ICON = "<link rel=\"icon\" href=\"data:,\">";

    private static final String MODE = "mode";

    private final Map<String, AlipayApp> apps;
    private final AlipayPlatform platform;
    private final Desk desk;
    private final Map<String, Method> methods;
    private final AlipayBills bills;
    /** What a payer opens himself, by a link or in an app. */
    private final Map<String, Function<Call, Future<JsonObject>>> opened;

    AlipayGateway(Map<String, AlipayApp> apps, AlipayPlatform platform, Desk desk, AlipayHandlers handlers) {
        this.apps = Map.copyOf(apps);
        this.platform = platform;
        this.desk = desk;
        AlipayTrades trades = handlers.trades();
        this.bills = handlers.bills();
        this.methods = Map.ofEntries(
                Map.entry("alipay.trade.precreate", new Method(true, trades::precreate)),
                Map.entry("alipay.trade.pay", new Method(true, handlers.deductions()::pay)),
                Map.entry("alipay.trade.create", new Method(true, handlers.pages()::create)),
                Map.entry("alipay.trade.query", new Method(false, trades::query)),
                Map.entry("alipay.trade.close", new Method(true, trades::close)),
                Map.entry("alipay.trade.cancel", new Method(true, trades::cancel)),
                Map.entry("alipay.trade.refund", new Method(true, trades::refund)),
                Map.entry("alipay.trade.fastpay.refund.query", new Method(false, trades::refundQuery)),
                Map.entry("alipay.user.agreement.query", new Method(false, handlers.agreements()::query)),
                Map.entry("alipay.user.agreement.unsign", new Method(true, handlers.agreements()::unsign)),
                Map.entry("alipay.trade.order.settle", new Method(true, handlers.settlements()::settle)),
                Map.entry("alipay.trade.order.settle.query", new Method(false, handlers.settlements()::query)),
                Map.entry("alipay.fund.trans.uni.transfer", new Method(true, handlers.transfers()::transfer)),
                Map.entry("alipay.fund.trans.common.query", new Method(false, handlers.transfers()::query)),
                Map.entry("alipay.open.app.alipaycert.download", new Method(false, this::certificate)),
                Map.entry(
                        "alipay.data.dataservice.bill.downloadurl.query",
                        new Method(false, handlers.bills()::address)));
        this.opened = Map.of(
                "alipay.trade.wap.pay", handlers.pages()::wap,
                "alipay.trade.page.pay", handlers.pages()::page,
                "alipay.trade.app.pay", handlers.pages()::app,
                "alipay.user.agreement.page.sign", handlers.agreements()::page);
    }

    Router router(Vertx vertx) {
        Router router = Router.router(vertx);
        HttpErrors.answerBriefly(router);
        // Merging would parse the query where a broken one hangs the request instead of refusing it.
        router.post("/gateway.do")
                .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES).setMergeFormAttributes(false))
                .handler(this::handle);
        router.get("/gateway.do").handler(this::open);
        router.get("/bill/:token")
                .handler(http -> bills.file(http.pathParam("token"))
                        .ifPresentOrElse(file -> http.response().end(Buffer.buffer(file)), () -> http.fail(404)));
        return router;
    }

    /** A payer opens a signed link: checked as a call, answered for people, with the way back to the merchant. */
    private void open(RoutingContext http) {
        Map<String, String> parameters = new HashMap<>();
        boolean repeated = !collect(http.queryParams(), parameters);
        Function<Call, Future<JsonObject>> page = opened.get(parameters.getOrDefault("method", ""));
        AlipayApp registered = apps.get(parameters.getOrDefault("app_id", ""));
        AlipayPlatform.Mode mode = platform.signed(parameters.getOrDefault("app_id", ""), parameters);
        Optional<AlipayCode> refusal = repeated || page == null
                ? Optional.of(AlipayCode.INVALID_METHOD)
                : refusal(registered, mode, parameters);
        if (refusal.isPresent() || page == null || registered == null) {
            http.response().setStatusCode(400).end(refusal.map(AlipayCode::name).orElse(""));
            return;
        }
        JsonObject biz = Fields.parse(Buffer.buffer(parameters.getOrDefault("biz_content", "")))
                .orElseGet(JsonObject::new);
        remember(registered, biz, mode);
        page.apply(new Call(registered, parameters.getOrDefault("notify_url", ""), biz))
                .onSuccess(result -> shown(http, result, parameters.getOrDefault("return_url", "")))
                .onFailure(cause -> HttpErrors.fail(http, cause));
    }

    private static void shown(RoutingContext http, JsonObject result, String returnUrl) {
        boolean done = "10000".equals(result.getString("code"));
        String back = NoticeSender.usable(returnUrl) ? returnUrl.replace("\"", "%22") : "";
        String link = back.isEmpty() ? "" : "<a href=\"" + back.replace("&", "&amp;") + "\">Back to the shop</a>";
        http.response()
                .setStatusCode(done ? 200 : 400)
                .putHeader("Content-Type", "text/html;charset=utf-8")
                .end(
                        done
                                ? NO_ICON + "<p>The payer is looking at the order.</p>" + link
                                : result.getString("sub_code"));
    }

    private Future<JsonObject> certificate(Call call) {
        return Future.succeededFuture(platform.certificate(call.text("alipay_cert_sn")));
    }

    private void remember(AlipayApp app, JsonObject biz, AlipayPlatform.@Nullable Mode mode) {
        for (String number : List.of("out_trade_no", "external_agreement_no")) {
            String ours = Fields.text(biz, number);
            if (mode != null && !ours.isEmpty()) {
                platform.remember(app.appId(), ours, mode);
            }
        }
    }

    private void handle(RoutingContext http) {
        if (desk.faults().takeServerError()) {
            http.response().setStatusCode(500).end("Internal Server Error");
            return;
        }
        Map<String, String> parameters = new HashMap<>();
        boolean repeated = !collect(http.queryParams(), parameters)
                | !collect(http.request().formAttributes(), parameters);
        String method = parameters.getOrDefault("method", "");
        String node = methods.containsKey(method) ? method.replace('.', '_') + "_response" : "error_response";
        // A parameter given twice could be signed as one value and read as the other.
        AlipayPlatform.Mode mode = platform.signed(parameters.getOrDefault("app_id", ""), parameters);
        http.put(MODE, mode == null ? platform.usual() : mode);
        Checked checked =
                repeated ? new Checked.Refused(AlipayCode.INVALID_SIGNATURE) : check(method, mode, parameters);
        switch (checked) {
            case Checked.Refused refused -> answer(http, node, refused.code().answer());
            case Checked.Passed passed ->
                passed.method()
                        .handler()
                        .apply(passed.call())
                        .onSuccess(result -> {
                            if (passed.method().books() && desk.faults().takeDrop()) {
                                http.request().connection().close();
                            } else {
                                answer(http, node, result);
                            }
                        })
                        .onFailure(cause -> HttpErrors.fail(http, cause));
        }
    }

    /** Adds them all; says whether each name was new. */
    private static boolean collect(MultiMap from, Map<String, String> into) {
        boolean allNew = true;
        for (Map.Entry<String, String> entry : from) {
            allNew &= into.put(entry.getKey(), entry.getValue()) == null;
        }
        return allNew;
    }

    private Checked check(String method, AlipayPlatform.@Nullable Mode mode, Map<String, String> parameters) {
        AlipayApp registered = apps.get(parameters.getOrDefault("app_id", ""));
        Optional<AlipayCode> refusal = refusal(registered, mode, parameters);
        if (refusal.isPresent() || registered == null) {
            return new Checked.Refused(refusal.orElse(AlipayCode.INVALID_APP_ID));
        }
        Method known = methods.get(method);
        if (known == null) {
            return new Checked.Refused(AlipayCode.INVALID_METHOD);
        }
        Optional<JsonObject> biz = Fields.parse(Buffer.buffer(parameters.getOrDefault("biz_content", "")));
        if (known.books()) {
            biz.ifPresent(content -> remember(registered, content, mode));
        }
        return biz.<Checked>map(content -> new Checked.Passed(
                        known, new Call(registered, parameters.getOrDefault("notify_url", ""), content)))
                .orElse(new Checked.Refused(AlipayCode.INVALID_FORMAT));
    }

    private Optional<AlipayCode> refusal(
            @Nullable AlipayApp registered, AlipayPlatform.@Nullable Mode mode, Map<String, String> parameters) {
        if (registered == null) {
            return Optional.of(AlipayCode.INVALID_APP_ID);
        }
        if (!"RSA2".equals(parameters.get("sign_type"))) {
            return Optional.of(AlipayCode.INVALID_SIGNATURE_TYPE);
        }
        if (parameters.getOrDefault("sign", "").isEmpty()) {
            return Optional.of(AlipayCode.MISSING_SIGNATURE);
        }
        if (mode == null) {
            return Optional.of(AlipayCode.INVALID_SIGNATURE);
        }
        boolean fresh = AlipayTime.parse(parameters.getOrDefault("timestamp", ""))
                .map(at -> Duration.between(at, desk.numbers().now()).abs().compareTo(MAX_SKEW) <= 0)
                .orElse(false);
        return fresh ? Optional.empty() : Optional.of(AlipayCode.INVALID_TIMESTAMP);
    }

    /** Serialises the node once, signs that text, and splices it in: the signature covers exact bytes. */
    private void answer(RoutingContext http, String node, JsonObject content) {
        String text = content.encode();
        AlipayPlatform.Mode mode = Objects.requireNonNull(http.get(MODE));
        String serial = mode.serial() == null ? "" : ",\"alipay_cert_sn\":\"" + mode.serial() + "\"";
        String body = "{\"" + node + "\":" + text + serial + ",\"sign\":\"" + mode.sign(text) + "\"}";
        http.response()
                .putHeader("Content-Type", "application/json;charset=utf-8")
                .end(body);
    }
}
