package io.txswitch.notifier;

import io.txswitch.core.contract.ListWebhookEvents;
import io.txswitch.core.contract.RedeliverEvent;
import io.txswitch.core.contract.RedeliverGivenUp;
import io.txswitch.core.contract.RedeliveryAnswer;
import io.txswitch.core.contract.RedeliveryAnswer.Result;
import io.txswitch.core.contract.RedeliveryCount;
import io.txswitch.core.contract.WebhookDelivery;
import io.txswitch.core.contract.WebhookEvent;
import io.txswitch.core.contract.WebhookEventPage;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows merchants what they were told, and tells them again. */
final class EventDesk {
    private static final Logger LOG = LoggerFactory.getLogger(EventDesk.class);
    private static final int MAX_PAGE = 100;

    private final EventLog log;
    private final Fanout fanout;
    private final Runnable scan;

    /** @param scan looks for what has become due */
    EventDesk(EventLog log, Fanout fanout, Runnable scan) {
        this.log = log;
        this.fanout = fanout;
        this.scan = scan;
    }

    Future<WebhookEventPage> list(ListWebhookEvents query) {
        int limit = Math.clamp(query.limit(), 1, MAX_PAGE);
        return log.list(
                new ListWebhookEvents(query.merchantId(), query.cursor(), limit, query.type(), query.paymentId()));
    }

    /** Never fails: a store that is away is {@link Result#UNAVAILABLE}. */
    Future<RedeliveryAnswer> redeliver(RedeliverEvent command) {
        return log.event(command.merchantId(), command.eventId())
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture(new RedeliveryAnswer(Result.NOT_FOUND, null))
                        : redeliver(command, found.get()))
                .recover(lost -> {
                    LOG.warn("webhook={} redelivery=not-made error=\"{}\"", command.eventId(), lost.toString());
                    return Future.succeededFuture(new RedeliveryAnswer(Result.UNAVAILABLE, null));
                });
    }

    private Future<RedeliveryAnswer> redeliver(RedeliverEvent command, MerchantEvent event) {
        return fanout.endpoints(List.of(event.merchantId()))
                .compose(endpoints -> log.find(event.merchantId(), event.id()).compose(shown -> {
                    List<WebhookDelivery> before =
                            shown.map(WebhookEvent::deliveries).orElse(List.of());
                    List<Delivery> wanted = wanted(command.endpointId(), event, before, endpoints);
                    return wanted.isEmpty()
                            ? Future.succeededFuture(new RedeliveryAnswer(Result.NO_ENDPOINT, null))
                            : log.redeliver(wanted)
                                    .onSuccess(due -> scan.run())
                                    .compose(due -> log.find(event.merchantId(), event.id()))
                                    .map(now -> new RedeliveryAnswer(Result.DONE, now.orElse(null)));
                }));
    }

    /** Where it went before, as far as that still exists, and where it would go now; or one named endpoint. */
    private List<Delivery> wanted(
            @Nullable String only,
            MerchantEvent event,
            List<WebhookDelivery> before,
            Collection<SignedEndpoint> endpoints) {
        Map<String, Delivery> wanted = new LinkedHashMap<>();
        Map<String, Delivery> live = new LinkedHashMap<>();
        endpoints.stream()
                .map(SignedEndpoint::endpoint)
                .filter(each -> each.enabled())
                .forEach(each -> live.put(each.id(), new Delivery(event, each.id(), each.url())));
        if (only != null) {
            return live.containsKey(only) ? List.of(live.get(only)) : List.of();
        }
        for (WebhookDelivery each : before) {
            String id = each.endpointId();
            if (id == null) {
                wanted.put(Delivery.SETTINGS, new Delivery(event, Delivery.SETTINGS, each.url()));
            } else if (live.containsKey(id)) {
                wanted.put(id, Objects.requireNonNull(live.get(id)));
            }
        }
        fanout.deliveries(event, null, endpoints).forEach(each -> wanted.putIfAbsent(each.endpointId(), each));
        return List.copyOf(wanted.values());
    }

    Future<RedeliveryCount> redeliverGivenUp(RedeliverGivenUp command) {
        return log.redeliverGivenUp(command.merchantId(), command.endpointId())
                .onSuccess(due -> scan.run())
                .map(RedeliveryCount::new);
    }
}
