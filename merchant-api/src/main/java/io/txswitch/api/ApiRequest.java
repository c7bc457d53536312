package io.txswitch.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.txswitch.core.config.Merchant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request whose sender is known.
 *
 * @param body empty where the operation has none
 * @param query each parameter once
 * @param id of the path, empty where it has none
 * @param nonce of the signature
 */
record ApiRequest(
        Merchant merchant,
        ObjectNode body,
        Map<String, String> query,
        String id,
        String nonce,
        @Nullable String idempotencyKey) {
    /** A parameter of the query, or null. */
    @Nullable
    String query(String name) {
        return query.get(name);
    }
}
