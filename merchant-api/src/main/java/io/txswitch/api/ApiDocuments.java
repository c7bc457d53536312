package io.txswitch.api;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;

/** The contract as it is served to everybody: as YAML, as JSON, and as a page that reads the latter. */
final class ApiDocuments {
    private ApiDocuments() {}

    static void route(Router router, Frame frame, Contract contract) {
        Buffer yaml = Buffer.buffer(contract.yaml());
        Buffer json = Buffer.buffer(contract.json());
        router.get("/v1/openapi.yaml")
                .handler(frame::begin)
                .handler(ctx -> ctx.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/yaml")
                        .end(yaml));
        router.get("/v1/openapi.json")
                .handler(frame::begin)
                .handler(ctx -> ctx.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                        .end(json));
        router.route("/docs*").handler(frame::begin).handler(StaticPage::secure);
        router.get("/docs").handler(StaticPage.of("docs.html", StaticPage.HTML));
        router.get("/docs/page.js").handler(StaticPage.of("docs.js", StaticPage.SCRIPT));
        router.get("/docs/page.css").handler(StaticPage.of("docs.css", StaticPage.STYLE));
    }
}
