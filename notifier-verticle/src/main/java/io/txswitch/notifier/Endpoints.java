package io.txswitch.notifier;

import io.txswitch.core.contract.PutWebhookEndpoint;
import io.txswitch.core.contract.WebhookEndpoints;
import io.txswitch.core.model.Secret;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Where merchants want their events, shared by all nodes; at most {@link WebhookEndpoints#MAX} of each merchant.
 *
 * <p>Every operation fails when the store cannot be reached.
 */
public interface Endpoints {
    /** What became of a new one. */
    enum Added {
        ADDED,
        /** One of this id is there, and stays as it is. */
        THERE,
        TOO_MANY
    }

    /** All endpoints of these merchants, the oldest first. */
    Future<List<SignedEndpoint>> of(Collection<String> merchantIds);

    /** Makes one, unless there is one of its id. */
    Future<Added> add(PutWebhookEndpoint made, Secret secret);

    /** Gives one a new address, new types and another switch; as it is now, or empty when there is none. */
    Future<Optional<SignedEndpoint>> change(PutWebhookEndpoint change);

    /** Gives one a new secret; the old one signs beside it for {@code overlapMs}, and the one before that no more. */
    Future<Optional<SignedEndpoint>> rotate(String merchantId, String id, Secret secret, long overlapMs);

    /** Removes one; as it was. */
    Future<Optional<SignedEndpoint>> remove(String merchantId, String id);
}
