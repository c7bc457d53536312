package io.txswitch.notifier;

import io.vertx.core.Future;
import java.util.Map;

/** Posts to addresses that merchants chose, which are not to be trusted. */
public interface Webhooks {
    /**
     * Posts once.
     *
     * @param url as the merchant gave it
     * @return the HTTP status; fails when there was none in time, and with {@link RefusedUrlException} when nothing was
     *     sent because of the URL
     */
    Future<Integer> post(String url, Map<String, String> headers, String body);

    /**
     * Looks at an address without calling it.
     *
     * @return fails with {@link RefusedUrlException} when it may not be called, and otherwise when its host cannot be
     *     found
     */
    Future<Void> check(String url);

    /** Closes its connections. */
    Future<Void> close();
}
