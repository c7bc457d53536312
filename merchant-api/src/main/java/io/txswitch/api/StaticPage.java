package io.txswitch.api;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Pages, scripts and styles that are part of the program; none of them loads anything from elsewhere. */
final class StaticPage {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    static final String HTML = "text/html; charset=utf-8";
    static final String SCRIPT = "text/javascript; charset=utf-8";
    static final String STYLE = "text/css; charset=utf-8";
    private static final Map<String, byte[]> READ = new ConcurrentHashMap<>();

    private StaticPage() {}

    /** What every answer to a browser says, whatever it holds. */
    static void secure(RoutingContext ctx) {
        ctx.response()
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        ctx.next();
    }

    static Handler<RoutingContext> of(String resource, String type) {
        return ctx -> show(ctx, 200, resource, type);
    }

    static void show(RoutingContext ctx, int status, String resource, String type) {
        ctx.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, type)
                .end(Buffer.buffer(read(resource)));
    }

    static void image(RoutingContext ctx, String type, byte[] bytes) {
        ctx.response().putHeader(HttpHeaders.CONTENT_TYPE, type).end(Buffer.buffer(bytes));
    }

    private static byte[] read(String resource) {
        return READ.computeIfAbsent(resource, name -> {
            try (InputStream in = StaticPage.class.getResourceAsStream(name)) {
                return Objects.requireNonNull(in, name).readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
