package io.txswitch.api;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** What a page's script brings instead of a signature (RFC 6750, section 2.1). */
final class Bearer {
    private static final String SCHEME = "Bearer ";

    private Bearer() {}

    /** Empty when the header is missing, or is of another kind. */
    static Optional<String> of(RoutingContext ctx) {
        return Optional.ofNullable(ctx.request().getHeader(HttpHeaders.AUTHORIZATION))
                .filter(given -> given.startsWith(SCHEME))
                .map(given -> given.substring(SCHEME.length()));
    }
}
