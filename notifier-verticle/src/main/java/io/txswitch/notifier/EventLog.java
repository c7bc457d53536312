package io.txswitch.notifier;

import io.txswitch.core.contract.ListWebhookEvents;
import io.txswitch.core.contract.WebhookEvent;
import io.txswitch.core.contract.WebhookEventPage;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What merchants were told, to be looked at and told again; the other side of {@link Deliveries}. */
public interface EventLog {
    /** A page, the newest first; a cursor that this log did not make finds nothing. */
    Future<WebhookEventPage> list(ListWebhookEvents query);

    /** One event of one merchant, as it was first stored. */
    Future<Optional<MerchantEvent>> event(String merchantId, String eventId);

    /** The same with its deliveries, as they stand. */
    Future<Optional<WebhookEvent>> find(String merchantId, String eventId);

    /** All of these become due now, whatever came of them before, and begin their schedule anew. */
    Future<Void> redeliver(List<Delivery> deliveries);

    /**
     * A bounded number of what was given up becomes due now.
     *
     * @param endpointId null for all of the merchant
     * @return how many
     */
    Future<Integer> redeliverGivenUp(String merchantId, @Nullable String endpointId);
}
